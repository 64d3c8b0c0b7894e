// What each kind of failure means for the supervisor.
import assert from "node:assert/strict";
import { ConnectionError, XapiError } from "@/lib/xapi/mod.ts";
import { CoordinatorError, coordinatorIn, explain, isDenied, OtherPoolError } from "./failure.ts";

Deno.test("only what a person must mend stops the retries", () => {
  const cases: [unknown, string][] = [
    [new XapiError("SESSION_AUTHENTICATION_FAILED", ["root", "no"]), "denied"],
    [new XapiError("SESSION_AUTHORIZATION_FAILED", ["who", "no"]), "denied"],
    [new XapiError("HOST_STILL_BOOTING", []), "lost"],
    [new XapiError("SESSION_INVALID", ["x"]), "lost"],
    [new XapiError("A_CODE_OF_2040", []), "lost"],
    [new ConnectionError("refused", "x refuses"), "lost"],
    [new ConnectionError("timeout", "x is silent"), "lost"],
    [new ConnectionError("not-xapi", "x speaks no Xen-API"), "foreign"],
    [new ConnectionError("certificate-changed", "x", { fingerprint: "AA" }), "certificate-mismatch"],
    [new OtherPoolError("x", "other"), "lost"],
    [new TypeError("a bug"), "lost"],
    ["not even an error", "lost"],
  ];
  for (const [error, event] of cases) assert.equal(explain(error).event, event, String(error));
});

Deno.test("the certificate now presented comes along, also from behind a member", () => {
  const cause = new ConnectionError("certificate-changed", "the certificate is another", {
    fingerprint: "AA",
  });
  const why = explain(new CoordinatorError("member", "coordinator", cause));
  assert.deepEqual([why.event, why.offered], ["certificate-mismatch", "AA"]);
  assert.match(why.reason, /^member is a member, and its coordinator coordinator cannot be used/);
});

Deno.test("an error nobody foresaw is marked for the log", () => {
  assert.equal(explain(new TypeError("a bug")).unforeseen, true);
  assert.equal(explain(new ConnectionError("reset", "x")).unforeseen, false);
});

Deno.test("a member's answer names its coordinator", () => {
  assert.equal(coordinatorIn(new XapiError("HOST_IS_SLAVE", ["10.0.0.1"])), "10.0.0.1");
  assert.equal(coordinatorIn(new XapiError("HOST_IS_SLAVE", [])), null);
  assert.equal(coordinatorIn(new XapiError("HOST_OFFLINE", ["10.0.0.1"])), null);
  assert.equal(isDenied(new ConnectionError("refused", "x")), false);
});
