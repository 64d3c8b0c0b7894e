// What comes along with an object that is followed with its relations (`vm/ID+`): the rows of docs/stream.md's table.
import * as page from "./page_fields.ts";
import type { Collection, FieldSet, Json } from "./types.ts";

/** One row: objects of `to` come along with those of `from`, which is the object itself or what an earlier row brought. */
export interface Relation {
  readonly from: Collection;
  readonly to: Collection;
  /** The field that links them, and who has it: `from` names what comes along, or what comes along names `from`. */
  readonly field: string;
  readonly holder: "from" | "to";
  readonly fields: FieldSet;
}

const NAME = new Set<string>(page.NAME_FIELDS);
const POOL = new Set(["name", "state"]);
const HOST = new Set(["name", "enabled", "live"]);
const VM = new Set(["name", "power_state"]);
const VBD = new Set<string>(page.VBD_FIELDS);
const VDI = new Set<string>([...page.VDI_FIELDS, "description", "type", "read_only", "missing"]);
const VIF = new Set<string>(page.VIF_FIELDS);
const PIF = new Set<string>(page.PIF_FIELDS);
const PBD = new Set<string>(page.PBD_FIELDS);
const FINDING = new Set<string>(page.FINDING_FIELDS);
const TASK = new Set<string>(page.TASK_FIELDS);

/** What the objects of `from` name in a field. */
const named = (from: Collection, field: string, to: Collection, fields: FieldSet): Relation => ({
  from,
  to,
  field,
  holder: "from",
  fields,
});

/** What names the objects of `from` in a field. */
const naming = (from: Collection, to: Collection, field: string, fields: FieldSet): Relation => ({
  from,
  to,
  field,
  holder: "to",
  fields,
});

const poolOf = (from: Collection) => named(from, "pool", "pool", POOL);
const findingsOf = (from: Collection) => naming(from, "finding", "object", FINDING);
const tasksOf = (from: Collection) => naming(from, "task", "object", TASK);

const machine = (from: Collection): readonly Relation[] => [
  poolOf(from),
  naming(from, "vbd", "vm", VBD),
  named("vbd", "vdi", "vdi", VDI),
  named("vdi", "sr", "sr", NAME),
  naming(from, "vif", "vm", VIF),
  named("vif", "network", "network", NAME),
  tasksOf(from),
];

