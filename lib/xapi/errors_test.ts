// The errors' messages and fields.
import { strict as assert } from "node:assert";
import { ConnectionError, XapiError } from "./errors.ts";

Deno.test("errors carry what programs need and a sentence for people", () => {
  const refused = new XapiError("HOST_IS_SLAVE", ["10.0.0.1"]);
  assert.equal(refused.message, "This host is a member of a pool, its coordinator is 10.0.0.1");
  const changed = new ConnectionError("certificate-changed", "x", { fingerprint: "AB", cause: refused });
  assert.equal(changed.fingerprint, "AB");
  assert.equal(changed.cause, refused);
  assert.equal(new ConnectionError("reset", "x").fingerprint, undefined);
});
