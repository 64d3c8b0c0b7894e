// Bodies over the limit are refused before they are read, or while they are read where no length was announced.
import { AtollError } from "@/lib/errors.ts";
import type { Middleware } from "fresh";
import type { State } from "@/fresh.config.ts";

/** Bytes: forms and JSON of Atoll are small, */
export const MAX_BODY = 256 * 1024;
/** but for a configuration that is imported, with what is around its text. */
const MAX_FILE = 8 * 1024 * 1024 + 64 * 1024;
const TAKES_FILES = /^\/(api\/v1\/)?config(\/|$)/;

/** Most bytes of a body sent to a path. */
export function mostAt(pathname: string): number {
  return TAKES_FILES.test(pathname) ? MAX_FILE : MAX_BODY;
}

const tooLarge = (max: number) =>
  new AtollError(413, "body-too-large", `The request is larger than ${Math.floor(max / 1024)} KiB`);

const tooSlow = () => new AtollError(408, "body-too-slow", "The request took too long to arrive");

/** Who sent it has gone. Nobody reads the answer, and it is nothing to be alarmed about. */
const cutOff = (cause: unknown): never => {
  throw new AtollError(400, "body-cut-off", "The request ended before all of it was there", undefined, {
    cause,
  });
};

/** Refuses a request that announces more than `most` bytes (AtollError 413); as many as its path takes unless told. */
export function bodyLimit(most?: number): Middleware<State> {
  return (ctx) => {
    const max = most ?? mostAt(ctx.url.pathname);
    const announced = ctx.req.headers.get("content-length");
    if (announced !== null && !(Number(announced) <= max)) throw tooLarge(max);
    return ctx.next();
  };
}

/** How much of a body is read, and how long. */
export interface BodyLimits {
  /** Bytes. */
  readonly max?: number;
  /** Milliseconds from now until all of it must be there. */
  readonly ms?: number;
}

/**
 * The request with a body that fails with AtollError 413 when it grows past `max` bytes and 408 when it is not there in time:
 * the runtime waits for a body for ever. One that announces its length is held to that by the HTTP server.
 */
export function limitBody(request: Request, { max = MAX_BODY, ms = 20_000 }: BodyLimits = {}): Request {
  if (request.body === null) return request;
  // Not cloned: that would follow the request's signal, of which nobody here wants to know.
  const reader = request.body.getReader();
  const end = performance.now() + ms;
  let size = 0;
  const limited = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      try {
        const { done, value } = await before(end, reader.read().catch(cutOff));
        if (done) return controller.close();
        size += value.byteLength;
        if (size > max) throw tooLarge(max);
        controller.enqueue(value);
      } catch (error) {
        controller.error(error);
        // There may be nothing left to be cancelled.
        await reader.cancel(error).catch(() => {});
      }
    },
    cancel: (reason) => reader.cancel(reason),
  }, { highWaterMark: 0 });
  return new Request(request.url, { method: request.method, headers: request.headers, body: limited });
}

/** What is read, or AtollError 408 when it does not come by `end` (as performance.now()). */
async function before<T>(end: number, reading: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(tooSlow()), Math.max(0, end - performance.now()));
  try {
    return await Promise.race([reading, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
