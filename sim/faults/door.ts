// The door in front of a simulator: passes connections on, and can be shut, mute, frozen, or leave in the middle of a word.
import { connect, createServer, type Server, type Socket } from "node:net";

/** How new connections are met. */
export type Manner = "open" | "shut" | "mute" | "garbage";

/** How a connection ends that its server has left. */
export type Leaving = "close" | "reset";

/** Neither TLS nor HTTP. */
const GARBAGE = new Uint8Array([0xff, 0x00, 0x21, 0x7e, 0x0d, 0x0a, 0x0d, 0x0a, 0xff, 0x00]);
/** Encrypted bytes have no marks: so long (ms) without any, all that was written has passed. */
const SETTLED_MS = 20;

interface Pair {
  readonly outside: Socket;
  readonly inside: Socket | undefined;
  leaving: Leaving;
  /** Milliseconds of performance.now when the last bytes for the client came. */
  last: number;
}

/**
 * A TCP relay with a fixed address before a server that may listen elsewhere each time. A connection's bytes arrive as
 * they were sent; resets are real ones (RST). After close() no socket of it is left.
 */
export class Door {
  readonly #server: Server;
  readonly #pairs = new Set<Pair>();
  #manner: Manner = "open";
  #frozen = false;
  #closed = false;

  private constructor(
    readonly hostname: string,
    /** The port of the server behind. */
    private readonly target: () => number,
  ) {
    this.#server = createServer({ allowHalfOpen: true }, (outside) => this.#enter(outside));
  }

  /** Throws the system's error for an address that cannot be listened on. */
  static async open(hostname: string, port: number, target: () => number): Promise<Door> {
    const door = new Door(hostname, target);
    await door.#listen(port);
    return door;
  }

  #port = 0;
  get port(): number {
    return this.#port;
  }

  /** Connections that clients have open. */
  get connections(): number {
    return this.#pairs.size;
  }

  get manner(): Manner {
    return this.#manner;
  }

  /** Meets new connections otherwise; those that are there go on. A port that was shut is listened on again. */
  async behave(manner: Manner): Promise<void> {
    if (this.#closed || manner === this.#manner) return;
    const before = this.#manner;
    this.#manner = manner;
    if (manner === "shut") await new Promise<void>((resolve) => this.#stopListening(resolve));
    else if (before === "shut") await this.#listen(this.#port);
  }

  /** While frozen nothing passes, in either direction, and new connections get no answer. */
  freeze(frozen: boolean): void {
    if (this.#closed || frozen === this.#frozen) return;
    this.#frozen = frozen;
    for (const { outside, inside } of this.#pairs) {
      for (const socket of [outside, inside]) {
        if (frozen) socket?.pause();
        else socket?.resume();
      }
    }
  }

  /** Resets every connection. */
  sever(): void {
    for (const pair of [...this.#pairs]) this.#drop(pair, "reset");
  }

  /** What the client sees at the end of the connection that the server behind knows by this remote port. */
  leave(peer: number, leaving: Leaving): void {
    const pair = this.#behind(peer);
    if (pair !== undefined) pair.leaving = leaving;
  }

  /** Resets a connection once all that its server has written went through; for bytes whose end does not show (TLS). */
  async resetSettled(peer: number): Promise<void> {
    const pair = this.#behind(peer);
    if (pair === undefined) return;
    pair.last = performance.now();
    while (this.#pairs.has(pair) && performance.now() - pair.last < SETTLED_MS) {
      await new Promise((resolve) => setTimeout(resolve, SETTLED_MS / 4));
    }
    this.#drop(pair, "reset");
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    const ends = [...this.#pairs].flatMap(({ outside, inside }) => [outside, inside]).filter((socket) =>
      socket !== undefined && !socket.closed
    ).map((socket) => new Promise((resolve) => socket?.once("close", resolve)));
    this.sever();
    if (this.#manner !== "shut") await new Promise<void>((resolve) => this.#stopListening(resolve));
    await Promise.all(ends);
  }

  /** node:net calls back only when the last connection is gone; nobody waits that long for a port to be shut. */
  #stopListening(then: () => void): void {
    this.#server.close();
    setTimeout(then, 0);
  }

  async #listen(port: number): Promise<void> {
    for (let attempt = 0;; attempt++) {
      try {
        await this.#bind(port);
        return;
      } catch (error) {
        // An outgoing connection may have been given the port while it was free: it will not keep it for long.
        const taken = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
        if (!taken || attempt === 100 || this.#port === 0) throw error;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
  }

  #bind(port: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(port, this.hostname, () => {
        this.#server.off("error", reject);
        const address = this.#server.address();
        if (address !== null && typeof address === "object") this.#port = address.port;
        resolve();
      });
    });
  }

  #enter(outside: Socket): void {
    outside.setNoDelay(true);
    const inside = this.#manner === "open" ? connect(this.target(), "127.0.0.1") : undefined;
    const pair: Pair = { outside, inside, leaving: "close", last: 0 };
    this.#pairs.add(pair);
    outside.on("error", () => this.#drop(pair, "reset"));
    outside.on("close", () => this.#drop(pair, "close"));
    if (inside === undefined) {
      outside.on("end", () => this.#drop(pair, "close"));
      // Heard, but not listened to.
      if (this.#manner === "mute") outside.resume();
      else outside.once("data", () => outside.end(GARBAGE, () => this.#drop(pair, "close")));
      return;
    }
    inside.setNoDelay(true);
    this.#relay(outside, inside, () => {});
    this.#relay(inside, outside, () => pair.last = performance.now());
    outside.on("end", () => {
      if (inside.destroyed) this.#drop(pair, "close");
      else inside.end();
    });
    inside.on("end", () => this.#left(pair));
    inside.on("error", () => this.#drop(pair, "reset"));
    inside.on("close", () => this.#left(pair));
    if (this.#frozen) outside.pause();
  }

  /** Passes on what comes, no faster than it is taken. */
  #relay(from: Socket, to: Socket, seen: () => void): void {
    from.on("data", (chunk) => {
      seen();
      if (to.destroyed || to.writableEnded || to.write(chunk)) return;
      from.pause();
      to.once("drain", () => {
        if (!this.#frozen) from.resume();
      });
    });
  }

  /** The server behind has left a connection. */
  #left(pair: Pair): void {
    if (pair.leaving === "reset") this.#drop(pair, "reset");
    else pair.outside.end(() => this.#drop(pair, "close"));
  }

  #behind(peer: number): Pair | undefined {
    for (const pair of this.#pairs) if (pair.inside?.localPort === peer) return pair;
    return undefined;
  }

  #drop(pair: Pair, how: "close" | "reset"): void {
    if (!this.#pairs.delete(pair)) return;
    const { outside, inside } = pair;
    if (how === "reset" && !outside.destroyed) outside.resetAndDestroy();
    else outside.destroy();
    inside?.destroy();
  }
}
