// A simulated administrator: now and then acts on a VM, and later undoes it, so that a pool keeps its character for hours.
import type { Database } from "../db.ts";
import { ApiError, inBackground } from "../errors.ts";
import type { Dice } from "../generate/dice.ts";
import { Registry } from "../methods.ts";
import type { Tasks } from "../tasks.ts";
import { dict, flag, type Json, list, NULL_REF, type Rec, type Ref, text } from "../values.ts";
import { destroyDisk, disksOf } from "./disks.ts";
import { registerVmMethods } from "./mod.ts";
import { possibleHosts } from "./placement.ts";

/** A VM somebody else acted on is left alone for so long. */
const RESPECT_MS = 120_000;
/** A round trip's second half follows after so long (before scaling). */
const REST_MS = [10_000, 60_000] as const;

type Trip = readonly (readonly [method: string, ...args: Json[]])[];

/** What is done to a VM in a state, in order, with a rest between: it ends in the state it began in. */
const TRIPS: Readonly<Record<string, readonly (readonly [weight: number, Trip])[]>> = {
  Running: [
    [4, [["clean_reboot"]]],
    [4, [["clean_shutdown"], ["start", false, false]]],
    [1, [["hard_shutdown"], ["start", false, false]]],
    [1, [["suspend"], ["resume", false, false]]],
    [1, [["pause"], ["unpause"]]],
    [4, [["snapshot", "churn", []]]],
    [4, [["pool_migrate"]]],
  ],
  Halted: [[1, [["start", false, false], ["hard_shutdown"]]]],
};

/** Acts on VMs, one `act` each. */
export class Operator {
  readonly #registry = new Registry();
  readonly #busy = new Set<Ref>();
  readonly #touched = new Map<Ref, number>();
  readonly #unwatch: () => void;
  #stopped = false;

  constructor(readonly db: Database, readonly tasks: Tasks, readonly dice: Dice) {
    registerVmMethods(this.#registry);
    this.#unwatch = db.onChange(({ cls, ref }) => {
      if (cls !== "VM" || this.#busy.has(ref)) return;
      if (Object.keys(dict(db.get("VM", ref), "current_operations")).length > 0) {
        this.#touched.set(ref, db.now());
      }
    });
  }

  /** How many VMs are on a round trip now. */
  get busy(): number {
    return this.#busy.size;
  }

  /** Whether nobody else acts, or lately acted, on a VM, and it is none of ours on a trip. */
  free(vm: Ref): boolean {
    return !this.#busy.has(vm) && this.db.now() - (this.#touched.get(vm) ?? -Infinity) > RESPECT_MS;
  }

  /** Sends a VM on a round trip in the background; false when it is not free, or nothing can be done with it. */
  act(vm: Ref): boolean {
    const record = this.db.get("VM", vm);
    if (record === undefined || !this.free(vm) || !ordinary(record)) return false;
    const trips = TRIPS[text(record, "power_state")];
    if (trips === undefined) return false;
    const trip = this.dice.weighted(trips);
    this.#busy.add(vm);
    inBackground(this.#travel(vm, trip).finally(() => this.#busy.delete(vm)));
    return true;
  }

  /** Starts nothing more; what runs comes to its end. */
  stop(): void {
    this.#stopped = true;
    this.#unwatch();
  }

  async #travel(vm: Ref, trip: Trip): Promise<void> {
    for (const [index, [method, ...args]] of trip.entries()) {
      if (index > 0) await this.#rest();
      if (this.#stopped || this.db.get("VM", vm) === undefined) return;
      if (method === "pool_migrate") await this.#migrate(vm);
      else if (method === "snapshot") await this.#snapshot(vm);
      else await this.#run(`VM.${method}`, vm, ...args);
    }
  }

  async #migrate(vm: Ref): Promise<void> {
    const home = text(this.db.get("VM", vm), "resident_on");
    const hosts = possibleHosts(this.db, vm).filter((host) => host !== home);
    if (hosts.length > 0) await this.#run("VM.pool_migrate", vm, this.dice.pick(hosts), { live: "true" });
  }

  async #snapshot(vm: Ref): Promise<void> {
    const name = `${text(this.db.get("VM", vm), "name_label")} before change`;
    const taken = String(await this.#run("VM.snapshot", vm, name, []));
    try {
      await this.#rest();
    } finally {
      if (this.db.get("VM", taken) !== undefined) {
        const disks = disksOf(this.db, taken).map(({ vdi }) => vdi);
        await this.#run("VM.destroy", taken);
        for (const vdi of disks) destroyDisk(this.db, vdi);
      }
    }
  }

  /** Runs a message as a task that others see, and removes the task some time after its end, as clients do. */
  async #run(method: string, ...args: Json[]): Promise<Json | void> {
    const handler = this.#registry.get(method);
    if (handler === undefined) throw new ApiError("MESSAGE_METHOD_UNKNOWN", method);
    const { db, tasks } = this;
    const { ref, done } = tasks.run(
      `Async.${method}`,
      {},
      async (task) => await handler({ db, tasks, session: NULL_REF, task }, args),
      (result) => typeof result === "string" ? `<value>${result}</value>` : "<value></value>",
    );
    try {
      return await done;
    } finally {
      this.#forget(ref);
    }
  }

  #forget(task: Ref): void {
    inBackground(this.#rest().then(() => this.db.destroy("task", task)));
  }

  #rest(): Promise<void> {
    return this.tasks.sleep(this.dice.int(...REST_MS));
  }
}

/** A VM one may act on: no template, snapshot or control domain, idle, not protected. */
function ordinary(vm: Rec): boolean {
  return !flag(vm, "is_a_template") && !flag(vm, "is_a_snapshot") && !flag(vm, "is_control_domain") &&
    Object.keys(dict(vm, "current_operations")).length === 0 &&
    Object.keys(dict(vm, "blocked_operations")).length === 0 && list(vm, "VBDs").length > 0;
}
