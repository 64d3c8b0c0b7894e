import assert from "node:assert/strict";
import { isShortcut } from "./keys.ts";

class FakeElement {
  constructor(readonly tagName: string, readonly type = "", readonly inside = "") {}
  closest(selector: string): object | null {
    return selector.split(",").includes(this.inside) ? this : null;
  }
}
class FakeInput extends FakeElement {}

/** Presses a key while an element has the focus, in a world with just these elements. */
function press(key: string, target: FakeElement | null, held: Partial<KeyboardEvent> = {}): boolean {
  Object.assign(globalThis, { HTMLElement: FakeElement, HTMLInputElement: FakeInput });
  try {
    const event = { key, target, ctrlKey: false, metaKey: false, altKey: false, defaultPrevented: false };
    // The part of an event that is looked at.
    return isShortcut({ ...event, ...held } as object as KeyboardEvent);
  } finally {
    Reflect.deleteProperty(globalThis, "HTMLElement");
    Reflect.deleteProperty(globalThis, "HTMLInputElement");
  }
}

Deno.test("keys are shortcuts outside of fields, and on the boxes of rows", () => {
  assert.ok(press("j", null));
  assert.ok(press("j", new FakeElement("BODY")));
  assert.ok(press("x", new FakeInput("INPUT", "checkbox")));
});

Deno.test("what somebody types into a field is no shortcut, but Escape is", () => {
  for (
    const field of [new FakeInput("INPUT", "search"), new FakeElement("TEXTAREA"), new FakeElement("SELECT")]
  ) {
    assert.ok(!press("j", field));
    assert.ok(press("Escape", field));
  }
});

Deno.test("Enter on a link, a button or a menu is theirs", () => {
  for (const name of ["a", "button", "summary"]) {
    assert.ok(!press("Enter", new FakeElement(name.toUpperCase(), "", name)));
    assert.ok(press("j", new FakeElement(name.toUpperCase(), "", name)));
  }
});

Deno.test("a key with Ctrl, Alt or Meta, or one that something has used, is no shortcut", () => {
  for (const held of ["ctrlKey", "altKey", "metaKey", "defaultPrevented"]) {
    assert.ok(!press("j", null, { [held]: true }));
  }
});
