import assert from "node:assert/strict";
import { actOnAll } from "./bulk.ts";
import { dismiss, toasts } from "../toasts.ts";

function said(): string[] {
  const texts = toasts.value.map(({ kind, text }) => `${kind}: ${text}`);
  for (const { id } of toasts.value) dismiss(id);
  return texts;
}

Deno.test("an action on many runs a few at a time and ends in one message", async () => {
  let running = 0, most = 0;
  const ids = Array.from({ length: 20 }, (_, i) => `vm-${i}`);
  await actOnAll("vms", ids, "start", "Start", (id) => id, async () => {
    most = Math.max(most, ++running);
    await Promise.resolve();
    running--;
    return { ok: true, task: null };
  });
  assert.ok(most > 1 && most <= 6, `${most} at once`);
  assert.deepEqual(said(), ["done: Start: 20 of 20 under way"]);
});

Deno.test("failures are named with their reason, beside what worked", async () => {
  await actOnAll(
    "vms",
    ["a", "b"],
    "start",
    "Start",
    (id) => id.toUpperCase(),
    (_path, id) =>
      Promise.resolve(
        id === "a"
          ? { ok: true, task: null }
          : { ok: false, status: 409, message: "The VM is running already" },
      ),
  );
  assert.deepEqual(said(), [
    "done: Start: 1 of 2 under way",
    "failed: Start failed. B: The VM is running already",
  ]);
});
