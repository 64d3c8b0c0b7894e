import assert from "node:assert/strict";
import { Gathered, WholeObjects, type WireEvent } from "./whole_objects.ts";

const event = (ref: string, operation: string, name = ""): WireEvent => ({
  class: "vm",
  ref,
  operation,
  ...(operation === "del" ? {} : { snapshot: { name } }),
});

Deno.test("what happens while nobody asks comes with the next answer, each object once", () => {
  const whole = new WholeObjects(), gathered = new Gathered(whole);
  gathered.take(0, [event("a", "mod")]);
  assert.equal(whole.objects, 1, "who is waiting is answered at once");
  gathered.take(50, [event("a", "mod"), event("b", "add")]);
  gathered.take(100, [event("a", "mod"), event("b", "mod"), event("c", "add")]);
  gathered.take(150, [event("c", "del")]);
  assert.equal(whole.messages, 1, "nobody asks for 200 ms");
  gathered.take(500, [event("d", "mod")]);
  assert.deepEqual([whole.messages, whole.objects], [3, 4]);
  gathered.take(510, [event("d", "del")]);
  gathered.end();
  assert.deepEqual([whole.messages, whole.objects], [4, 5]);
});

Deno.test("messages are counted as they go over the wire", async () => {
  const whole = new WholeObjects();
  for (let i = 0; i < 3; i++) whole.take([event("ö", "mod", "name ".repeat(20))]);
  const message = {
    jsonrpc: "2.0",
    method: "all",
    params: { type: "enter", items: { ö: { name: "name ".repeat(20) } } },
  };
  assert.equal(whole.bytes, 3 * (4 + new TextEncoder().encode(JSON.stringify(message)).length));
  await whole.done();
  assert.ok(whole.deflated < whole.bytes / 2, "what was sent before is in the window");
});
