import assert from "node:assert/strict";
import { App } from "fresh";
import type { State } from "@/fresh.config.ts";
import { AtollError } from "@/lib/errors.ts";
import type { Sent } from "@/lib/view/form.ts";
import { checkTyped, type Deed, newPassword, perform, signedIn, texts } from "./form_page.ts";

/** Sends a form to one deed; gives the answer and what the page was given to show again. */
async function send(deed: Deed, fields: readonly (readonly [string, string])[]) {
  const shown: { sent: Sent; status: number }[] = [];
  const handler = new App<State>().post("/", async (ctx) => {
    const answer = await perform(ctx, { go: deed }, (sent, status) => {
      shown.push({ sent, status });
      return Promise.resolve(null);
    });
    return answer ?? new Response("the page again");
  }).handler();
  const form = new URLSearchParams([["do", "go"], ...fields.map(([name, value]) => [name, value])]);
  const response = await handler(new Request("http://atoll/", { method: "POST", body: form }));
  return { response, shown };
}

const refusing = (error: Error): Deed => () => Promise.reject(error);

Deno.test("a form that is done leads on, with its message", async () => {
  const { response, shown } = await send(() => Promise.resolve({ done: "Renamed", to: "/users/1" }), []);
  assert.equal(response.status, 303);
  assert.equal(response.headers.get("location"), "/users/1");
  assert.match(decodeURIComponent(response.headers.get("set-cookie") ?? ""), /Renamed/);
  assert.deepEqual(shown, []);
});

Deno.test("a refused form comes back with what was typed but no secret", async () => {
  const error = new AtollError(409, "name-taken", "The name is taken", "username");
  const { shown } = await send(refusing(error), [
    ["username", "ada"],
    ["groups", "a"],
    ["groups", "b"],
    ["password", "s3cret-1"],
    ["repeated", "s3cret-2"],
    ["current", "s3cret-3"],
    ["clientSecret", "s3cret-4"],
  ]);
  assert.deepEqual(shown, [{
    sent: {
      form: "go",
      values: { do: ["go"], username: ["ada"], groups: ["a", "b"] },
      message: "The name is taken",
      field: "username",
    },
    status: 409,
  }]);
});

Deno.test("what is seen only once is shown at once", async () => {
  const handler = new App<State>().post("/", async (ctx) => {
    const deeds = { go: () => Promise.resolve({ page: "the secret" }) };
    const answer = await perform(ctx, deeds, () => Promise.resolve("again"));
    return answer instanceof Response ? answer : new Response(answer);
  }).handler();
  const response = await handler(
    new Request("http://atoll/", { method: "POST", body: new URLSearchParams("do=go") }),
  );
  assert.equal(await response.text(), "the secret");
});

Deno.test("mistakes of the program are no message, and unknown deeds are refused", async () => {
  const app = (deeds: { [name: string]: Deed }) =>
    new App<State>({ onUncaught: () => undefined }).post(
      "/",
      async (ctx) => await perform(ctx, deeds, () => Promise.resolve(null)) ?? new Response("again"),
    ).handler();
  const post = (deeds: { [name: string]: Deed }, body: string) =>
    app(deeds)(new Request("http://atoll/", { method: "POST", body: new URLSearchParams(body) }));
  assert.equal((await post({ go: refusing(new TypeError("bug")) }, "do=go")).status, 500);
  for (const body of ["", "do=other", "do=constructor", "do=__proto__"]) {
    assert.notEqual((await post({}, body)).status, 200, body);
  }
});

Deno.test("what cannot be undone wants the name typed", () => {
  const form = new FormData();
  form.set("typed", " ada ");
  checkTyped(form, "ada");
  assert.throws(() => checkTyped(form, "eve"), { status: 422, field: "typed" });
});

Deno.test("a new password is typed twice", () => {
  const form = new FormData();
  assert.throws(() => newPassword(form), { field: "password" });
  form.set("password", " a b ");
  assert.throws(() => newPassword(form), { field: "repeated" });
  form.set("repeated", " a b ");
  assert.equal(newPassword(form), " a b ", "blanks belong to it");
});

Deno.test("boxes are read as a list, and nobody is nobody", () => {
  const form = new FormData();
  form.append("a", "1");
  form.append("a", "2");
  assert.deepEqual(texts(form, "a"), ["1", "2"]);
  assert.throws(() => signedIn({ principal: null }), { status: 401 });
});
