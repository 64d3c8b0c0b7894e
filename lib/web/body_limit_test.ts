// Announced and unannounced bodies around the limit.
import assert from "node:assert/strict";
import { App } from "fresh";
import { AtollError } from "@/lib/errors.ts";
import type { State } from "@/fresh.config.ts";
import { bodyLimit, limitBody, MAX_BODY, mostAt } from "./body_limit.ts";

const isTooLarge = (error: unknown) => error instanceof AtollError && error.status === 413;

function streamed(chunks: number[]): Request {
  const body = new ReadableStream({
    start(controller) {
      for (const size of chunks) controller.enqueue(new Uint8Array(size));
      controller.close();
    },
  });
  return new Request("http://atoll/", { method: "POST", body });
}

Deno.test("an announced body over the limit is refused unread", async () => {
  const handler = new App<State>().use(bodyLimit(100)).post("/", () => new Response("read")).handler();
  const answer = (size: string) =>
    handler(new Request("http://atoll/", { method: "POST", headers: { "content-length": size }, body: "x" }));
  assert.equal((await answer("101")).status, 413);
  assert.equal((await answer("nonsense")).status, 413);
  assert.equal((await answer("100")).status, 200);
});

Deno.test("a body without a length is read up to the limit and cut off beyond it", async () => {
  assert.equal((await limitBody(streamed([60, 40]), { max: 100 }).arrayBuffer()).byteLength, 100);
  await assert.rejects(limitBody(streamed([60, 41]), { max: 100 }).arrayBuffer(), isTooLarge);
});

Deno.test("a request without a body passes as it is", () => {
  const request = new Request("http://atoll/");
  assert.equal(limitBody(request, { max: 0 }), request);
});

Deno.test("a body that does not come is given up, and its sender told so", async () => {
  const cancelled = Promise.withResolvers<unknown>();
  const body = new ReadableStream({
    start: (controller) => controller.enqueue(new Uint8Array(3)),
    cancel: (reason) => cancelled.resolve(reason),
  });
  const request = limitBody(new Request("http://atoll/", { method: "POST", body }), { ms: 20 });
  await assert.rejects(request.text(), (error) => error instanceof AtollError && error.status === 408);
  assert.ok(await cancelled.promise instanceof AtollError);
});

Deno.test("a body that nobody reads costs no timer and is let go", async () => {
  let cancelled = false;
  const body = new ReadableStream({ cancel: () => void (cancelled = true) });
  const request = limitBody(new Request("http://atoll/", { method: "POST", body }), { ms: 60_000 });
  await request.body?.cancel();
  assert.equal(cancelled, true);
});

Deno.test("a body whose sender has gone is a malformed request, not a failure of the server", async () => {
  const body = new ReadableStream({ pull: (controller) => controller.error(new Error("connection reset")) });
  const request = limitBody(new Request("http://atoll/", { method: "POST", body }));
  await assert.rejects(
    request.text(),
    (error) => error instanceof AtollError && error.code === "body-cut-off",
  );
});

Deno.test("only where files are sent a body may be as large as one", () => {
  for (const path of ["/config", "/api/v1/config/import"]) assert.ok(mostAt(path) > 8 * 1024 * 1024, path);
  for (const path of ["/", "/sign-in", "/api/v1/session", "/configs", "/x/config", "/api/v1/configs"]) {
    assert.equal(mostAt(path), MAX_BODY, path);
  }
});

Deno.test("a file goes through whole, and no byte more", async () => {
  const handler = new App<State>().use(bodyLimit()).post("/*", () => new Response("read")).handler();
  const announce = (path: string, size: number) => {
    const headers = { "content-length": String(size) };
    return handler(new Request(`http://atoll${path}`, { method: "POST", headers, body: "x" }));
  };
  assert.equal((await announce("/config", mostAt("/config"))).status, 200);
  assert.equal((await announce("/config", mostAt("/config") + 1)).status, 413);
  assert.equal((await announce("/theme", MAX_BODY + 1)).status, 413);
});
