import assert from "node:assert/strict";
import { signal } from "@preact/signals";
import { settled } from "./settled.ts";

Deno.test("without a pause it is the signal", () => {
  const source = signal(1);
  const [out, stop] = settled(source, () => 0);
  source.value = 2;
  assert.equal(out.value, 2);
  stop();
});

Deno.test("with a pause the first change comes at once, those within it as one at its end", async () => {
  const source = signal(1);
  const [out, stop] = settled(source, () => 5);
  // The first value begins the first pause.
  const arrived = new Promise<void>((resolve) => {
    const end = out.subscribe((value) => {
      if (value === 3) {
        queueMicrotask(() => end());
        resolve();
      }
    });
  });
  source.value = 2;
  source.value = 3;
  assert.equal(out.peek(), 1);
  await arrived;
  assert.equal(out.peek(), 3);
  stop();
});
