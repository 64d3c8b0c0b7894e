import { deepEqual, equal } from "node:assert/strict";
import { revive } from "./revive.ts";

// What serialize.ts writes is read back in serialize_test.ts; here is the format itself, which pages in caches rely on.

const none = () => undefined;

Deno.test("plain JSON is revived in place, without copies", () => {
  const root = { rows: [[1, "a", null]] };
  equal(revive([root, []], none), root);
});

Deno.test("shared values are made once, in the order they are met", () => {
  const back = revive([[{ $: 1 }, { $: 0 }, { $: 1 }], [{ a: 1 }, { inner: { $: 0 } }]], none);
  deepEqual(back, [{ inner: { a: 1 } }, { a: 1 }, { inner: { a: 1 } }]);
  const [first, second, third] = back as [{ inner: unknown }, unknown, unknown];
  equal(first.inner, second);
  equal(first, third);
});

Deno.test("slots are asked for by number", () => {
  deepEqual(revive([{ children: { $: ["l", 4] } }, []], (number) => `slot ${number}`), {
    children: "slot 4",
  });
});
