// Kept connections that nobody uses.
import type { EventEmitter } from "node:events";
import type { Duplex } from "node:stream";

/** Closes a kept connection that nobody has used for a while. */
export class IdleReaper {
  readonly #timers = new Map<unknown, ReturnType<typeof setTimeout>>();
  /** Sockets whose end is awaited already: each becomes idle many times. */
  readonly #watched = new WeakSet<Duplex>();

  /**
   * @param agent tells of each socket that is "free"
   * @param idleMs milliseconds after which it is closed
   */
  constructor(agent: EventEmitter, private readonly idleMs: number) {
    agent.on("free", (socket) => this.#idle(socket));
  }

  /** Called for each socket that is put to work (again). */
  busy(socket: unknown): void {
    clearTimeout(this.#timers.get(socket));
    this.#timers.delete(socket);
  }

  /** Closes no more: whoever has the sockets does. */
  close(): void {
    for (const socket of this.#timers.keys()) this.busy(socket);
  }

  #idle(socket: Duplex): void {
    this.busy(socket);
    this.#timers.set(socket, setTimeout(() => socket.destroy(), this.idleMs));
    if (this.#watched.has(socket)) return;
    this.#watched.add(socket);
    socket.once("close", () => this.busy(socket));
  }
}
