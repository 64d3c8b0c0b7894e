import assert from "node:assert/strict";
import { AtollError } from "@/lib/errors.ts";
import { type UserRecord, UserStore } from "@/lib/store/users.ts";
import { withKv } from "@/tests/api/support.ts";
import { Administrators } from "./administrators.ts";
import { someUser } from "@/tests/api/users.ts";

const last = (error: unknown) => error instanceof AtollError && error.code === "last-administrator";

Deno.test("of two administrators who disable each other at the same moment one stays", async () => {
  await withKv(async (kv) => {
    const users = new UserStore(kv);
    const [ada, eve] = [someUser("ada"), someUser("eve")];
    await users.create(ada);
    await users.create(eve);
    const administrators = new Administrators(users);
    const disable = ({ id }: UserRecord) =>
      administrators.keepOne(
        (user) => user.id !== id,
        () => users.change(id, (user) => ({ ...user, disabled: true })),
      );
    const results = await Promise.allSettled([disable(ada), disable(eve)]);
    assert.deepEqual(results.map(({ status }) => status), ["fulfilled", "rejected"]);
    await assert.rejects(disable(eve), last);
    assert.equal((await users.get(eve.id))?.disabled, false);
  });
});

Deno.test("a change that fails keeps no other from its turn", async () => {
  await withKv(async (kv) => {
    const users = new UserStore(kv);
    await users.create(someUser("ada"));
    const administrators = new Administrators(users);
    const failing = administrators.keepOne(() => true, () => Promise.reject(new Error("disk full")));
    const next = administrators.keepOne(() => true, () => Promise.resolve("made"));
    await assert.rejects(failing, /disk full/);
    assert.equal(await next, "made");
    await assert.rejects(administrators.keepOne(() => false, () => Promise.resolve("made")), last);
  });
});
