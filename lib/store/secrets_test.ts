import assert from "node:assert/strict";
import { join } from "node:path";
import { withDir } from "@/tests/api/support.ts";
import { openSecrets, Secrets } from "./secrets.ts";

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
    /encrypted with another secret\.key/,
  );
  await assert.rejects(
    secrets.open({ ...sealed, data: "AAAA" + sealed.data.slice(4) }, "pools/1/password"),
    /the record is damaged/,
  );
  await assert.rejects(secrets.open({ ...sealed, data: "*" }, "pools/1/password"), /the record is damaged/);
});

Deno.test("the key file is made once, private, and read afterwards", async () => {
  await withDir(async (dir) => {
    const first = await openSecrets(dir, null);
    assert.equal(((await Deno.stat(join(dir, "secret.key"))).mode ?? 0) & 0o777, 0o600);
    await Deno.chmod(join(dir, "secret.key"), 0o644);
    const second = await openSecrets(dir, first.keyId);
    assert.equal(((await Deno.stat(join(dir, "secret.key"))).mode ?? 0) & 0o777, 0o600);
    assert.equal(await second.open(await first.seal("x", "y"), "y"), "x");
  });
});
