import assert from "node:assert/strict";
import { AtollError } from "@/lib/errors.ts";
import { withStore } from "@/tests/api/support.ts";
import { Hasher } from "./password.ts";
import { rescue } from "./rescue.ts";
import { someUser } from "@/tests/api/users.ts";

const COST = 1024;
const PASSWORD = "a whole new password";
const plain = { password: PASSWORD, secondFactors: false, enable: false };

Deno.test("a rescued user has the new password, no session, and what else bars the way is said", async () => {
  await withStore(async (store) => {
    const user = someUser("Ada", { disabled: true });
    await store.users.create(user);
    await store.factors.change(user.id, (all) => ({ ...all, totp: { secret: "S", step: 0 } }));
    const later = new Date(Date.now() + 1e6).toISOString();
    await store.sessions.create({
      hash: "0".repeat(64),
      id: crypto.randomUUID(),
      userId: user.id,
      created: later,
      used: later,
      idle_until: later,
      ends: later,
      client: "",
      agent: "",
    });
    assert.deepEqual(await rescue(store, { ...plain, username: "ada" }, COST), {
      username: "Ada",
      disabled: true,
      secondFactors: true,
    });
    const changed = await store.users.get(user.id);
    assert.equal(await new Hasher(COST).verify(PASSWORD, changed?.password ?? null), true);
    assert.deepEqual(await store.sessions.listOf(user.id), []);

    const all = { username: "ADA", password: PASSWORD, secondFactors: true, enable: true };
    assert.deepEqual(await rescue(store, all, COST), {
      username: "Ada",
      disabled: false,
      secondFactors: false,
    });
    assert.equal((await store.factors.get(user.id)).totp, null);
    assert.deepEqual((await store.audit.list()).map(({ what, who }) => `${what} by ${who.username}`), [
      "user.rescue-without-factors by (console)",
      "user.rescue by (console)",
    ]);
  });
});

Deno.test("an unknown user, one of a directory and a weak password are refused, and nothing changes", async () => {
  await withStore(async (store) => {
    const ada = someUser("ada");
    await store.users.create(ada);
    await store.users.create(someUser("eve", { source: "ldap", password: null }));
    const refused = (change: Partial<typeof plain & { username: string }>, status: number) =>
      assert.rejects(rescue(store, { ...plain, username: "ada", ...change }, COST), (error) => {
        assert(error instanceof AtollError);
        assert.equal(error.status, status);
        assert(!error.message.includes(PASSWORD));
        return true;
      });
    await refused({ username: "nobody" }, 404);
    await refused({ username: "eve" }, 409);
    await refused({ password: "short" }, 422);
    assert.deepEqual(await store.users.get(ada.id), ada);
    assert.deepEqual(await store.audit.list(), []);
  });
});

Deno.test("a directory's user becomes one of Atoll's own where that is asked for, and the directory signs them in no more", async () => {
  await withStore(async (store) => {
    const eve = someUser("eve", { source: "ldap", password: null });
    const name = { source: "ldap" as const, directory: "dc=lab", subject: "1" };
    await store.users.create(eve);
    await store.identities.claim(name, eve.id, null);
    await rescue(store, { ...plain, username: "eve", local: true }, COST);
    const changed = await store.users.get(eve.id);
    assert.equal(changed?.source, "local");
    assert.equal(await new Hasher(COST).verify(PASSWORD, changed.password), true);
    assert.equal(await store.identities.find(name), null);
    assert.deepEqual((await store.audit.list()).map(({ message }) => message), [
      "no longer of the directory",
    ]);
  });
});
