// Requests over real sockets, whose answers come as they went over the wire: fetch() would unpack them, and read ahead.
import http from "node:http";
import type { IncomingMessage } from "node:http";

/** Sends a request and gives the answer, its body read no faster than the test reads it. */
export async function wireFetch(url: string, init: RequestInit): Promise<Response> {
  const message = await new Promise<IncomingMessage>((resolve, reject) => {
    const headers = Object.fromEntries(new Headers(init.headers));
    const request = http.request(url, { method: init.method ?? "GET", headers, agent: false }, resolve);
    request.on("error", reject);
    request.end(typeof init.body === "string" ? init.body : undefined);
  });
  const headers = new Headers();
  for (const [name, value] of Object.entries(message.headers)) {
    if (typeof value === "string") headers.set(name, value);
  }
  return new Response(bodyOf(message), { status: message.statusCode ?? 0, headers });
}

/** A pull of the body is a piece off the socket; its end, whichever way, is the connection's end. */
function bodyOf(message: IncomingMessage): ReadableStream<Uint8Array<ArrayBuffer>> {
  const pieces = message.iterator({ destroyOnReturn: true })[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(new Uint8Array(value));
    },
    cancel: () => void message.destroy(),
  }, { highWaterMark: 0 });
}
