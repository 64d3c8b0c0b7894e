// What never reaches the app, and what it is spared.
import assert from "node:assert/strict";
import { entrance } from "./entrance.ts";

const from = (hostname: string): Deno.ServeHandlerInfo => ({
  remoteAddr: { transport: "tcp", hostname, port: 1 },
  completed: Promise.resolve(),
});
const ask = (path = "/", headers: Record<string, string> = {}) =>
  new Request(`http://atoll${path}`, { headers });
const fine = () => Promise.resolve(new Response("fine"));

Deno.test("addresses and headers of any size are refused with security headers, before the app", async () => {
  let reached = 0;
  const enter = entrance(() => {
    reached++;
    return fine();
  });
  const long = await enter(ask("/" + "a".repeat(33_000)));
  assert.equal(long.status, 414);
  assert.equal(long.headers.get("x-content-type-options"), "nosniff");
  assert.match(await long.text(), /longer than 32 KiB/);
  const large = await enter(ask("/", { a: "x".repeat(20_000), b: "y".repeat(20_000) }));
  assert.equal(large.status, 431);
  assert.equal(reached, 0);
  assert.equal((await enter(ask("/" + "a".repeat(20_000)))).status, 200);
});

Deno.test("a host that can be none is a malformed request", async () => {
  // As Deno.serve gives it: an address made of the Host header as it came.
  const request = new Proxy(ask(), {
    get: (target, name) => name === "url" ? "http://[/sign-in" : Reflect.get(target, name, target),
  });
  const answer = await entrance(fine)(request);
  assert.equal(answer.status, 400);
  assert.equal(answer.headers.get("x-frame-options"), "DENY");
  assert.match(await answer.text(), /no host of this name/);
});

Deno.test("one client cannot keep all others waiting", async () => {
  const held = Promise.withResolvers<Response>();
  const enter = entrance((request) => request.url.endsWith("/held") ? held.promise : fine(), [], {
    atOnce: 5,
    atOnceOfClient: 3,
  });
  const waiting = [1, 2, 3].map(() => enter(ask("/held"), from("10.0.0.1")));
  const refused = await enter(ask(), from("10.0.0.1"));
  assert.equal(refused.status, 503);
  assert.ok(Number(refused.headers.get("retry-after")) > 0);
  assert.equal((await enter(ask(), from("10.0.0.2"))).status, 200);
  const others = [1, 2].map(() => enter(ask("/held"), from("10.0.0.2")));
  assert.equal((await enter(ask(), from("10.0.0.3"))).status, 503, "five are enough for all");
  held.resolve(new Response("late"));
  await Promise.all([...waiting, ...others]);
  assert.equal((await enter(ask(), from("10.0.0.1"))).status, 200);
});

Deno.test("an answer that does not begin in time is given up, and counts until it is over", async () => {
  const held = Promise.withResolvers<Response>();
  let cancelled = false;
  const enter = entrance(() => held.promise, [], { answer: 10, atOnce: 1 });
  const response = await enter(ask());
  assert.equal(response.status, 503);
  assert.match(await response.text(), /takes too long/);
  assert.match(await (await enter(ask())).text(), /Too many requests/);
  held.resolve(new Response(new ReadableStream({ cancel: () => void (cancelled = true) })));
  await held.promise;
  await Promise.resolve();
  assert.equal(cancelled, true);
});

Deno.test("a body that stops on its way is given up", async () => {
  const enter = entrance(async (request) => new Response(await request.text()), [], { body: 20 });
  const body = new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array(3)) });
  assert.equal((await enter(new Request("http://atoll/", { method: "POST", body }))).status, 408);
});

Deno.test("clients behind a trusted proxy are counted by themselves", async () => {
  const held = Promise.withResolvers<Response>();
  const enter = entrance((request) => request.url.endsWith("/held") ? held.promise : fine(), ["10.0.0.1"], {
    atOnceOfClient: 1,
  });
  const of = (client: string, path = "/") =>
    enter(ask(path, { "x-forwarded-for": client }), from("10.0.0.1"));
  const waiting = of("1.1.1.1", "/held");
  assert.equal((await of("1.1.1.1")).status, 503);
  assert.equal((await of("2.2.2.2")).status, 200);
  held.resolve(new Response());
  await waiting;
});
