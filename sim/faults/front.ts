// What stands between a simulator and the network when it is to have faults: a door, and what befalls the host.
import type { Caller } from "../dispatch.ts";
import type { RunningSimulator } from "../simulator.ts";
import type { Delivery } from "../wire/http_server.ts";
import { type Pem, selfSigned } from "../wire/tls.ts";
import { misdeliver } from "./answers.ts";
import { faultyCaller } from "./calls.ts";
import { Door } from "./door.ts";
import { Faults } from "./faults.ts";
import type { HostFault } from "./types.ts";

/** Where the door is, and what the server behind it presents. */
export interface FrontOptions {
  readonly hostname: string;
  readonly port: number;
  readonly seed: number;
  readonly tls?: Pem | undefined;
}

/** The faults of one simulator. The server behind listens on 127.0.0.1 and is reached through the door only. */
export class Front {
  readonly faults: Faults;
  #door: Door | undefined;
  #simulator: RunningSimulator | undefined;

  constructor(private readonly options: FrontOptions) {
    this.faults = new Faults((fault) => this.#afflict(fault), options.seed);
  }

  /** The calls of the server behind. */
  caller(caller: Caller): Caller {
    return faultyCaller(caller, this.faults);
  }

  /** The answers of the server behind. */
  readonly delivers: Delivery = (request, response, write) =>
    misdeliver(this.faults, request, response, {
      write,
      leave: async (how) => {
        const door = this.#opened();
        // TLS says good-bye when it closes, which a reset connection has not heard.
        if (how === "reset" && this.options.tls !== undefined) await door.resetSettled(request.peer);
        else door.leave(request.peer, how);
      },
    });

  /** Opens the door. Throws the system's error for an address that cannot be listened on. */
  async open(target: () => number): Promise<number> {
    this.#door = await Door.open(this.options.hostname, this.options.port, target);
    return this.#door.port;
  }

  /** Tells whom the faults befall. */
  attach(simulator: RunningSimulator): void {
    this.#simulator = simulator;
  }

  /** Connections that clients have open. */
  get connections(): number {
    return this.#door?.connections ?? 0;
  }

  async close(): Promise<void> {
    await this.faults.clear();
    await this.#door?.close();
  }

  #opened(): Door {
    if (this.#door === undefined) throw new Error("The simulator has not begun to listen");
    return this.#door;
  }

  async #afflict(fault: HostFault): Promise<() => Promise<void>> {
    const door = this.#opened();
    const simulator = this.#simulator;
    if (simulator === undefined) throw new Error("The simulator has not begun");
    switch (fault.kind) {
      case "refuse":
      case "mute":
      case "garbage":
        await door.behave(fault.kind === "refuse" ? "shut" : fault.kind);
        return () => door.behave("open");
      case "freeze":
        door.freeze(true);
        return () => Promise.resolve(door.freeze(false));
      case "sever":
        door.sever();
        return () => Promise.resolve();
      case "certificate": {
        const { tls } = this.options;
        if (tls === undefined) throw new Error("A host without TLS has no certificate to change");
        simulator.server.move(await selfSigned());
        return () => Promise.resolve(simulator.server.move(tls));
      }
      case "booting":
      case "unaddressed":
      case "down":
        simulator.condition = fault.kind;
        return () => Promise.resolve(void (simulator.condition = "well"));
      case "clock":
        simulator.db.skewMs += fault.by;
        return () => Promise.resolve(void (simulator.db.skewMs -= fault.by));
      case "crash": {
        const checkpoint = simulator.db.checkpoint();
        return () => simulator.restart(checkpoint);
      }
    }
  }
}
