import assert from "node:assert/strict";
import { Secrets } from "./secrets.ts";

const secretsOf = (fill: number) => Secrets.of(new Uint8Array(32).fill(fill));

Deno.test("a sealed text opens again, and no two seals are alike", async () => {
  const secrets = await secretsOf(1);
  const one = await secrets.seal("pässword", "pools/1/password");
  const two = await secrets.seal("pässword", "pools/1/password");
  assert.notEqual(one.data, two.data);
  assert.equal(await secrets.open(one, "pools/1/password"), "pässword");
});

Deno.test("a sealed text does not open for another record, with another key, or changed", async () => {
  const secrets = await secretsOf(1);
  const sealed = await secrets.seal("password", "pools/1/password");
  await assert.rejects(secrets.open(sealed, "pools/2/password"), /the record is damaged/);
  await assert.rejects(
    (await secretsOf(2)).open(sealed, "pools/1/password"),
    /encrypted with another key/,
  );
  await assert.rejects(
    secrets.open({ ...sealed, data: "AAAA" + sealed.data.slice(4) }, "pools/1/password"),
    /the record is damaged/,
  );
  await assert.rejects(secrets.open({ ...sealed, data: "*" }, "pools/1/password"), /the record is damaged/);
});

Deno.test("with two keys the first seals and both open", async () => {
  const bytes = (fill: number) => new Uint8Array(32).fill(fill);
  const old = await Secrets.of(bytes(1));
  const both = await Secrets.of(bytes(2), bytes(1));
  const before = await old.seal("x", "y");
  const after = await both.seal("x", "y");
  assert.equal(await both.open(before, "y"), "x");
  assert.equal(await both.open(after, "y"), "x");
  assert.equal(after.key, both.keyId);
  assert.notEqual(both.keyId, old.keyId);
  await assert.rejects(old.open(after, "y"), /encrypted with another key/);
});

Deno.test("what is sealed says for what, and it is not believed", async () => {
  const secrets = await secretsOf(1);
  const value = await secrets.seal("x", "pools/1/password");
  assert.equal(value.for, "pools/1/password");
  await assert.rejects(secrets.open({ ...value, for: "pools/2/password" }, "pools/2/password"), /damaged/);
});
