import assert from "node:assert/strict";
import { OpenAPIHono } from "@hono/zod-openapi";
import { TooManyTriesError } from "@/lib/auth/limiter.ts";
import { AtollError } from "@/lib/errors.ts";
import { XapiError } from "@/lib/xapi/mod.ts";
import { errorAnswer, errorShape, missingAnswer } from "./errors.ts";

async function answerTo(thrown: Error): Promise<{ status: number; headers: Headers; body: unknown }> {
  const app = new OpenAPIHono();
  app.onError(errorAnswer);
  app.get("/", () => {
    throw thrown;
  });
  const response = await app.request("/");
  const body: unknown = await response.json();
  errorShape.parse(body);
  return { status: response.status, headers: response.headers, body };
}

Deno.test("every failure has one form", async () => {
  const field = await answerTo(new AtollError(422, "bad-name", "The name is bad", "name"));
  assert.deepEqual([field.status, field.body], [
    422,
    { error: { code: "bad-name", message: "The name is bad", field: "name" } },
  ]);
  const slow = await answerTo(new TooManyTriesError(7));
  assert.deepEqual([slow.status, slow.headers.get("retry-after")], [429, "7"]);
  const pool = await answerTo(new XapiError("INTERNAL_ERROR", []));
  assert.equal(pool.status, 502);
});

Deno.test("an unexpected failure keeps its message and its stack to itself", async () => {
  const { status, body } = await answerTo(new TypeError("x of undefined at /srv/atoll"));
  assert.equal(status, 500);
  assert(!JSON.stringify(body).includes("undefined"));
});

Deno.test("a wrong method is told which ones there are", async () => {
  const wrong = missingAnswer(new Request("http://atoll/api/v1/vms"), ["GET", "HEAD"]);
  assert.deepEqual([wrong.status, wrong.headers.get("allow")], [405, "GET, HEAD"]);
  errorShape.parse(await wrong.json());
  assert.equal(missingAnswer(new Request("http://atoll/nowhere"), []).status, 404);
});
