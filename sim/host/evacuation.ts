// Emptying a host: which VMs cannot leave it and why, and moving all of them away.
import type { Database } from "../db.ts";
import { ApiError, refusalOf } from "../errors.ts";
import type { Context, Registry } from "../methods.ts";
import { find } from "../objects.ts";
import { flag, type Ref } from "../values.ts";
import { powerState, refusal } from "../vm/lifecycle.ts";
import { migrate } from "../vm/migrate.ts";
import { assertSees, footprint, freeMemory } from "../vm/placement.ts";
import { subjectOf } from "../vm/subject.ts";
import { guestsOf } from "./power.ts";
import { holdHost } from "./service.ts";

/** VMs that move at the same time unless told. */
const BATCH = 10;

interface Plan {
  /** Where each VM goes. */
  readonly moves: ReadonlyMap<Ref, Ref>;
  /** The errors of those that go nowhere. */
  readonly stuck: ReadonlyMap<Ref, ApiError>;
}

/** Adds the messages about emptying a host. */
export function registerEvacuation(registry: Registry): void {
  registry.register("host.evacuate", (context, [host = "", , batch]) => {
    return evacuate(context, String(host), Number(batch ?? BATCH));
  });
  registry.register("host.get_vms_which_prevent_evacuation", ({ db }, [host = ""]) => {
    const { stuck } = planOf(db, String(host));
    return Object.fromEntries([...stuck].map(([vm, error]) => [vm, [error.code, ...error.params]]));
  });
  registry.register("host.assert_can_evacuate", ({ db }, [host = ""]) => {
    const errors = [...planOf(db, String(host)).stuck.values()];
    if (errors.length === 0) return;
    const reasons = errors.map((error) => [error.code, ...error.params].join(","));
    throw new ApiError("CANNOT_EVACUATE_HOST", reasons.join("|"));
  });
  registry.register("host.get_uncooperative_resident_VMs", ({ db }, [host = ""]) => {
    find(db, "host", host);
    return [];
  });
}

/** Disables the host and moves its VMs away, some at a time. Throws the first reason one of them cannot leave. */
async function evacuate(context: Context, host: Ref, batch: number): Promise<void> {
  const { db, task } = context;
  const { moves, stuck } = planOf(db, host);
  const [first] = stuck.values();
  if (first !== undefined) throw first;
  await holdHost(context, host, "evacuate", async () => {
    const waiting = [...moves];
    let done = 0;
    while (waiting.length > 0) {
      const now = waiting.splice(0, Math.max(1, batch));
      await Promise.all(
        now.map(([vm, target]) =>
          task.subtask("VM.pool_migrate", (subtask) => migrate({ ...context, task: subtask }, vm, target))
        ),
      );
      done += now.length;
      task.progress(done / moves.size);
    }
  });
}

/** Finds every VM of a host another one: the one with the most memory left each time. */
function planOf(db: Database, host: Ref): Plan {
  const others = [...db.table("host")].filter(([ref, record]) => ref !== host && flag(record, "enabled"));
  const free = new Map(others.map(([ref]) => [ref, freeMemory(db, ref)]));
  const moves = new Map<Ref, Ref>();
  const stuck = new Map<Ref, ApiError>();
  for (const vm of guestsOf(db, host)) {
    const record = find(db, "VM", vm);
    if (powerState(record) === "Halted" || powerState(record) === "Suspended") continue;
    const needed = footprint(record);
    let reason = new ApiError("HOST_NOT_ENOUGH_FREE_MEMORY", vm);
    const possible = [...free].filter(([target, left]) => {
      const unseen = refusalOf(() => assertSees(db, vm, target));
      if (unseen !== undefined) reason = unseen;
      return unseen === undefined && left >= needed;
    });
    const [best] = possible.sort(([, a], [, b]) => b - a);
    // Room counts before the VM's own state (recordings: paused VMs lack memory elsewhere).
    const error = refusal(subjectOf(db, vm), "pool_migrate");
    if (best === undefined) stuck.set(vm, free.size === 0 ? new ApiError("NO_HOSTS_AVAILABLE") : reason);
    else if (error !== undefined) stuck.set(vm, error);
    else {
      moves.set(vm, best[0]);
      free.set(best[0], best[1] - needed);
    }
  }
  return { moves, stuck };
}
