import assert from "node:assert/strict";
import { effect } from "@preact/signals";
import { Lazy } from "./lazy.ts";
import { dismiss, toasts } from "./toasts.ts";

Deno.test("it is loaded once, when somebody looks, and drawn when it is there", async () => {
  let loads = 0;
  const lazy = new Lazy(() => {
    loads++;
    return Promise.resolve("code");
  });
  assert.equal(loads, 0);
  const seen: (string | null)[] = [];
  const stop = effect(() => void seen.push(lazy.value));
  assert.equal(await lazy.get(), "code");
  stop();
  assert.deepEqual([seen, loads], [[null, "code"], 1]);
});

Deno.test("what cannot be loaded is told, and tried again", async () => {
  let works = false;
  const lazy = new Lazy(() => works ? Promise.resolve("code") : Promise.reject(new TypeError("no network")));
  await assert.rejects(lazy.get(), /no network/);
  assert.match(toasts.value[0]?.text ?? "", /could not be loaded/);
  for (const { id } of toasts.value) dismiss(id);
  works = true;
  assert.equal(await lazy.get(), "code");
});
