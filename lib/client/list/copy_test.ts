import { deepEqual } from "node:assert/strict";
import { dismiss, toasts } from "../toasts.ts";
import { copy } from "./copy.ts";

Deno.test("ids are put on the clipboard, one a line, and what the browser refuses is told", async () => {
  const written: string[] = [];
  let allowed = true;
  const clipboard = {
    writeText: (text: string) => {
      if (!allowed) return Promise.reject(new Error("denied"));
      written.push(text);
      return Promise.resolve();
    },
  };
  Object.defineProperty(navigator, "clipboard", { value: clipboard, configurable: true });
  try {
    await copy(["a", "b"]);
    allowed = false;
    await copy(["c"]);
  } finally {
    Reflect.deleteProperty(navigator, "clipboard");
  }
  deepEqual(written, ["a\nb"]);
  deepEqual(toasts.peek().map(({ kind, text }) => `${kind}: ${text}`), [
    "done: 2 UUIDs copied",
    "failed: The browser does not let Atoll copy: c",
  ]);
  for (const { id } of toasts.peek()) dismiss(id);
});
