// The readers of bench/fanout.ts, a process of their own. On its first line of input it is told what to open; it says "ready"
// when all streams have begun, and reads them until a second line comes: when each marker was sent. Then it says what it saw.
//
// Every receipt of every reader counts, with a time taken right after the read that brought it. Readers who never read are
// connections with a small window that nobody reads from; when the server cuts one off it comes again.
import { cpuUsage } from "node:process";
import { quantile } from "./figures.ts";
import { linesOfInput } from "./input.ts";
import { type Socket, Sockets } from "./sockets.ts";

export interface ClientsOrder {
  readonly port: number;
  /** What they ask for, with the position they stand at. */
  readonly path: string;
  /** Sessions, shared evenly. */
  readonly cookies: readonly string[];
  readonly readers: number;
  /** Those who never read. */
  readonly deaf: number;
}

export interface ClientsReport {
  /** Times from a change's reply to its receipt (ms). */
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  readonly longest: number;
  /** Receipts of all readers, and how many there had to be. */
  readonly received: number;
  readonly expected: number;
  /** Receipts of a change that had been received. */
  readonly repeated: number;
  /** Reads from all sockets: one may bring several frames. */
  readonly reads: number;
  readonly bytes: number;
  /** Share of one core that this process took. */
  readonly cpu: number;
  /** Readers that never read and were cut off. */
  readonly cut: number;
}

/** Changes made while this process read: the number of each, and the wall-clock time (ms) of its reply. */
export type SentTimes = readonly (readonly [number: number, at: number])[];

const MARKER = /bench-(\d+)-/g;
/** A window as small as Linux grants. */
const SMALL = 2048;

/** The markers in what one read brought; they are whole, unless the read ended within a frame. */
export class Markers {
  #text = "";
  #numbers: readonly number[] = [];
  /** Starts of frames whose end has not come. */
  readonly #rests = new Map<Socket, string>();
  readonly #decoder = new TextDecoder("latin1");

  in(socket: Socket, bytes: Uint8Array): readonly number[] {
    let text = this.#decoder.decode(bytes);
    const rest = this.#rests.get(socket);
    if (rest !== undefined) {
      text = rest + text;
      this.#rests.delete(socket);
    }
    if (!text.endsWith("\n")) {
      const end = text.lastIndexOf("\n") + 1;
      this.#rests.set(socket, text.slice(end));
      text = text.slice(0, end);
    }
    // Readers of the same are sent the same.
    if (text !== this.#text) {
      this.#text = text;
      this.#numbers = [...text.matchAll(MARKER)].map(([, number]) => Number(number));
    }
    return this.#numbers;
  }
}

class Clients {
  readonly #sockets = new Sockets();
  readonly #index = new Map<Socket, number>();
  readonly #deaf = new Set<Socket>();
  readonly #markers = new Markers();
  readonly #start = performance.timeOrigin + performance.now();
  /** ms since the start at which each reader received a change, by its number. */
  readonly #times = new Map<number, Float32Array>();
  #reads = 0;
  #bytes = 0;
  #repeated = 0;
  #cut = 0;

  constructor(private readonly order: ClientsOrder) {}

  /** Opens all streams and waits for the first answer of each. */
  open(): void {
    for (let i = 0; i < this.order.readers; i++) {
      const socket = this.#open(i);
      this.#index.set(socket, i);
      this.#sockets.watch(socket);
    }
    for (let i = 0; i < this.order.deaf; i++) this.#openDeaf(i);
    const silent = new Set(this.#index.keys());
    while (silent.size > 0) {
      for (const socket of this.#sockets.wait(1000)) {
        const bytes = this.#sockets.read(socket);
        const head = new TextDecoder().decode(bytes?.subarray(0, 200));
        if (silent.delete(socket) && !head.startsWith("HTTP/1.1 200 ")) throw new Error(`Refused: ${head}`);
      }
    }
  }

  /** Reads until there is something to read on the input. */
  read(): void {
    this.#sockets.watch(0);
    for (;;) {
      for (const socket of this.#sockets.wait(1000)) {
        if (socket === 0) return;
        if (this.#deaf.delete(socket)) this.#comeAgain(socket);
        else this.#receive(socket);
      }
    }
  }

  report(sent: SentTimes): Omit<ClientsReport, "cpu"> {
    const expected = sent.length * this.order.readers;
    const latencies = new Float32Array(expected);
    let received = 0;
    for (const [number, at] of sent) {
      for (const time of this.#times.get(number) ?? []) {
        if (time > 0) latencies[received++] = time - (at - this.#start);
      }
    }
    const sorted = latencies.subarray(0, received).sort();
    return {
      p50: quantile(sorted, 0.5),
      p90: quantile(sorted, 0.9),
      p99: quantile(sorted, 0.99),
      longest: sorted.at(-1) ?? NaN,
      received,
      expected,
      repeated: this.#repeated,
      reads: this.#reads,
      bytes: this.#bytes,
      cut: this.#cut,
    };
  }

  #open(i: number, receive?: number): Socket {
    const { port, path, cookies } = this.order;
    const socket = this.#sockets.connect(port, receive === undefined ? {} : { receive });
    const cookie = cookies[i % cookies.length];
    this.#sockets.send(
      socket,
      `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAccept: text/event-stream\r\nCookie: ${cookie}\r\n\r\n`,
    );
    return socket;
  }

  #openDeaf(i: number): void {
    const socket = this.#open(this.order.readers + i, SMALL);
    this.#deaf.add(socket);
    this.#sockets.watch(socket, "end");
  }

  #comeAgain(socket: Socket): void {
    this.#sockets.close(socket);
    this.#openDeaf(this.#cut++);
  }

  #receive(socket: Socket): void {
    const bytes = this.#sockets.read(socket);
    const now = performance.timeOrigin + performance.now() - this.#start;
    if (bytes === undefined) throw new Error("The server ended the stream of somebody who reads");
    this.#reads++;
    this.#bytes += bytes.length;
    const reader = this.#index.get(socket) ?? 0;
    for (const number of this.#markers.in(socket, bytes)) {
      let times = this.#times.get(number);
      if (times === undefined) this.#times.set(number, times = new Float32Array(this.order.readers));
      if (times[reader] === 0) times[reader] = now;
      else this.#repeated++;
    }
  }
}

if (import.meta.main) {
  const lines = linesOfInput();
  const order: ClientsOrder = JSON.parse(lines.next().value ?? "");
  const clients = new Clients(order);
  clients.open();
  console.log("ready");
  const begun = performance.now(), used = cpuTime();
  clients.read();
  const cpu = (cpuTime() - used) / (performance.now() - begun);
  const sent: SentTimes = JSON.parse(lines.next().value ?? "");
  console.log(JSON.stringify({ ...clients.report(sent), cpu }));
}

/** ms of processor time that this process has taken. */
function cpuTime(): number {
  const { user, system } = cpuUsage();
  return (user + system) / 1000;
}
