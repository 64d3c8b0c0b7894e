import { equal, throws } from "node:assert/strict";
import fc from "fast-check";
import { Context } from "./context.ts";

function context(url = "http://atoll.test/here", headers: HeadersInit = {}): Context {
  const req = new Request(url, { headers });
  return new Context({
    req,
    url: new URL(url),
    info: { remoteAddr: { transport: "tcp", hostname: "127.0.0.1", port: 1 }, completed: Promise.resolve() },
    config: { basePath: "", trustProxy: false },
    params: {},
    route: null,
    state: {},
    render: () => Promise.resolve(new Response()),
  });
}

function location(to: string): string | null {
  return context().redirect(to).headers.get("location");
}

Deno.test("redirects keep path, query and fragment", () => {
  equal(location("/vms?filter=a b#top"), "/vms?filter=a%20b#top");
  equal(location("/"), "/");
  equal(context().redirect("/x", 303).status, 303);
  equal(location("http://atoll.test/same"), "/same");
  equal(location("https://id.example/authorize?x=1"), "https://id.example/authorize?x=1");
  throws(() => location("javascript:alert(1)"), TypeError);
});

Deno.test("a redirect to a path never leaves the site", () => {
  for (
    const path of [
      "//evil.test",
      "/\\evil.test",
      "\\\\evil.test",
      "/\t/evil.test",
      " //evil.test",
      "/.//evil.test",
      "///evil",
    ]
  ) {
    const target = new URL(location(path) ?? "", "http://atoll.test/");
    equal(target.origin, "http://atoll.test", JSON.stringify(path));
  }
});

Deno.test("law: whatever follows a slash, the browser stays on the site", () => {
  const part = fc.constantFrom(
    "/",
    "\\",
    ".",
    "..",
    "\t",
    "\n",
    "@",
    ":",
    "evil.test",
    "?",
    "#",
    "%2f",
    " ",
    "\u0000",
  );
  fc.assert(fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
    let header: string | null;
    try {
      header = location("/" + parts.join(""));
    } catch (error) {
      // A path the URL parser refuses goes nowhere.
      if (error instanceof TypeError) return;
      throw error;
    }
    equal(new URL(header ?? "", "http://atoll.test/deep/path").origin, "http://atoll.test");
  }));
});

Deno.test("bodies have their type unless the handler names another", () => {
  const ctx = context();
  equal(ctx.text("a").headers.get("content-type"), "text/plain; charset=utf-8");
  equal(ctx.html("a").headers.get("content-type"), "text/html; charset=utf-8");
  equal(ctx.text("a", { headers: { "content-type": "text/csv" } }).headers.get("content-type"), "text/csv");
  equal(ctx.json({}).headers.get("content-type"), "application/json");
});

Deno.test("only WebSocket requests of the own site are upgraded", () => {
  throws(() => context().upgrade({}), { status: 426 });
  const foreign = context("http://atoll.test/", { upgrade: "websocket", origin: "https://evil.test" });
  throws(() => foreign.upgrade({}), { status: 403 });
});

Deno.test("a WebSocket's messages reach its handlers", async () => {
  const { App } = await import("./app.ts");
  const closed = Promise.withResolvers<number>();
  const app = new App().ws("/echo", {
    message: (socket, event) => socket.send(`${event.data}!`),
    close: (_, code) => closed.resolve(code),
  });
  const server = app.listen({ port: 0, hostname: "127.0.0.1", onListen: () => {} });
  const socket = new WebSocket(`ws://127.0.0.1:${server.addr.port}/echo`);
  try {
    const answer = Promise.withResolvers<string>();
    socket.onopen = () => socket.send("hello");
    socket.onmessage = (event) => answer.resolve(event.data);
    equal(await answer.promise, "hello!");
  } finally {
    socket.close(1000);
    await closed.promise;
    await server.shutdown();
  }
});
