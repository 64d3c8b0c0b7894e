// Every state and every cause has its words.
import assert from "node:assert/strict";
import { CAUSES, isCause, PAIRS, STATES } from "./connection.ts";

Deno.test("every cause says what is wrong, what Atoll does and what a person can do, without a full stop", () => {
  for (const [cause, text] of Object.entries(CAUSES)) {
    for (const sentence of [text.sentence, text.atoll, text.person]) {
      assert.match(sentence, /^[A-Z].*[^.\s]$/, cause);
      assert.ok(sentence.length > 15, cause);
    }
    assert.ok(text.states.length > 0, cause);
  }
  const sentences = Object.values(CAUSES).map(({ sentence }) => sentence);
  assert.equal(new Set(sentences).size, sentences.length, "no two causes read alike");
});

Deno.test("every state has a sentence, and is in the list of what may be shown", () => {
  for (const [state, { sentence }] of Object.entries(STATES)) {
    assert.match(sentence, /^[A-Z].*[^.]$/);
    assert.ok(PAIRS.some(([shown]) => shown === state), state);
  }
  assert.equal(new Set(PAIRS.map(String)).size, PAIRS.length, "each pair once");
});

Deno.test("a cause is known by its name", () => {
  assert.ok(isCause("booting") && !isCause("constructor"));
});
