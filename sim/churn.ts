// Changes that happen by themselves: guests and hosts report, disks fill, people edit and act, tasks come and go.
import type { Database } from "./db.ts";
import { inBackground } from "./errors.ts";
import { Dice } from "./generate/dice.ts";
import { MiB } from "./generate/units.ts";
import type { Simulator } from "./simulator.ts";
import type { Tasks } from "./tasks.ts";
import { date, dict, flag, list, number, type Rec, type Ref, text } from "./values.ts";
import { inUse } from "./vm/devices.ts";
import { Operator } from "./vm/operator.ts";
import { freeMemory } from "./vm/placement.ts";

/** What churn needs of a simulator. */
export type Churned = Pick<Simulator, "db" | "tasks">;

/** Changes an operation on a VM causes, about: what it costs of the changes per second. */
const OPERATION_COST = 40;
const TASK_COST = 6;
/** Time between two rounds: short, so that changes come evenly. */
const ROUND_MS = 50;
const TAGS = ["reviewed", "patch-window", "noisy", "to-migrate"];
const NOTES = ["capacity review", "owner on holiday", "ticket 4711", "watch the disk", "バックアップ済み"];

/**
 * Lets about so many changes a second happen in a pool until the returned function is called. The pool keeps its
 * character: what is stopped is started again, what is renamed gets its name back, snapshots go. VMs that somebody else
 * acts on are left alone. The same seed gives the same choices.
 */
export function startChurn(sim: Churned, perSecond: number, seed = 1): () => void {
  if (!(perSecond > 0)) return () => {};
  const churn = new Churn(sim.db, sim.tasks, new Dice(seed), perSecond);
  const every = Math.max(ROUND_MS, 1000 / perSecond);
  let before = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    // After a pause (a debugger, a sleeping machine) there is nothing to catch up with.
    churn.round(Math.min(now - before, 2000) * perSecond / 1000);
    before = now;
  }, every);
  Deno.unrefTimer(timer);
  return () => {
    clearInterval(timer);
    churn.stop();
  };
}

/** The changes themselves; `round` makes as many as are due. */
export class Churn {
  readonly #operator: Operator;
  readonly #names = new Map<Ref, readonly [given: string, original: string]>();
  readonly #choices: readonly (readonly [weight: number, act: () => number])[];
  readonly #lists = new Map<string, { readonly refs: readonly Ref[]; uses: number }>();
  #due = 0;

