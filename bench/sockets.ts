// Thousands of TCP connections read by one thread for next to nothing: Linux's epoll through Deno's foreign function interface.
// A reader that takes 10 µs a frame, as one promise a connection does, would be what a benchmark of 1,000 readers measures.

const SYMBOLS = {
  socket: { parameters: ["i32", "i32", "i32"], result: "i32" },
  setsockopt: { parameters: ["i32", "i32", "i32", "buffer", "u32"], result: "i32" },
  connect: { parameters: ["i32", "buffer", "u32"], result: "i32" },
  send: { parameters: ["i32", "buffer", "usize", "i32"], result: "isize" },
  recv: { parameters: ["i32", "buffer", "usize", "i32"], result: "isize" },
  close: { parameters: ["i32"], result: "i32" },
  epoll_create1: { parameters: ["i32"], result: "i32" },
  epoll_ctl: { parameters: ["i32", "i32", "i32", "buffer"], result: "i32" },
  epoll_wait: { parameters: ["i32", "buffer", "i32", "i32"], result: "i32" },
} as const;

const AF_INET = 2, SOCK_STREAM = 1, SOL_SOCKET = 1, SO_RCVBUF = 8, MSG_DONTWAIT = 0x40, MSG_NOSIGNAL = 0x4000;
const EPOLL_CTL_ADD = 1, EPOLLIN = 1, EPOLLRDHUP = 0x2000;
/** `struct epoll_event` is packed on x86_64 only. */
const [EVENT, FD] = Deno.build.arch === "x86_64" ? [12, 4] : [16, 8];
const EVENTS = 512;
const READ = 256 * 1024;

export type Socket = number;

/** Plain TCP to 127.0.0.1, Linux with glibc only. Not for more than one thread. */
export class Sockets {
  readonly #c = Deno.dlopen("libc.so.6", SYMBOLS).symbols;
  readonly #poll = this.#checked("epoll_create1", this.#c.epoll_create1(0));
  readonly #events = new DataView(new ArrayBuffer(EVENT * EVENTS));
  readonly #eventBytes = new Uint8Array(this.#events.buffer);
  readonly #buffer = new Uint8Array(READ);

  /**
   * Connects and waits for it.
   * @param options.receive bytes that the system takes in before anybody reads; its own choice unless told
   */
  connect(port: number, options: { readonly receive?: number } = {}): Socket {
    const socket = this.#checked("socket", this.#c.socket(AF_INET, SOCK_STREAM, 0));
    if (options.receive !== undefined) {
      const value = new Uint8Array(new Int32Array([options.receive]).buffer);
      this.#checked("setsockopt", this.#c.setsockopt(socket, SOL_SOCKET, SO_RCVBUF, value, value.length));
    }
    const address = new DataView(new ArrayBuffer(16));
    address.setUint16(0, AF_INET, true);
    address.setUint16(2, port);
    address.setUint32(4, 0x7f000001);
    this.#checked("connect", this.#c.connect(socket, new Uint8Array(address.buffer), address.byteLength));
    return socket;
  }

  /** Writes a text that is small enough to go at once. */
  send(socket: Socket, text: string): void {
    const bytes = new TextEncoder().encode(text);
    const sent = Number(this.#c.send(socket, bytes, BigInt(bytes.length), MSG_NOSIGNAL));
    if (sent !== bytes.length) throw new Error(`send wrote ${sent} of ${bytes.length} bytes`);
  }

  /** Has `wait` tell when there is something to read, or, with `end` only, when the other side ends it. Takes pipes, too. */
  watch(socket: Socket, what: "data" | "end" = "data"): void {
    const event = new DataView(new ArrayBuffer(EVENT));
    event.setUint32(0, what === "data" ? EPOLLIN : EPOLLRDHUP, true);
    event.setInt32(FD, socket, true);
    this.#checked(
      "epoll_ctl",
      this.#c.epoll_ctl(this.#poll, EPOLL_CTL_ADD, socket, new Uint8Array(event.buffer)),
    );
  }

  /** Blocks until one of those watched is ready, at most `timeout` ms, and gives all that are. */
  *wait(timeout: number): IterableIterator<Socket> {
    const ready = this.#c.epoll_wait(this.#poll, this.#eventBytes, EVENTS, timeout);
    // A signal interrupts the waiting: nothing is ready then.
    for (let i = 0; i < ready; i++) yield this.#events.getInt32(i * EVENT + FD, true);
  }

  /** What has arrived, valid until the next call; nothing when there is nothing; undefined at the end or after a reset. */
  read(socket: Socket): Uint8Array | undefined {
    const read = Number(this.#c.recv(socket, this.#buffer, BigInt(READ), MSG_DONTWAIT));
    return read > 0 ? this.#buffer.subarray(0, read) : undefined;
  }

  close(socket: Socket): void {
    this.#c.close(socket);
  }

  #checked(call: string, result: number): number {
    if (result < 0) throw new Error(`${call} failed`);
    return result;
  }
}
