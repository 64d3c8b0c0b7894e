// Every failure leaves the API in one form: { "error": { "code", "message", "field"? } }.
import { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import { poolError } from "@/lib/actions/pool_error.ts";
import { TooManyTriesError } from "@/lib/auth/limiter.ts";
import { AtollError } from "@/lib/errors.ts";
import { log } from "@/lib/log.ts";
import { noteRefusal } from "./refusals.ts";

export const errorShape = z.object({
  error: z.object({
    code: z.string().describe("Stable, kebab-case, for programs"),
    message: z.string().describe("One sentence for people"),
    field: z.string().optional().describe("The input at fault, where there is one"),
  }),
}).openapi("Error");

function answer(
  request: Request,
  status: number,
  code: string,
  message: string,
  field?: string,
  headers?: HeadersInit,
): Response {
  const error = field === undefined ? { code, message } : { code, message, field };
  noteRefusal(request, error);
  return Response.json({ error }, { status, ...(headers === undefined ? {} : { headers }) });
}

/** The answer to a failed request. What nobody expected is logged under an id, which is all the client learns of it. */
export function errorAnswer(thrown: unknown, context: Context): Response {
  const error = poolError(thrown, "The pool did not do it");
  const request = context.req.raw;
  if (error instanceof TooManyTriesError) {
    const { status, code, message, field } = error;
    return answer(request, status, code, message, field, { "retry-after": String(error.retryAfter) });
  }
  if (error instanceof AtollError) {
    return answer(request, error.status, error.code, error.message, error.field);
  }
  if (error instanceof HTTPException && error.status < 500) {
    return answer(request, error.status, "bad-request", error.message);
  }
  const id = crypto.randomUUID().slice(0, 8);
  log.error("Request failed", { id, method: context.req.method, path: context.req.path, error });
  return answer(request, 500, "unexpected", `Something unexpected went wrong: the log has it under ${id}`);
}

/** The answer to a path, or a method of a path, that is not there. */
export function missingAnswer(request: Request, allowed: readonly string[]): Response {
  if (allowed.length > 0) {
    const allow = allowed.join(", ");
    return answer(request, 405, "method-not-allowed", `This path takes ${allow} only`, undefined, { allow });
  }
  return answer(
    request,
    404,
    "unknown-path",
    `There is nothing at ${new URL(request.url).pathname.slice(0, 200)}`,
  );
}
