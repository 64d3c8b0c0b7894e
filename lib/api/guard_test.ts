import assert from "node:assert/strict";
import fc from "fast-check";
import { z } from "@hono/zod-openapi";
import { AtollError } from "@/lib/errors.ts";
import { BODY_BYTES, checkOrigin, checkUpgrade, readBody } from "./guard.ts";

const post = (headers: Record<string, string>) =>
  new Request("http://atoll.lab:8000/api", { method: "POST", headers });

function passes(headers: Record<string, string>, secure = false): boolean {
  try {
    checkOrigin(post(headers), secure);
    return true;
  } catch (error) {
    assert(error instanceof AtollError && error.status === 403);
    return false;
  }
}

Deno.test("the host counts as the client wrote it, so that a proxy may stand between", () => {
  assert(passes({ origin: "http://atoll.lab:8000" }));
  assert(!passes({ origin: "http://atoll.lab" }));
  assert(passes({ origin: "https://atoll.example", host: "atoll.example" }, true));
  assert(!passes({ origin: "http://atoll.example", host: "atoll.example" }, true));
});

Deno.test("no origin but the own one passes, whatever its text", () => {
  fc.assert(fc.property(fc.oneof(fc.webUrl(), fc.stringMatching(/^[!-~]*$/)), (origin) => {
    if (URL.parse(origin)?.host === "atoll.lab:8000") return;
    assert(!passes({ origin }));
  }));
});

Deno.test("a WebSocket is opened by pages of this site, and by programs", () => {
  const opens = (headers: Record<string, string>, secure = false) =>
    checkUpgrade(new Request("http://atoll.lab:8000/console", { headers }), secure);
  const refused = (status: number) => (error: unknown) =>
    error instanceof AtollError && error.status === status;
  const upgrade = { upgrade: "WebSocket", connection: "Upgrade" };
  opens(upgrade);
  opens({ ...upgrade, origin: "http://atoll.lab:8000" });
  opens({ ...upgrade, origin: "http://atoll.lab:8000", "sec-fetch-site": "same-origin" });
  assert.throws(() => opens({ ...upgrade, origin: "http://evil.example" }), refused(403));
  assert.throws(() => opens({ ...upgrade, origin: "null" }), refused(403));
  assert.throws(() => opens({ ...upgrade, origin: "http://atoll.lab:8000" }, true), refused(403));
  assert.throws(() => opens({ ...upgrade, "sec-fetch-site": "cross-site" }), refused(403));
  assert.throws(() => opens({ origin: "http://atoll.lab:8000" }), refused(426));
});

Deno.test("reading is nobody's harm", () => {
  const headers = { origin: "http://evil.example", "sec-fetch-site": "cross-site" };
  for (const method of ["GET", "HEAD", "OPTIONS"]) {
    checkOrigin(new Request("http://atoll.lab/", { method, headers }), true);
  }
});

Deno.test("a body of exactly the limit is read, one byte more is not", async () => {
  const schema = z.object({ a: z.string() });
  const send = (size: number) => {
    const body = JSON.stringify({ a: "x".repeat(size - 8) });
    assert.equal(body.length, size);
    const headers = { "content-type": "application/json; charset=utf-8" };
    return readBody(new Request("http://x/", { method: "POST", headers, body }), schema);
  };
  assert.equal((await send(BODY_BYTES)).a.length, BODY_BYTES - 8);
  await assert.rejects(send(BODY_BYTES + 1), (error) => error instanceof AtollError && error.status === 413);
});

Deno.test("an empty body is an empty object", async () => {
  assert.deepEqual(await readBody(new Request("http://x/", { method: "POST" }), z.object({})), {});
});

Deno.test("keys that mean something to JavaScript mean nothing here", async () => {
  const body = '{"__proto__":{"admin":true},"constructor":1,"a":"b"}';
  const headers = { "content-type": "application/json" };
  const read = await readBody(
    new Request("http://x/", { method: "POST", headers, body }),
    z.object({ a: z.string() }),
  );
  assert.deepEqual(Object.keys(read), ["a"]);
  assert.equal("admin" in read, false);
});
