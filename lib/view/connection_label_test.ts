import assert from "node:assert/strict";
import { PAIRS } from "./connection.ts";
import { connectionLabel, connectionTone, isAway } from "./connection_label.ts";

Deno.test("what is live and what was switched off is not away, all else is", () => {
  const here = PAIRS.filter(([state, cause]) => !isAway({ state, cause })).map(([state, cause]) =>
    cause ?? state
  );
  assert.deepEqual(here, ["live", "disabled"]);
});

Deno.test("every state and every cause has two or three words", () => {
  for (const pair of PAIRS) assert.match(connectionLabel(...pair), /^[A-Z].{3,27}$/, String(pair));
});

Deno.test("the label is the cause's where there is one, and Live stays Live", () => {
  assert.equal(connectionLabel("stale", null), "Connection lost");
  assert.equal(connectionLabel("stale", "emergency"), "Emergency mode");
  assert.equal(connectionLabel("certificate-changed", "certificate-expired"), "Certificate expired");
  assert.equal(connectionLabel("live", "booting"), "Live");
});

Deno.test("what needs a person is bad, what Atoll may mend alone a warning, the normal way neither", () => {
  const bad = PAIRS.filter((pair) => connectionTone(...pair) === "bad").map(([, cause]) => cause);
  assert.deepEqual(bad.sort(), [
    "certificate-changed",
    "certificate-expired",
    "certificate-name",
    "certificate-unknown",
    "certificate-untrusted",
    "coordinator-away",
    "denied",
    "emergency",
    "not-xapi",
    "unauthorised",
  ]);
  for (const [state, cause] of PAIRS) {
    if (cause === null) assert.equal(connectionTone(state, cause), state === "live" ? "ok" : "info");
  }
});