export const RELATIONS: { readonly [C in Collection]: readonly Relation[] } = {
  pool: [
    naming("pool", "host", "pool", new Set(page.HOST_FIELDS)),
    naming("pool", "sr", "pool", new Set(page.SR_FIELDS)),
    naming("pool", "network", "pool", new Set(page.NETWORK_FIELDS)),
    tasksOf("pool"),
    findingsOf("pool"),
  ],
  host: [
    poolOf("host"),
    naming("host", "vm", "host", new Set(page.HOST_VM_FIELDS)),
    naming("host", "sr", "host", new Set(page.SR_FIELDS)),
    naming("host", "pif", "host", PIF),
    named("pif", "network", "network", NAME),
    naming("host", "pbd", "host", PBD),
    named("pbd", "sr", "sr", NAME),
    tasksOf("host"),
    findingsOf("host"),
  ],
  vm: [
    ...machine("vm"),
    named("vm", "host", "host", HOST),
    named("vm", "affinity", "host", HOST),
    naming("vm", "snapshot", "snapshot_of", new Set(page.SNAPSHOT_FIELDS)),
    findingsOf("vm"),
  ],
  template: machine("template"),
  snapshot: [...machine("snapshot"), named("snapshot", "snapshot_of", "vm", VM)],
  sr: [
    poolOf("sr"),
    named("sr", "host", "host", HOST),
    naming("sr", "vdi", "sr", VDI),
    naming("vdi", "vbd", "vdi", VBD),
    named("vbd", "vm", "vm", VM),
    naming("sr", "pbd", "sr", PBD),
    named("pbd", "host", "host", HOST),
    tasksOf("sr"),
    findingsOf("sr"),
  ],
  vdi: [
    poolOf("vdi"),
    named("vdi", "sr", "sr", NAME),
    naming("vdi", "vbd", "vdi", VBD),
    named("vbd", "vm", "vm", VM),
    tasksOf("vdi"),
  ],
  vbd: [
    poolOf("vbd"),
    named("vbd", "vm", "vm", VM),
    named("vbd", "vdi", "vdi", VDI),
    named("vdi", "sr", "sr", NAME),
  ],
  vif: [
    poolOf("vif"),
    named("vif", "vm", "vm", VM),
    named("vif", "network", "network", NAME),
  ],
  network: [
    poolOf("network"),
    naming("network", "vif", "network", VIF),
    named("vif", "vm", "vm", VM),
    naming("network", "pif", "network", PIF),
    named("pif", "host", "host", HOST),
    tasksOf("network"),
  ],
  task: [poolOf("task"), named("task", "resident_on", "host", HOST)],
  pif: [
    poolOf("pif"),
    named("pif", "host", "host", HOST),
    named("pif", "network", "network", NAME),
    named("pif", "bond", "pif", PIF),
    named("pif", "vlan_of", "pif", PIF),
  ],
  pbd: [poolOf("pbd"), named("pbd", "host", "host", HOST), named("pbd", "sr", "sr", NAME)],
  alert: [poolOf("alert")],
  certificate: [poolOf("certificate"), named("certificate", "host", "host", HOST)],
  update: [poolOf("update")],
  pgpu: [poolOf("pgpu"), named("pgpu", "host", "host", HOST)],
  pci: [poolOf("pci"), named("pci", "host", "host", HOST)],
  load: [poolOf("load")],
  finding: [poolOf("finding")],
};

/** Of these there may be thousands that name one object; of others a few. */
const CROWDED = new Set([
  ...["host.pool", "sr.pool", "network.pool", "vm.pool", "template.pool", "snapshot.pool", "vdi.pool"],
  ...["vbd.pool", "vif.pool", "task.pool", "vm.host", "vm.affinity", "sr.host", "vdi.sr", "vif.network"],
  ...["pif.pool", "pbd.pool", "alert.pool", "certificate.pool", "update.pool", "pgpu.pool", "pci.pool"],
  ...["load.pool", "finding.pool", "task.resident_on"],
]);

/** The way of one row from the object itself, step by step. */
export interface Path {
  readonly steps: readonly Relation[];
  /** The last step's. */
  readonly to: Collection;
  readonly fields: FieldSet;
  /** Whether the way is found faster from its end than from its beginning: at each branch there are few to follow. */
  readonly backwards: boolean;
}

const compiled = new Map<Collection, readonly Path[]>();

/** All ways that lead from an object of a collection to what comes along with it. */
export function pathsOf(collection: Collection): readonly Path[] {
  const held = compiled.get(collection);
  if (held !== undefined) return held;
  const paths: Path[] = [];
  for (const row of RELATIONS[collection]) {
    const before = row.from === collection
      ? [[]]
      : paths.filter(({ to }) => to === row.from).map(({ steps }) => steps);
    for (const steps of before) paths.push(pathOf([...steps, row], row));
  }
  compiled.set(collection, paths);
  return paths;
}

function pathOf(steps: readonly Relation[], { to, fields }: Relation): Path {
  return { steps, to, fields, backwards: !crowded(steps, "from") };
}

/** Whether a way has a step at which one object may lead to thousands: those whose linking field the other side holds. */
export function crowded(steps: readonly Relation[], holder: "from" | "to"): boolean {
  return steps.some((step) =>
    step.holder === holder && CROWDED.has(`${holder === "from" ? step.from : step.to}.${step.field}`)
  );
}

/** The id that a field holds: plain, or as a task holds what it works on. */
export function idIn(value: Json | undefined): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null || !("id" in value)) return undefined;
  return typeof value.id === "string" ? value.id : undefined;
}
