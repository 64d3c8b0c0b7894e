// What people and hosts do to a pool meanwhile: every operation may be refused, none may break anything.
import { ApiError, type Ref, type RunningSimulator } from "@/sim/mod.ts";
import { list, text } from "@/sim/values.ts";
import type { Dice } from "./dice.ts";

/** Objects of a burst: more than xapi remembers deletions. */
const BURST = 700;

/** An operation: its name for the trace, and its work. */
export interface Operation {
  readonly name: string;
  run(): Promise<unknown> | unknown;
}

/** What a pool is asked to do, by one of its hosts. */
export function anyOperation(dice: Dice, simulator: RunningSimulator): Operation {
  const { db } = simulator;
  const vm = () => {
    const machines = [...db.table("VM")].filter(([, record]) =>
      record["is_a_template"] !== true && record["is_control_domain"] !== true
    );
    return dice.any(machines)?.[0] ?? "OpaqueRef:none";
  };
  const any = (cls: string): Ref => dice.any(db.table(cls).keys()) ?? "OpaqueRef:none";
  const name = () => `chaos ${dice.whole(0, 999)}`;
  const call = (method: string, ...params: Parameters<typeof simulator.call>[1]): Operation => ({
    name: `${method} ${params.map((param) => String(param).slice(0, 24)).join(" ")}`,
    run: () => simulator.call(method, params),
  });
  const operations: readonly [() => Operation, ...(() => Operation)[]] = [
    () => call("VM.start", vm(), false, false),
    () => call("VM.clean_shutdown", vm()),
    () => call("VM.hard_shutdown", vm()),
    () => call("VM.hard_reboot", vm()),
    () => call("VM.suspend", vm()),
    () => call("VM.clone", vm(), name()),
    () => call("VM.snapshot", vm(), name(), []),
    () => call("VM.destroy", vm()),
    () => call("VM.pool_migrate", vm(), any("host"), { live: "true" }),
    () => call("VM.set_name_label", vm(), name()),
    () => call("VM.set_tags", vm(), [name(), name()]),
    () => call("VM.set_other_config", vm(), { [name()]: name() }),
    () => call("host.set_name_label", any("host"), name()),
    () => call("host.disable", any("host")),
    () => call("host.enable", any("host")),
    () => call("SR.set_name_label", any("SR"), name()),
    () => call("network.create", { name_label: name(), name_description: "", other_config: {} }),
    () => call("network.destroy", any("network")),
    () => call("pool.set_name_label", any("pool"), name()),
    () => call("task.create", name(), ""),
    () => call("task.cancel", any("task")),
    () => call("task.destroy", any("task")),
    () => call("VDI.set_name_label", any("VDI"), name()),
    () => call("VDI.destroy", any("VDI")),
    () => call("message.create", name(), 3, "VM", text(db.get("VM", vm()), "uuid"), "body"),
    () => ({ name: "burst", run: () => burst(simulator, any("SR"), name()) }),
    () => ({ name: "end of the burst", run: () => endBurst(simulator) }),
    () => ({ name: "burst of messages", run: () => messages(simulator, vm()) }),
    () => ({ name: "end of the messages", run: () => endMessages(simulator) }),
    () => ({ name: "touch everything", run: () => touchAll(simulator) }),
    () => ({ name: "NaN", run: () => set(simulator, "task", any("task"), "progress", NaN) }),
    () => ({
      name: "a class nobody knows",
      run: () => db.create("gizmo", { uuid: db.newUuid(), name_label: name() }),
    }),
    () => ({
      name: "a field nobody knows",
      run: () => set(simulator, "VM", vm(), "colour_of_the_future", { [name()]: [name()] }),
    }),
    () => ({
      name: "a field of another type",
      run: () => set(simulator, "VM", vm(), "name_description", [name()]),
    }),
    () => ({
      name: "a huge name",
      run: () => set(simulator, "VM", vm(), "name_label", "x".repeat(dice.chance(0.1) ? 10 << 20 : 100_000)),
    }),
  ];
  return dice.pick(operations)();
}

/** Runs an operation; a refusal is an answer like any other. */
export async function attempt(operation: Operation): Promise<void> {
  try {
    await operation.run();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
  }
}

function set(
  { db }: RunningSimulator,
  cls: string,
  ref: Ref,
  field: string,
  value: Parameters<typeof db.set>[3],
): void {
  if (db.get(cls, ref) !== undefined) db.set(cls, ref, field, value);
}

const burstName = "one of many";

function burst({ db }: RunningSimulator, sr: Ref, name: string): void {
  for (let count = 0; count < BURST; count++) {
    db.create("VDI", {
      name_label: burstName,
      name_description: name,
      SR: count % 7 === 0 ? sr : "OpaqueRef:NULL",
    });
  }
}

/** Deletes everything of the bursts in one go. */
function endBurst({ db }: RunningSimulator): void {
  for (const [ref, record] of [...db.table("VDI")]) {
    if (record["name_label"] === burstName && list(record, "VBDs").length === 0) db.destroy("VDI", ref);
  }
}

/** Messages are not counted: that deletions were forgotten shows otherwise. */
function messages({ db }: RunningSimulator, vm: Ref): void {
  for (let count = 0; count < BURST; count++) {
    db.create("message", {
      name: burstName,
      cls: "VM",
      obj_uuid: text(db.get("VM", vm), "uuid"),
      priority: 5,
    });
  }
}

function endMessages({ db }: RunningSimulator): void {
  for (const [ref, { name }] of [...db.table("message")]) if (name === burstName) db.destroy("message", ref);
}

function touchAll({ db }: RunningSimulator): void {
  for (const cls of db.classes()) for (const ref of [...db.table(cls).keys()]) db.touch(cls, ref);
}
