import assert from "node:assert/strict";
import { closeMenus } from "./menus.ts";

class FakeNode extends EventTarget {
  open = true;
  contains(other: unknown): boolean {
    return other === this;
  }
}

Deno.test("menus close by a click elsewhere and by Escape, and stay by a click inside", () => {
  const [one, two] = [new FakeNode(), new FakeNode()];
  const open = () => [one, two].map((menu) => menu.open);
  const document = {
    querySelectorAll(selector: string) {
      assert.equal(selector, "details.menu[open]");
      return [one, two].filter((menu) => menu.open);
    },
  };
  Object.assign(globalThis, { document, Node: FakeNode });
  const stop = closeMenus();
  try {
    dispatchEvent(Object.defineProperty(new Event("click"), "target", { value: one }));
    assert.deepEqual(open(), [true, false]);
    dispatchEvent(Object.assign(new Event("keydown"), { key: "a" }));
    assert.deepEqual(open(), [true, false]);
    dispatchEvent(Object.assign(new Event("keydown"), { key: "Escape" }));
    assert.deepEqual(open(), [false, false]);
    stop();
    one.open = true;
    dispatchEvent(new Event("click"));
    assert.equal(one.open, true);
  } finally {
    stop();
    Reflect.deleteProperty(globalThis, "document");
    Reflect.deleteProperty(globalThis, "Node");
  }
});
