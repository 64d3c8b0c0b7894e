// The pools that recordings began with, put together from what the recordings tell of them.
import { CLASS_NAMES } from "@/sim/model.ts";
import { NULL_REF } from "@/sim/values.ts";
import { decode, type Recording, recordings } from "./recordings.ts";
import { seenIn } from "./stories.ts";
import { field } from "./tally.ts";

/** A state file, and the ids in it. */
export interface PoolFile {
  readonly path: string;
  readonly ids: ReadonlySet<string>;
}

type State = Record<string, Record<string, Record<string, unknown>>>;

/** Writes the pool a series of recordings began with: as the first event.from of its session shows it, or piece by piece. */
export async function poolBefore(series: string, all: readonly Recording[]): Promise<PoolFile> {
  const dialect = /^B-(json2|xml)/.exec(series)?.[1];
  const state = dialect === undefined
    ? pieces(all)
    : whole(recordings(new RegExp(`^B-${dialect}-\\d+-event\\.from-first-all`)), all);
  return await write(state);
}

/** Writes the pool that first reads show. */
export async function poolOf(first: readonly Recording[]): Promise<PoolFile> {
  return await write(whole(first, []));
}

async function write(state: State): Promise<PoolFile> {
  const path = await Deno.makeTempFile({ suffix: ".json" });
  const text = JSON.stringify(state);
  await Deno.writeTextFile(path, text);
  return { path, ids: new Set(text.match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g)) };
}

/** The pool of a first event.from; a VM that is started has not been yet. */
function whole(first: readonly Recording[], all: readonly Recording[]): State {
  const state: State = {};
  const [created, shown] = [new Set<string>(), new Set<string>()];
  for (const { cls, ref, snapshot } of first.flatMap(({ response }) => seenIn(decode(response.body)))) {
    if (cls !== "task") (state[spelling(cls)] ??= {})[ref] = { ...Object(snapshot) };
  }
  // What had come and changed between that moment and the series, as far as it shows.
  for (
    const { cls, ref, operation, snapshot } of all.flatMap(({ response }) => seenIn(decode(response.body)))
  ) {
    const table = state[spelling(cls)] ??= {};
    const born = created.has(ref);
    if (operation === "add") created.add(ref);
    if (operation !== "mod" || born || cls === "task" || shown.has(ref)) continue;
    shown.add(ref);
    const halted = cls === "vbd" || cls === "vif" ? { currently_attached: false } : {};
    const record = table[ref] ??= { ...Object(snapshot), current_operations: {}, ...halted };
    if (cls === "vm") {
      const [power_state, name_label] = ["power_state", "name_label"].map((name) => field(snapshot, name));
      Object.assign(record, { power_state, name_label });
    }
  }
  addDisks(state);
  return state;
}

/** Adds the disks that drives name and nobody told of, where other disks are. */
function addDisks(state: State): void {
  const disks = state["VDI"] ??= {};
  const drives = Object.values(state["VBD"] ?? {});
  const known = drives.find(({ VDI, type }) => type === "Disk" && disks[String(VDI)] !== undefined);
  const like = disks[String(known?.["VDI"])] ?? {};
  for (const { VDI } of drives) {
    if (VDI !== NULL_REF) {
      disks[String(VDI)] ??= { ...like, uuid: crypto.randomUUID(), VBDs: [], snapshots: [] };
    }
  }
}

/** A pool of nothing but what events tell: VMs without devices, hosts with room. */
function pieces(all: readonly Recording[]): State {
  const state: State = {};
  const seen = all.flatMap(({ response }) => seenIn(decode(response.body)));
  for (const { cls, ref, snapshot } of seen) {
    if (cls !== "vm" && cls !== "host") continue;
    (state[spelling(cls)] ??= {})[ref] ??= { ...Object(snapshot), current_operations: {} };
  }
  for (const host of Object.values(state["host"] ?? {})) {
    host["resident_VMs"] = [];
    host["PBDs"] = [];
    host["PIFs"] = [];
    (state["host_metrics"] ??= {})[String(host["metrics"])] = {
      memory_total: 2 ** 37,
      memory_free: 2 ** 36,
      live: true,
    };
  }
  for (const vm of Object.values(state["VM"] ?? {})) {
    Object.assign(vm, {
      power_state: "Halted",
      VBDs: [],
      VIFs: [],
      resident_on: NULL_REF,
      guest_metrics: NULL_REF,
    });
    (state["VM_metrics"] ??= {})[String(vm["metrics"])] = { VCPUs_number: 0 };
  }
  return state;
}

/** Events write classes in lower case. */
function spelling(cls: string): string {
  return CLASS_NAMES.find((name) => name.toLowerCase() === cls) ?? cls;
}
