import assert from "node:assert/strict";
import { HeldOrder } from "./order.ts";

Deno.test("an order that nobody holds follows what is offered", () => {
  const order = new HeldOrder(["a", "b"]);
  order.offer(["b", "c"], false);
  assert.deepEqual(order.ids.value, ["b", "c"]);
});

Deno.test("a held order moves nothing: what left stays in place, what came stands at the end", () => {
  const order = new HeldOrder(["a", "b", "c"]);
  order.hold(true);
  order.offer(["x", "c", "a"], false);
  assert.deepEqual(order.ids.value, ["a", "b", "c", "x"]);
  order.hold(false);
  assert.deepEqual(order.ids.value, ["x", "c", "a"]);
});

Deno.test("what the user asks for shows at once, held or not", () => {
  const order = new HeldOrder(["a", "b"]);
  order.hold(true);
  order.offer(["b", "a"], true);
  assert.deepEqual(order.ids.value, ["b", "a"]);
});

Deno.test("an unchanged order is the same array, so that nothing is drawn anew", () => {
  const order = new HeldOrder(["a", "b"]);
  const before = order.ids.value;
  order.offer(["a", "b"], false);
  assert.equal(order.ids.value, before);
});
