import assert from "node:assert/strict";
import { AtollError } from "@/lib/errors.ts";
import { answer, attempt, readFlash, safePath, text } from "./forms.ts";

Deno.test("a form never leads off the site", () => {
  assert.equal(safePath("/vms?q=a#b"), "/vms?q=a#b");
  assert.equal(safePath("/vms?q=%C3%BC%2F"), "/vms?q=%C3%BC%2F");
  assert.equal(safePath("/vms?q=漢"), "/vms?q=%E6%BC%A2", "a header holds no such letter");
  for (
    const evil of [
      "//evil",
      "/.//evil",
      "/x/..//evil",
      "/\\evil",
      "https://evil",
      "evil",
      "/a\r\nx: y",
      "/a\\b",
      "",
      null,
      7,
    ]
  ) {
    assert.equal(safePath(evil, "/home"), "/home", String(evil));
  }
});

Deno.test("a message survives one redirect, and nothing else is taken for one", () => {
  const response = answer("failed", 'Cannot start "ü; x": no memory', "/vms");
  assert.equal(response.status, 303);
  assert.equal(response.headers.get("location"), "/vms");
  const cookie = response.headers.get("set-cookie") ?? "";
  assert.match(cookie, /HttpOnly; SameSite=Lax$/);
  assert.deepEqual(readFlash(`a=b; ${cookie.split(";")[0]}`), {
    kind: "failed",
    text: 'Cannot start "ü; x": no memory',
  });
  for (const bad of [null, "", "atoll-flash=", "atoll-flash=%", "atoll-flash=%7B%7D", "atoll-flash=[1,2]"]) {
    assert.equal(readFlash(bad), null);
  }
});

Deno.test("failures for people become a message, others are thrown", async () => {
  const flash = (response: Response) => readFlash(response.headers.get("set-cookie")?.split(";")[0] ?? null);
  assert.deepEqual(flash(await attempt("/x", "Done", () => Promise.resolve())), {
    kind: "done",
    text: "Done",
  });
  const refused = () => Promise.reject(new AtollError(409, "no", "The VM is halted"));
  const response = await attempt("/x", "Done", refused, "/x?ask=y");
  assert.deepEqual(flash(response), { kind: "failed", text: "The VM is halted" });
  assert.equal(response.headers.get("location"), "/x?ask=y");
  await assert.rejects(attempt("/x", "Done", () => Promise.reject(new TypeError("bug"))), TypeError);
});

Deno.test("fields are trimmed text, files are none", () => {
  const form = new FormData();
  form.set("a", "  x ");
  form.set("f", new File(["x"], "x.txt"));
  assert.deepEqual([text(form, "a"), text(form, "f"), text(form, "z")], ["x", "", ""]);
});
