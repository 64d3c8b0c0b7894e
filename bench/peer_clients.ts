// The browsers of bench/peer.ts, a process of their own: so many connections with the same request, read by one thread, which take
// what they are sent compressed, as browsers do; and one that connects last and takes it plainly, by which the time is
// measured. On its first line of input it is told what to open; it says "ready" when each has been answered, and reads until
// a second line comes: when each marker was made, and when the pool told of it. Then it says what it saw.
import { cpuUsage } from "node:process";
import { linesOfInput } from "./input.ts";
import { type Socket, Sockets } from "./sockets.ts";

export interface ClientsOrder {
  readonly port: number;
  /** The whole head of the requests: of an event stream, or of a WebSocket. */
  readonly request: { readonly compressed: string; readonly plain: string };
  /** The status line that it is answered with begins so. */
  readonly answer: string;
  readonly clients: number;
}

/** A marker, when the change was asked of the pool, and when the pool's answer that held it was handed on (wall clock, ms). */
export type Marked = readonly [marker: string, asked: number, told: number];

export interface ClientsReport {
  /** Times from the answer, and from the change, to the receipt (ms). */
  readonly fromAnswer: readonly number[];
  readonly fromChange: readonly number[];
  /** Bytes that came to all clients together, and to the one that takes them plainly. */
  readonly compressed: number;
  readonly plain: number;
  /** Share of one core that this process took. */
  readonly cpu: number;
}

export const MARKER = /peer-\d+-/;
/** No marker is longer. */
const LONGEST = 20;

class Clients {
  readonly #sockets = new Sockets();
  readonly #seen = new Map<string, number>();
  readonly #decoder = new TextDecoder("latin1");
  readonly #last: Socket;
  /** The end of what came last: a marker may come in two pieces. */
  #end = "";
  #compressed = 0;
  #plain = 0;

  constructor({ port, request, answer, clients }: ClientsOrder) {
    const open = (text: string): Socket => {
      const socket = this.#sockets.connect(port);
      this.#sockets.watch(socket);
      this.#sockets.send(socket, text);
      return socket;
    };
    const silent = new Set(Array.from({ length: clients }, () => open(request.compressed)));
    silent.add(this.#last = open(request.plain));
    while (silent.size > 0) {
      for (const socket of this.#sockets.wait(1000)) {
        const head = this.#decoder.decode(this.#sockets.read(socket)?.subarray(0, 200));
        if (silent.delete(socket) && !head.startsWith(answer)) throw new Error(`Refused: ${head}`);
      }
    }
  }

  read(): void {
    this.#sockets.watch(0);
    for (;;) {
      for (const socket of this.#sockets.wait(1000)) {
        if (socket === 0) return;
        this.#receive(socket);
      }
    }
  }

  report(marked: readonly Marked[]): Omit<ClientsReport, "cpu"> {
    const seen = marked.map(([marker, asked, told]) => ({ at: this.#seen.get(marker), asked, told }));
    const times = (from: (one: { asked: number; told: number }) => number) =>
      seen.flatMap((one) => one.at === undefined ? [] : one.at - from(one));
    return {
      fromAnswer: times(({ told }) => told),
      fromChange: times(({ asked }) => asked),
      compressed: this.#compressed,
      plain: this.#plain,
    };
  }

  #receive(socket: Socket): void {
    const bytes = this.#sockets.read(socket);
    if (bytes === undefined) throw new Error("The server ended a connection");
    if (socket !== this.#last) {
      this.#compressed += bytes.length;
      return;
    }
    const now = performance.timeOrigin + performance.now();
    this.#plain += bytes.length;
    const text = this.#end + this.#decoder.decode(bytes);
    this.#end = text.slice(-LONGEST);
    // Whoever is sent whole objects sees a name again with each other change of its object.
    for (const [marker] of text.matchAll(new RegExp(MARKER, "g"))) {
      if (!this.#seen.has(marker)) this.#seen.set(marker, now);
    }
  }
}

/** ms of processor time that this process has taken. */
function cpuTime(): number {
  const { user, system } = cpuUsage();
  return (user + system) / 1000;
}

if (import.meta.main) {
  const lines = linesOfInput();
  const order: ClientsOrder = JSON.parse(lines.next().value ?? "");
  const clients = new Clients(order);
  console.log("ready");
  const begun = performance.now(), used = cpuTime();
  clients.read();
  const cpu = (cpuTime() - used) / (performance.now() - begun);
  const marked: Marked[] = JSON.parse(lines.next().value ?? "");
  console.log(JSON.stringify({ ...clients.report(marked), cpu }));
}
