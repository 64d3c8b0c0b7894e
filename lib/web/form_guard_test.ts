// What pages take and refuse.
import assert from "node:assert/strict";
import { App } from "fresh";
import type { State } from "@/fresh.config.ts";
import { formGuard } from "./form_guard.ts";

const handler = new App<State>()
  .use(formGuard())
  .get("/", () => new Response("page"))
  .post("/", async ({ req }) => new Response(String((await req.formData()).get("a"))))
  .handler();

function post(body: BodyInit | null, type?: string): Promise<Response> {
  const headers = type === undefined ? undefined : { "content-type": type };
  return handler(new Request("http://atoll/", { method: "POST", body, ...(headers ? { headers } : {}) }));
}

Deno.test("forms of both kinds pass and can be read", async () => {
  assert.equal(await (await post("a=1", "application/x-www-form-urlencoded; charset=utf-8")).text(), "1");
  const form = new FormData();
  form.set("a", "2");
  assert.equal(await (await post(form)).text(), "2");
  assert.equal(await (await post("", "application/x-www-form-urlencoded")).text(), "null");
});

Deno.test("what is no form is refused, what is a broken one too", async () => {
  assert.equal((await post("{}", "application/json")).status, 415);
  assert.equal((await post(null)).status, 415);
  assert.equal((await post("broken", "multipart/form-data; boundary=x")).status, 400);
  assert.equal((await post("broken", "multipart/form-data")).status, 400);
});

Deno.test("reading a page needs no form", async () => {
  assert.equal(await (await handler(new Request("http://atoll/"))).text(), "page");
});
