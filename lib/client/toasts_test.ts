import assert from "node:assert/strict";
import { dismiss, toast, toasts } from "./toasts.ts";

/** Runs with the timers in the test's hand; gives the callbacks that wait. */
function timed(run: (waiting: (() => void)[]) => void): void {
  const { setTimeout } = globalThis;
  const waiting: (() => void)[] = [];
  // Of other tests that ran before.
  for (const { id } of toasts.value) dismiss(id);
  Object.assign(globalThis, { setTimeout: (callback: () => void) => waiting.push(callback) });
  try {
    run(waiting);
  } finally {
    Object.assign(globalThis, { setTimeout });
    for (const { id } of toasts.value) dismiss(id);
  }
}
const texts = () => toasts.value.map(({ text }) => text);

Deno.test("a good message goes by itself, a failure stays until it is put away", () => {
  timed((waiting) => {
    toast("done", "Started");
    toast("failed", "Not stopped", "/tasks");
    assert.deepEqual(texts(), ["Started", "Not stopped"]);
    for (const callback of waiting) callback();
    assert.deepEqual(texts(), ["Not stopped"]);
    assert.equal(toasts.value[0]?.href, "/tasks");
    dismiss(toasts.value[0]?.id ?? -1);
    assert.deepEqual(texts(), []);
  });
});

Deno.test("of many messages the last five are shown", () => {
  timed(() => {
    for (let n = 1; n <= 7; n++) toast("failed", String(n));
    assert.deepEqual(texts(), ["3", "4", "5", "6", "7"]);
  });
});
