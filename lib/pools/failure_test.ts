// What each kind of failure means for the supervisor, and what people read of an attempt that met several hosts.
import assert from "node:assert/strict";
import { ConnectionError, type ConnectionErrorKind, parseAddress, XapiError } from "@/lib/xapi/mod.ts";
import type { ConnectionCause } from "@/lib/view/types.ts";
import { coordinatorIn, explain, isDenied, OtherPoolError, ReachError, type Trial } from "./failure.ts";

Deno.test("every error has its cause, and only what a person must mend stops the retries", () => {
  const cases: [unknown, ConnectionCause, string][] = [
    [new XapiError("SESSION_AUTHENTICATION_FAILED", ["root", "no"]), "denied", "denied"],
    [new XapiError("SESSION_AUTHORIZATION_FAILED", ["who", "no"]), "unauthorised", "denied"],
    [new XapiError("RBAC_PERMISSION_DENIED", ["pool.get_all", "no"]), "unauthorised", "denied"],
    [new XapiError("AUTH_SERVICE_ERROR", ["winbind is down"]), "directory-away", "lost"],
    [new XapiError("HOST_STILL_BOOTING", []), "booting", "lost"],
    [new XapiError("HOST_DISABLED", ["x"]), "booting", "lost"],
    [new XapiError("HOST_HAS_NO_MANAGEMENT_IP", []), "no-management-ip", "lost"],
    [new XapiError("HOST_IS_SLAVE", ["x"]), "coordinator-moved", "lost"],
    [new XapiError("HOST_IN_EMERGENCY_MODE", []), "emergency", "lost"],
    [new XapiError("SESSION_INVALID", ["x"]), "session-gone", "lost"],
    [new XapiError("A_CODE_OF_2040", []), "pool-error", "lost"],
    [new XapiError("constructor", []), "pool-error", "lost"],
    [new ConnectionError("refused", "x refuses"), "refused-connection", "lost"],
    [new ConnectionError("timeout", "x is silent"), "timeout", "lost"],
    [new ConnectionError("not-xapi", "x speaks no Xen-API"), "not-xapi", "foreign"],
    [new OtherPoolError("x", "other"), "other-pool", "lost"],
    [new TypeError("a bug"), "failed", "lost"],
    ["not even an error", "failed", "lost"],
  ];
  for (const [error, cause, event] of cases) {
    const failed = explain(error);
    assert.deepEqual([failed.cause, failed.event], [cause, event], String(error));
    assert.equal(failed.unforeseen, cause === "failed");
    assert.ok(failed.reason.length > 0);
    assert.equal(isDenied(error), event === "denied");
  }
});

Deno.test("another certificate on a live connection is a renewed one until an attempt says otherwise", () => {
  const error = new ConnectionError("certificate-changed", "x", { fingerprint: "AA" });
  assert.deepEqual([explain(error).event, explain(error).cause], ["lost", "reset"]);
});

Deno.test("a member's answer names its coordinator", () => {
  assert.equal(coordinatorIn(new XapiError("HOST_IS_SLAVE", ["10.0.0.1"])), "10.0.0.1");
  assert.equal(coordinatorIn(new XapiError("HOST_IS_SLAVE", [])), null);
  assert.equal(coordinatorIn(new XapiError("HOST_OFFLINE", ["10.0.0.1"])), null);
});

const trial = (number: number, error: Error, more: Partial<Trial["candidate"]> = {}): Trial => ({
  candidate: {
    endpoint: parseAddress(`10.0.0.${number}`),
    trust: null,
    expected: "known",
    member: true,
    label: `xcp-${number} (10.0.0.${number})`,
    ...more,
  },
  error,
});
const slave = new XapiError("HOST_IS_SLAVE", ["10.0.0.1"]);
const silent = new ConnectionError("timeout", "10.0.0.1 did not answer in time");
const met = (...trials: Trial[]) => explain(new ReachError(trials), "10.0.0.1");

