// What the tests of VM behaviour share: a small generated pool whose operations take next to no time.
import { Database } from "../db.ts";
import { generatePool } from "../generate/mod.ts";
import { Registry } from "../methods.ts";
import { seeded } from "../random.ts";
import type { TaskControl } from "../task_types.ts";
import { Tasks } from "../tasks.ts";
import { flag, type Json, NULL_REF, type Rec, type Ref, text } from "../values.ts";
import { registerVmMethods } from "./mod.ts";

/** A pool without a wire. */
export class World {
  readonly db: Database;
  readonly tasks: Tasks;
  readonly registry = new Registry();

  /** `scale` as of Tasks: 0 does everything at once. */
  constructor(options: { readonly scale?: number; readonly vms?: number; readonly db?: Database } = {}) {
    this.db = options.db ?? new Database({ random: seeded(5), now: () => Date.UTC(2026, 10, 23, 6) });
    if (options.db === undefined) generatePool(this.db, { hosts: 3, vms: options.vms ?? 40, seed: 1 });
    this.tasks = new Tasks(this.db, { scale: options.scale ?? 0 });
    registerVmMethods(this.registry);
  }

  /** Runs a message as a task with a record, like its Async form. */
  start(method: string, ...args: Json[]): { readonly ref: Ref; readonly done: Promise<Json | void> } {
    const handler = this.registry.get(method);
    if (handler === undefined) throw new Error(`Nobody registered ${method}`);
    const work = async (task: TaskControl): Promise<Json | void> =>
      await handler({ db: this.db, tasks: this.tasks, session: NULL_REF, task }, args);
    return this.tasks.run(`Async.${method}`, {}, work);
  }

  /** Runs a message to its end. Throws its ApiError. */
  async call(method: string, ...args: Json[]): Promise<Json | void> {
    return await this.start(method, ...args).done;
  }

  /** A VM in a power state, with a guest agent, not blocked; the first that also satisfies `and`. */
  vm(state: string, and: (record: Rec) => boolean = () => true): Ref {
    for (const [ref, record] of this.db.table("VM")) {
      const plain = !flag(record, "is_a_template") && !flag(record, "is_control_domain") &&
        text(record, "guest_metrics") !== NULL_REF &&
        Object.keys(record["blocked_operations"] ?? {}).length === 0;
      if (plain && text(record, "power_state") === state && and(record)) return ref;
    }
    throw new Error(`No ${state} VM in the pool`);
  }

  get(ref: Ref): Rec {
    const record = this.db.get("VM", ref);
    if (record === undefined) throw new Error(`No VM ${ref}`);
    return record;
  }

  /** Resolves as soon as `holds` is true after a change; at once when it is already. */
  until(holds: () => boolean): Promise<void> {
    if (holds()) return Promise.resolve();
    return new Promise((resolve) => {
      const stop = this.db.onChange(() => {
        if (!holds()) return;
        stop();
        resolve();
      });
    });
  }
}
