// Announced and unannounced bodies around the limit.
import assert from "node:assert/strict";
import { AtollError } from "@/lib/errors.ts";
import { limitBody } from "./body_limit.ts";

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

Deno.test("an announced body over the limit is refused unread", () => {
  const request = (size: string) =>
    new Request("http://atoll/", { method: "POST", headers: { "content-length": size }, body: "x" });
  assert.throws(() => limitBody(request("101"), 100), isTooLarge);
  assert.throws(() => limitBody(request("nonsense"), 100), isTooLarge);
  const fits = request("100");
  assert.equal(limitBody(fits, 100), fits);
});

Deno.test("a body without a length is read up to the limit and cut off beyond it", async () => {
  assert.equal((await limitBody(streamed([60, 40]), 100).arrayBuffer()).byteLength, 100);
  await assert.rejects(limitBody(streamed([60, 41]), 100).arrayBuffer(), isTooLarge);
});

Deno.test("a request without a body passes as it is", () => {
  const request = new Request("http://atoll/");
  assert.equal(limitBody(request, 0), request);
});
