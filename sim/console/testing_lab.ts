// A simulator with consoles to connect to, for tests over the wire.
import assert from "node:assert/strict";
import { startSimulator } from "../mod.ts";
import type { RunningSimulator, SimulatorOptions } from "../simulator.ts";
import { flag, list, type Rec, type Ref, text } from "../values.ts";
import { closeConnection } from "../wire/connection.ts";
import { Ended } from "./rfb/bytes.ts";
import { TestViewer } from "./testing.ts";
import { BrowserLink, ConnectionLink } from "./testing_links.ts";

/** A simulator, a session of root's, and whatever viewers it gets. */
export class Lab {
  readonly #open: Deno.Conn[] = [];
  readonly #sockets: BrowserLink[] = [];

  constructor(readonly simulator: RunningSimulator, public session: string) {}

  get port(): number {
    return Number(new URL(this.simulator.url).port);
  }

  /** A running VM with a guest of this kind. */
  vm(which: (record: Rec) => boolean = isLinux): Ref {
    for (const [ref, record] of this.simulator.db.table("VM")) {
      const plain = !flag(record, "is_a_template") && !flag(record, "is_control_domain");
      if (plain && text(record, "power_state") === "Running" && which(record)) return ref;
    }
    throw new Error("No such VM");
  }

  consoleOf(vm: Ref, protocol = "rfb"): Ref {
    const { db } = this.simulator;
    const consoles = list(db.get("VM", vm), "consoles");
    return consoles.find((ref) => text(db.get("console", ref), "protocol") === protocol) ?? "";
  }

  /** The head of the answer to a CONNECT, and the connection. */
  async connect(query: string, headers = ""): Promise<{ head: string; link: ConnectionLink }> {
    const connection = await Deno.connect({ hostname: "127.0.0.1", port: this.port });
    this.#open.push(connection);
    const request = `CONNECT /console?${query} HTTP/1.1\r\n${headers}\r\n`;
    await connection.write(new TextEncoder().encode(request));
    return { head: await headOf(connection), link: new ConnectionLink(connection) };
  }

  async view(vm: Ref, encodings?: readonly number[]): Promise<TestViewer> {
    const { head, link } = await this.connect(`ref=${this.consoleOf(vm)}&session_id=${this.session}`);
    assert.match(head, /^HTTP\/1\.1 200 OK\r\n/);
    return await TestViewer.open(link, encodings === undefined ? {} : { encodings });
  }

  browser(query: string, protocols = ["binary"]): BrowserLink {
    const url = `ws://127.0.0.1:${this.port}/console?${query}`;
    const link = new BrowserLink(new WebSocket(url, protocols));
    this.#sockets.push(link);
    return link;
  }

  async login(name: string, password: string): Promise<string> {
    const answer = await this.simulator.call("session.login_with_password", [name, password, "2.21", "t"]);
    return String(answer);
  }

  async close(): Promise<void> {
    for (const connection of this.#open) closeConnection(connection);
    for (const socket of this.#sockets) await socket.close();
    await this.simulator.close();
  }
}

/** Reads an answer's head byte by byte: what comes after it is not HTTP any more. */
export async function headOf(connection: Deno.Conn): Promise<string> {
  const byte = new Uint8Array(1);
  let head = "";
  while (!head.endsWith("\r\n\r\n") && await connection.read(byte) !== null) {
    head += String.fromCharCode(byte[0] ?? 0);
  }
  return head;
}

/** Whether a VM runs Debian. */
export function isLinux(record: Rec): boolean {
  return text(record, "reference_label") === "debian-12";
}

/** Whether a VM runs Windows. */
export function isWindows(record: Rec): boolean {
  return text(record, "reference_label").startsWith("windows");
}

/** Runs a test in a lab where nothing takes time. */
export async function withLab(
  run: (lab: Lab) => Promise<void>,
  options: SimulatorOptions = {},
): Promise<void> {
  const simulator = await startSimulator({ hosts: 1, vms: 20, speed: Infinity, ...options });
  const lab = new Lab(simulator, "");
  lab.session = await lab.login("root", "atoll");
  try {
    await run(lab);
  } finally {
    await lab.close();
  }
}

/** Resolves when a VM is in a power state. */
export function reached({ simulator: { db } }: Lab, vm: Ref, holds: (record: Rec) => boolean): Promise<void> {
  const there = () => holds(db.get("VM", vm) ?? {});
  return new Promise((resolve) => {
    const stop = db.onChange(() => {
      if (!there()) return;
      stop();
      resolve();
    });
    if (there()) {
      stop();
      resolve();
    }
  });
}

/** Takes until the connection ends. */
export async function assertEnds(viewer: TestViewer): Promise<void> {
  await assert.rejects(async () => {
    for (;;) {
      await viewer.ask();
      await viewer.take();
    }
  }, (error) =>
    error instanceof Ended || error instanceof Deno.errors.BrokenPipe ||
    error instanceof Deno.errors.ConnectionReset);
}
