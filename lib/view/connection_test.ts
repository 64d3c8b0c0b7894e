// Every state and every cause has its words.
import assert from "node:assert/strict";
import { CAUSES, connectionLabel, connectionTone, isCause, PAIRS, STATES } from "./connection.ts";

Deno.test("every cause says what is wrong, what Atoll does and what a person can do, without a full stop", () => {
  for (const [cause, text] of Object.entries(CAUSES)) {
    for (const sentence of [text.sentence, text.atoll, text.person]) {
      assert.match(sentence, /^[A-Z].*[^.\s]$/, cause);
      assert.ok(sentence.length > 15, cause);
    }
    assert.match(text.label, /^[A-Z].{3,27}$/, cause);
    assert.ok(text.states.length > 0, cause);
  }
  const sentences = Object.values(CAUSES).map(({ sentence }) => sentence);
  assert.equal(new Set(sentences).size, sentences.length, "no two causes read alike");
});

Deno.test("every state has a label and a sentence, and is in the list of what may be shown", () => {
  for (const [state, { label, sentence }] of Object.entries(STATES)) {
    assert.match(label, /^[A-Z]/);
    assert.match(sentence, /^[A-Z].*[^.]$/);
    assert.ok(PAIRS.some(([shown]) => shown === state), state);
  }
  assert.equal(new Set(PAIRS.map(String)).size, PAIRS.length, "each pair once");
});

Deno.test("the label is the cause's where there is one, and Live stays Live", () => {
  assert.equal(connectionLabel("stale", null), "Connection lost");
  assert.equal(connectionLabel("stale", "emergency"), "Emergency mode");
  assert.equal(connectionLabel("certificate-changed", "certificate-expired"), "Certificate expired");
  assert.equal(connectionLabel("live", "booting"), "Live");
  assert.ok(isCause("booting") && !isCause("constructor"));
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
