import assert from "node:assert/strict";
import { AtollError } from "@/lib/errors.ts";
import type { ActionField } from "@/lib/view/action.ts";
import { answer, argumentsOf, attempt, partOf, readFlash, safePath, text } from "./forms.ts";

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

Deno.test("a form tells an action what its fields hold, in the kinds of its arguments", () => {
  const field = (name: string, kind: ActionField["kind"]): ActionField => ({
    name,
    label: name,
    kind,
    required: false,
  });
  const fields = [
    field("memory", "size"),
    field("many", "many"),
    field("on", "yes"),
    field("about", "lines"),
    field("left", "text"),
    field("count", "number"),
  ];
  const form = new FormData();
  for (
    const [name, value] of [
      ["memory", "1.5"],
      ["many", "a"],
      ["many", "b"],
      ["about", ""],
      ["left", " "],
      ["count", "3"],
      ["other", "x"],
    ]
  ) form.append(name ?? "", value ?? "");
  const told = { memory: 1.5 * 2 ** 30, about: "", count: "3" };
  assert.deepEqual(argumentsOf({ fields }, form), told, "a button in a menu says nothing of boxes");
  form.set("confirmed", "yes");
  assert.deepEqual(argumentsOf({ fields }, form), { ...told, many: ["a", "b"], on: false });
  form.set("on", "true");
  form.set("memory", "much");
  assert.deepEqual(argumentsOf({ fields }, form), { ...told, many: ["a", "b"], on: true, memory: "much" });
});

Deno.test("a part of an object is named by its kind", () => {
  const params = new URLSearchParams("ask=unplug&vif=7");
  assert.deepEqual(partOf((name) => params.get(name)), ["vif", "7"]);
  assert.equal(partOf(() => ""), null);
});