  constructor(readonly db: Database, readonly tasks: Tasks, readonly dice: Dice, perSecond: number) {
    this.#operator = new Operator(db, tasks, dice);
    const atOnce = Math.max(2, Math.ceil(perSecond / 20));
    this.#choices = [
      [30, () => this.#guestReports()],
      [30, () => this.#vmMeasured()],
      [12, () => this.#hostMeasured()],
      [12, () => this.#diskGrows()],
      [3, () => this.#addressChanges()],
      [4, () => this.#edits()],
      [1.5, () => this.#taskRuns()],
      [0.8, () => this.#operator.busy < atOnce ? this.#operates() : 0],
    ];
  }

  /** How many VMs are acted on now. */
  get busy(): number {
    return this.#operator.busy;
  }

  /** Adds to what is due, and does it. What cannot be done (a pool without such objects) counts as done. */
  round(changes: number): void {
    this.#due += changes;
    while (this.#due >= 1) this.#due -= Math.max(1, this.dice.weighted(this.#choices)());
  }

  stop(): void {
    this.#operator.stop();
  }

  /** A random object of a class; undefined when there is none. The list is renewed from time to time. */
  #any(cls: string): readonly [Ref, Rec] | undefined {
    const table = this.db.table(cls);
    let known = this.#lists.get(cls);
    if (known === undefined || known.uses-- <= 0) {
      known = { refs: [...table.keys()], uses: Math.min(500, table.size) };
      this.#lists.set(cls, known);
    }
    if (known.refs.length === 0) return undefined;
    const ref = this.dice.pick(known.refs);
    const record = table.get(ref);
    return record === undefined ? undefined : [ref, record];
  }

  /** A random VM, not a template, snapshot or control domain. */
  #anyVm(): readonly [Ref, Rec] | undefined {
    for (let tries = 0; tries < 5; tries++) {
      const found = this.#any("VM");
      if (found === undefined) continue;
      const [, vm] = found;
      if (!flag(vm, "is_a_template") && !flag(vm, "is_a_snapshot") && !flag(vm, "is_control_domain")) {
        return found;
      }
    }
    return undefined;
  }

  #runningVm(): readonly [Ref, Rec] | undefined {
    const found = this.#anyVm();
    return found !== undefined && text(found[1], "power_state") === "Running" ? found : undefined;
  }

  #now(): string {
    return date(this.db.now());
  }

  #guestReports(): number {
    const [, vm] = this.#runningVm() ?? [];
    const ref = text(vm, "guest_metrics");
    const guest = this.db.get("VM_guest_metrics", ref);
    if (guest === undefined) return 1;
    const other = {
      ...dict(guest, "other"),
      "data-updated": String(Math.floor(this.db.now() / 1000) + this.dice.int(0, 9)),
    };
    this.db.update("VM_guest_metrics", ref, { other, last_updated: this.#now() });
    return 1;
  }

  #vmMeasured(): number {
    const [, vm] = this.#runningVm() ?? [];
    const ref = text(vm, "metrics");
    if (this.db.get("VM_metrics", ref) === undefined) return 1;
    const usual = number(vm, "memory_target") || number(vm, "memory_dynamic_max");
    this.db.update("VM_metrics", ref, {
      memory_actual: Math.max(0, usual - this.dice.int(0, 16) * MiB),
      VCPUs_utilisation: { "0": this.dice.int(0, 1000) / 1000 },
      last_updated: this.#now(),
    });
    return 1;
  }

  #hostMeasured(): number {
    const [host, record] = this.#any("host") ?? [];
    const metrics = text(record, "metrics");
    if (host === undefined || this.db.get("host_metrics", metrics) === undefined) return 1;
    this.db.update("host_metrics", metrics, {
      memory_free: Math.max(0, freeMemory(this.db, host) - this.dice.int(0, 64) * MiB),
      last_updated: this.#now(),
    });
    return 1;
  }

  #diskGrows(): number {
    const [vdi, disk] = this.#any("VDI") ?? [];
    if (vdi === undefined || disk === undefined || flag(disk, "read_only")) return 1;
    if (flag(disk, "is_a_snapshot") || !inUse(this.db, disk)) return 1;
    const size = number(disk, "virtual_size");
    const used = number(disk, "physical_utilisation");
    // Thick disks are as large as they get; thin ones breathe between a tenth and nine tenths.
    if (size === 0 || used >= size) return 1;
    const step = this.dice.int(-24, 24) * MiB;
    const after = Math.round(Math.min(Math.max(used + step, size * 0.1), size * 0.9));
    this.db.set("VDI", vdi, "physical_utilisation", after);
    const sr = text(disk, "SR");
    const taken = number(this.db.get("SR", sr), "physical_utilisation");
    if (this.db.get("SR", sr) !== undefined && taken > 0) {
      this.db.set("SR", sr, "physical_utilisation", Math.max(0, taken + after - used));
    }
    return 2;
  }

  /** A lease ends: the guest has another address in the same network. */
  #addressChanges(): number {
    const [, vm] = this.#runningVm() ?? [];
    const ref = text(vm, "guest_metrics");
    const guest = this.db.get("VM_guest_metrics", ref);
    const networks = dict(guest, "networks");
    const ip = networks["0/ip"];
    if (guest === undefined || typeof ip !== "string" || !/^\d+\.\d+\.\d+\.\d+$/.test(ip)) return 1;
    const moved = ip.replace(/\d+$/, String(this.dice.int(10, 250)));
    const ipv4 = "0/ipv4/0" in networks ? { "0/ipv4/0": moved } : {};
    this.db.update("VM_guest_metrics", ref, {
      networks: { ...networks, "0/ip": moved, ...ipv4 },
      last_updated: this.#now(),
    });
    return 1;
  }

  /** Somebody edits a name, a description or tags; at the next visit the name is put back. */
  #edits(): number {
    const [vm, record] = this.#anyVm() ?? [];
    if (vm === undefined || !this.#operator.free(vm)) return 1;
    const name = text(record, "name_label");
    const [given, original] = this.#names.get(vm) ?? [];
    const kind = this.dice.int(0, 3);
    if (given !== undefined && original !== undefined) {
      // Only while it still is the name given here: what a user chose since is left alone.
      if (given === name) this.db.set("VM", vm, "name_label", original);
      this.#names.delete(vm);
    } else if (kind === 0 && this.#names.size < 20) {
      this.#names.set(vm, [`${name} (renamed)`, name]);
      this.db.set("VM", vm, "name_label", `${name} (renamed)`);
    } else if (kind === 1) {
      const base = text(record, "name_description").split(" · ")[0] ?? "";
      this.db.set(
        "VM",
        vm,
        "name_description",
        this.dice.chance(0.5) ? base : `${base} · ${this.dice.pick(NOTES)}`,
      );
    } else {
      const tag = this.dice.pick(TAGS);
      const tags = list(record, "tags");
      this.db.set("VM", vm, "tags", tags.includes(tag) ? tags.filter((one) => one !== tag) : [...tags, tag]);
    }
    return 1;
  }

  /** A short task of the kind clients and the pool itself start all the time. */
  #taskRuns(): number {
    const label = this.dice.pick([
      "Async.SR.scan",
      "Async.host.call_plugin",
      "Async.VDI.data_destroy",
      "SR.scan",
    ]);
    const { ref, done } = this.tasks.run(label, {}, (task) => task.pace(this.dice.int(500, 8000), 4));
    const forget = () => this.tasks.sleep(20_000).then(() => this.db.destroy("task", ref));
    inBackground(done.then(forget, forget));
    return TASK_COST;
  }

  #operates(): number {
    const found = this.#anyVm();
    return found !== undefined && this.#operator.act(found[0]) ? OPERATION_COST : 1;
  }
}
