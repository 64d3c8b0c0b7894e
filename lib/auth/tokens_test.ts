import assert from "node:assert/strict";
import { TokenStore } from "@/lib/store/tokens.ts";
import { type Bench, withBench } from "@/tests/api/users.ts";
import { readBearer, Tokens } from "./tokens.ts";

const open = ({ kv, users, clock }: Bench) => new Tokens(new TokenStore(kv), users, () => clock.ms);

Deno.test("a token speaks for its user until it expires or is revoked, and only its hash is stored", async () => {
  await withBench(async (bench) => {
    const { user, clock } = bench;
    const tokens = open(bench);
    const expires = new Date(clock.ms + 60_000).toISOString();
    const { record, secret } = await tokens.create(user, { name: "ci", scope: "user", expires });
    assert.match(secret, /^atoll_[A-Za-z0-9_-]{43}$/);
    assert(!(await bench.stored()).includes(secret.slice(6)));
    const principal = await tokens.verify(secret);
    assert.deepEqual(principal, {
      userId: user.id,
      username: "ada",
      sessionId: record.id,
      token: { id: record.id, readOnly: false },
    });
    assert.equal((await tokens.list(user.id))[0]?.used, new Date(clock.ms).toISOString());
    assert.equal(tokens.lasts(record.id), true);
    clock.ms += 60_000;
    assert.equal(tokens.lasts(record.id), false);
    assert.equal(await tokens.verify(secret), null);

    const reader = await tokens.create(user, { name: "graphs", scope: "read-only", expires: null });
    assert.equal((await tokens.verify(reader.secret))?.token?.readOnly, true);
    await tokens.end(reader.record);
    assert.equal(await tokens.verify(reader.secret), null);
    assert.equal(await open(bench).verify(reader.secret), null);
  });
});

Deno.test("what is no token is not looked for", async () => {
  await withBench(async (bench) => {
    const tokens = open(bench);
    const { secret } = await tokens.create(bench.user, { name: "ci", scope: "user", expires: null });
    for (const bad of ["", secret.slice(6), secret + "x", secret.toUpperCase(), `${secret} `]) {
      assert.equal(await tokens.verify(bad), null, bad);
    }
  });
});

Deno.test("a token is read from an Authorization header, and anything else there is no token", () => {
  assert.equal(readBearer(null), null);
  assert.equal(readBearer("Bearer atoll_x"), "atoll_x");
  assert.equal(readBearer("bearer  atoll_x "), "atoll_x");
  for (const other of ["", "Basic YTpi", "Bearer", "Bearer a b", "Bearer eyJ", "atoll_x"]) {
    assert.equal(readBearer(other), null, other);
  }
});
