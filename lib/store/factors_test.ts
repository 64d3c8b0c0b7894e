import assert from "node:assert/strict";
import { withStore } from "@/tests/api/support.ts";
import { someUser } from "@/tests/api/users.ts";
import type { Factors, PasskeyRecord } from "./factors.ts";

const HASH = "a".repeat(64);
const passkey = (name: string): PasskeyRecord => ({
  id: crypto.randomUUID(),
  credential: "AAAA",
  key: "AAAA",
  counter: 0,
  transports: ["usb"],
  name,
  created: new Date(0).toISOString(),
  used: null,
  synced: false,
  site: "atoll.lab",
});
const totp = (step: number): Factors => ({
  totp: { secret: "JBSWY3DPEHPK3PXP", step },
  recovery: [HASH],
  passkeys: [],
});

Deno.test("factors are kept as they were given, and their secret is nowhere in the data directory", async () => {
  await withStore(async (store, dir) => {
    const user = someUser("ada");
    await store.users.create(user);
    assert.deepEqual(await store.factors.get(user.id), { totp: null, recovery: [], passkeys: [] });
    const whole = { ...totp(1), passkeys: [passkey("phone")] };
    await store.factors.change(user.id, () => whole);
    assert.deepEqual(await store.factors.get(user.id), whole);
    for await (const file of Deno.readDir(dir)) {
      const text = new TextDecoder("latin1").decode(await Deno.readFile(`${dir}/${file.name}`));
      assert.ok(!text.includes("JBSWY3DPEHPK3PXP"), file.name);
    }
  });
});

Deno.test("of changes at the same moment each sees the one before", async () => {
  await withStore(async (store) => {
    const user = someUser("ada");
    await store.users.create(user);
    await store.factors.change(user.id, () => totp(0));
    const count = (now: Factors) => ({ ...now, totp: now.totp && { ...now.totp, step: now.totp.step + 1 } });
    await Promise.all(Array.from({ length: 10 }, () => store.factors.change(user.id, count)));
    assert.equal((await store.factors.get(user.id)).totp?.step, 10);
  });
});

Deno.test("with the last factor the recovery codes go, and with the user all of them", async () => {
  await withStore(async (store) => {
    const user = someUser("ada");
    await store.users.create(user);
    await store.factors.change(user.id, () => totp(0));
    await store.factors.change(user.id, (now) => ({ ...now, totp: null }));
    assert.deepEqual(await store.factors.get(user.id), { totp: null, recovery: [], passkeys: [] });
    await store.factors.change(user.id, () => totp(0));
    await store.users.delete(user.id);
    assert.equal((await store.factors.get(user.id)).totp, null);
    // Nothing comes back for who is gone.
    await store.factors.change(user.id, () => totp(0));
    assert.equal((await store.factors.get(user.id)).totp, null);
  });
});

Deno.test("nothing is changed where the edit says so, or throws", async () => {
  await withStore(async (store) => {
    const user = someUser("ada");
    await store.users.create(user);
    await store.factors.change(user.id, () => totp(3));
    assert.deepEqual(await store.factors.change(user.id, () => undefined), totp(3));
    await assert.rejects(
      store.factors.change(user.id, () => {
        throw new Error("no");
      }),
      /^Error: no$/,
    );
    assert.deepEqual(await store.factors.get(user.id), totp(3));
  });
});
