// Changing the authorities of a pool: what cannot be right changes nothing, what may be right is taken.
import assert from "node:assert/strict";
import { AtollError } from "@/lib/errors.ts";
import { testAuthority, testCertificate, tlsServer } from "@/lib/xapi/testdata/servers.ts";
import { readCa, withAuthorities } from "./authorities.ts";
import { config as configOf } from "./testing.ts";
import type { PoolConfig } from "./types.ts";

const { signal } = new AbortController();
const config = (address: string, more: Partial<PoolConfig> = {}): PoolConfig =>
  configOf({ address, fingerprint: "AA", accepted: { "10.0.0.2": "BB" }, ...more });

async function refusal(config: PoolConfig, ca: string): Promise<AtollError> {
  const error = await withAuthorities(config, ca, null, signal).then(
    () => undefined,
    (error: unknown) => error,
  );
  assert.ok(error instanceof AtollError, String(error));
  assert.equal(error.field, "ca");
  return error;
}

Deno.test("nothing given is none, and what was given is never repeated", () => {
  for (const nothing of [undefined, null, "", " \n"]) assert.equal(readCa(nothing), null);
  const { key } = testCertificate("one");
  assert.throws(() => readCa(key), (error) => {
    assert.ok(error instanceof AtollError && error.cause === undefined);
    assert.deepEqual([error.status, error.code, error.field], [422, "bad-authority", "ca"]);
    return !`${error.message}${error.stack}`.includes(key.split("\n")[1] ?? "?");
  });
});

Deno.test("authorities that vouch for the host take the place of accepted certificates", async () => {
  await using server = await tlsServer("signed", () => {});
  const address = `127.0.0.1:${server.endpoint.port}`;
  const changed = await withAuthorities(config(address), testAuthority(), null, signal);
  assert.deepEqual(
    [changed.ca, changed.fingerprint, changed.accepted],
    [testAuthority(), null, {}],
  );
  assert.equal((await refusal(config(address), testCertificate("own").cert)).code, "certificate-untrusted");
});

Deno.test("a host that is away may be right", async () => {
  const changed = await withAuthorities(config("127.0.0.1:9"), testAuthority(), null, signal);
  assert.equal(changed.ca, testAuthority());
});

Deno.test("without authorities the certificate known now counts", async () => {
  const held = config("lab", { ca: testAuthority(), fingerprint: null });
  const free = await withAuthorities(held, null, "CC", signal);
  assert.deepEqual([free.ca, free.fingerprint, free.accepted], [null, "CC", { "10.0.0.2": "BB" }]);
});

Deno.test("over plain HTTP, and for an empty text, there is nothing to hold anybody to", async () => {
  assert.equal((await refusal(config("http://lab"), testAuthority())).status, 409);
  assert.equal((await refusal(config("lab"), " ")).status, 422);
});
