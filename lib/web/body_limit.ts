// Bodies over the limit are refused before they are read, or while they are read where no length was announced.
import { AtollError } from "@/lib/errors.ts";

/** Bytes: forms and JSON of Atoll are small; files never pass through pages. */
export const MAX_BODY = 256 * 1024;

const tooLarge = (max: number) =>
  new AtollError(413, "body-too-large", `The request is larger than ${Math.floor(max / 1024)} KiB`);

/**
 * The request, safe to read: one that announces too much throws AtollError 413 at once, one without a length is cut off
 * when it grows past `max` bytes (reading it then throws the same error).
 */
export function limitBody(request: Request, max: number = MAX_BODY): Request {
  const announced = request.headers.get("content-length");
  if (announced !== null) {
    if (!(Number(announced) <= max)) throw tooLarge(max);
    return request;
  }
  if (request.body === null || request.method === "GET" || request.method === "HEAD") return request;
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