Deno.test("members that wait for a dead coordinator are named with it", () => {
  const one = met(trial(1, silent), trial(2, slave));
  assert.equal(one.cause, "coordinator-away");
  assert.equal(
    one.reason,
    "xcp-2 waits for its coordinator xcp-1, which does not answer: 10.0.0.1 did not answer in time",
  );
  const two = met(trial(3, slave), trial(1, silent, { member: false }), trial(2, slave));
  assert.match(two.reason, /^xcp-3 and xcp-2 wait for their coordinator xcp-1, which does not answer/);
  assert.deepEqual(Object.keys(two.tried), ["xcp-3 (10.0.0.3)", "xcp-1 (10.0.0.1)", "xcp-2 (10.0.0.2)"]);
  assert.match(
    met(trial(2, slave)).reason,
    /^xcp-2 waits for its coordinator 10\.0\.0\.1, which does not answer$/,
  );
});

Deno.test("emergency mode is said of the hosts that are in it", () => {
  const emergency = new XapiError("HOST_IN_EMERGENCY_MODE", []);
  const found = met(trial(1, silent), trial(2, emergency), trial(3, slave));
  assert.equal(found.cause, "emergency");
  assert.match(found.reason, /^xcp-2 is in emergency mode: the coordinator xcp-1 does not answer them/);
});

Deno.test("a coordinator that is there with something wrong is told with who named it", () => {
  const booting = met(trial(2, slave), trial(1, new XapiError("HOST_STILL_BOOTING", [])));
  assert.equal(booting.cause, "booting");
  assert.match(booting.reason, /^xcp-2 names xcp-1 as coordinator: /);
  const error = new ConnectionError("certificate-changed", "x", { fingerprint: "AA" });
  const unknown = met(trial(2, slave), trial(3, slave), trial(1, error, { expected: null }));
  assert.deepEqual([unknown.cause, unknown.event], ["certificate-unknown", "certificate-mismatch"]);
  assert.equal(
    unknown.reason,
    "xcp-2 and xcp-3 name xcp-1 as coordinator: Nobody has accepted the certificate of xcp-1 (10.0.0.1) yet",
  );
  assert.deepEqual(
    [unknown.offered?.fingerprint, unknown.offered?.candidate.endpoint.hostname],
    ["AA", "10.0.0.1"],
  );
  assert.equal(met(trial(2, slave), trial(1, error)).cause, "certificate-changed");
});

Deno.test("hosts that take each other for the coordinator have not agreed yet, and are never called refusing", () => {
  const other = new XapiError("HOST_IS_SLAVE", ["10.0.0.2"]);
  assert.equal(met(trial(1, other), trial(2, slave)).cause, "coordinator-moved");
});

Deno.test("without a member's word the most telling answer counts: starting, a certificate, the configured address", () => {
  const other = new OtherPoolError("x", "other");
  const changed = new ConnectionError("certificate-changed", "x", { fingerprint: "AA" });
  const booting = new XapiError("HOST_STILL_BOOTING", []);
  assert.equal(met(trial(1, silent, { member: false }), trial(2, other)).cause, "timeout");
  assert.equal(met(trial(1, silent, { member: false }), trial(2, changed)).cause, "certificate-changed");
  assert.equal(met(trial(1, silent), trial(2, changed), trial(3, booting)).cause, "booting");
  assert.equal(met().cause, "unreachable");
});

Deno.test("a refusal of the credentials counts before everything else", () => {
  const denied = new XapiError("SESSION_AUTHENTICATION_FAILED", ["root", "no"]);
  assert.equal(met(trial(2, slave), trial(1, denied)).event, "denied");
});

Deno.test("kinds of certificates' faults keep their causes", () => {
  for (
    const kind of [
      "certificate-untrusted",
      "certificate-expired",
      "certificate-name",
    ] satisfies ConnectionErrorKind[]
  ) {
    const found = met(trial(1, new ConnectionError(kind, "x", { fingerprint: "AA" }), { expected: null }));
    assert.deepEqual([found.cause, found.offered?.fingerprint], [kind, "AA"]);
  }
});
