// Bodies over the limit are refused before they are read, or while they are read where no length was announced.
import { AtollError } from "@/lib/errors.ts";
import type { Middleware } from "fresh";
import type { State } from "@/fresh.config.ts";

/** Bytes: forms and JSON of Atoll are small; files never pass through pages. */
export const MAX_BODY = 256 * 1024;

const tooLarge = (max: number) =>
  new AtollError(413, "body-too-large", `The request is larger than ${Math.floor(max / 1024)} KiB`);

/** Refuses a request that announces more than `max` bytes (AtollError 413). */
export function bodyLimit(max: number = MAX_BODY): Middleware<State> {
  return (ctx) => {
    const announced = ctx.req.headers.get("content-length");
    if (announced !== null && !(Number(announced) <= max)) throw tooLarge(max);
    return ctx.next();
  };
}

/**
 * The request with a body that fails with AtollError 413 when it grows past `max` bytes. One that announces its length is
 * given back as it is: the HTTP server holds it to that, and bodyLimit() checks it.
 */
export function limitBody(request: Request, max: number = MAX_BODY): Request {
  if (request.body === null || request.headers.has("content-length")) return request;
  let size = 0;
  const counted = request.body.pipeThrough(
    new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(chunk, controller) {
        size += chunk.byteLength;
        if (size > max) controller.error(tooLarge(max));
        else controller.enqueue(chunk);
      },
    }),
  );
  return new Request(request, { body: counted });
}
