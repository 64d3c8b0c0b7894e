// Kept TLS connections to one host, each held to the pinned certificate.
import { Agent as HttpsAgent, type AgentOptions } from "node:https";
import { connect as connectTcp, type Socket } from "node:net";
import type { TLSSocket } from "node:tls";
import { openTlsSocket } from "./certificate.ts";
import { connectionError } from "./failure.ts";
import type { Endpoint } from "./types.ts";

/**
 * An agent whose sockets are given back at once, so that maxSockets counts them. Call `prepare` before each request that
 * finds no connection free: Deno 2.9 keeps a TLS socket for good that is destroyed before its TCP connection stands (20 KB and all that its error
 * refers to), so none is made any earlier.
 */
export class PinningAgent extends HttpsAgent {
  readonly #prepared: TLSSocket[] = [];

  constructor(
    private readonly endpoint: Endpoint,
    private readonly fingerprint: string | null,
    settings: AgentOptions,
  ) {
    super(settings);
  }

  /** Whether a request that is made in this very moment finds a kept connection. */
  get free(): boolean {
    return Object.values(this.freeSockets).some((sockets) => sockets?.some((socket) => !socket.destroyed));
  }

  /**
   * Connects for the next request. Gives what ends that connection should the request have taken another. Throws
   * ConnectionError, or the signal's reason.
   */
  async prepare(signal: AbortSignal): Promise<() => void> {
    const wire = await connected(this.endpoint, signal);
    const socket = openTlsSocket(this.endpoint, this.fingerprint, wire);
    const forget = () => {
      const place = this.#prepared.indexOf(socket);
      if (place !== -1) this.#prepared.splice(place, 1);
      return place !== -1;
    };
    // It may break before a request takes it, or when none does: nobody listens to it then.
    socket.on("error", () => {});
    socket.once("close", forget);
    this.#prepared.push(socket);
    return () => {
      if (forget()) socket.destroy();
    };
  }

  override createConnection(): Socket {
    for (let socket = this.#prepared.shift(); socket !== undefined; socket = this.#prepared.shift()) {
      if (!socket.destroyed) return socket;
    }
    return openTlsSocket(this.endpoint, this.fingerprint);
  }
}

/** A TCP connection that stands. */
function connected(endpoint: Endpoint, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const wire = connectTcp({ host: endpoint.hostname, port: endpoint.port });
    const giveUp = () => {
      wire.destroy();
      reject(signal.reason);
    };
    const failed = (error: unknown) => {
      signal.removeEventListener("abort", giveUp);
      reject(connectionError(error, endpoint));
    };
    signal.addEventListener("abort", giveUp, { once: true });
    wire.once("error", failed);
    wire.once("connect", () => {
      signal.removeEventListener("abort", giveUp);
      wire.off("error", failed);
      // From here on its TLS socket tells.
      wire.on("error", () => {});
      resolve(wire);
    });
  });
}
