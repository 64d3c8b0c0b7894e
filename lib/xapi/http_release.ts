// Letting go of requests and connections: Deno 2.9's node:http needs help with it.
import type { ClientRequest } from "node:http";
import type { Duplex } from "node:stream";

/**
 * Ends a request with its connection: Deno 2.9's node:http forgets a destroy() before the request has its socket, or on a kept
 * one. Whoever waits is told by other means than the request's own error, which would keep alive all that its stack has seen.
 */
export function abandon(request: ClientRequest): void {
  const { socket } = request;
  request.destroy();
  if (socket !== null) drop(socket);
}

/** Has nobody listen to a request any more: through its connection the runtime may keep it for good, and all they refer to. */
export function release(request: ClientRequest): void {
  for (const event of ["error", "information", "upgrade", "response"]) request.removeAllListeners(event);
  // An error of a connection that is being given up says nothing.
  request.on("error", nothing);
}

function nothing(): void {}

/** Ends a connection. Deno 2.9 never lets go of a TLS socket that was destroyed: it must not hold on to its request as well. */
export function drop(socket: Duplex): void {
  const unlink = () => {
    // It may tell of its end after its close, and node:http would look for the request then.
    for (const event of ["end", "data"]) socket.removeAllListeners(event);
    Reflect.set(socket, "_httpMessage", null);
  };
  // Not while its bytes are being parsed: the parser expects a request to each head it finds.
  if (socket.closed) queueMicrotask(unlink);
  else socket.once("close", () => queueMicrotask(unlink));
  socket.destroy();
}
