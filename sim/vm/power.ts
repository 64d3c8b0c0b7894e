// Starting, stopping, pausing, suspending and resuming VMs.
import { ApiError } from "../errors.ts";
import type { Database } from "../db.ts";
import { vdiRecord } from "../generate/machine_records.ts";
import type { Context, Registry } from "../methods.ts";
import { holdHost } from "../host/service.ts";
import { find, some } from "../objects.ts";
import { type Json, list, NULL_REF, number, type Rec, type Ref, text } from "../values.ts";
import { attachDevices, bringUp, forgetGuest, rebuild, takeDown } from "./domain.ts";
import { assertFree } from "./drives.ts";
import { between, imageTime, startTime } from "./durations.ts";
import { agentOf, bootAgent } from "./guest_agent.ts";
import { refusal } from "./lifecycle.ts";
import { hostName, tell } from "./messages.ts";
import { assertCanBoot, chooseHost, reserve } from "./placement.ts";
import { operate, subjectOf } from "./subject.ts";

/** Time until a suspended VM's place is looked for, in milliseconds. */
const LOOK_MS = 100;

/** Adds the messages that change a VM's power state. */
export function registerPower(registry: Registry): void {
  const on = (name: string, run: (context: Context, vm: Ref, args: readonly Json[]) => Promise<void>) =>
    registry.register(`VM.${name}`, (context, [vm = "", ...args]) => run(context, String(vm), args));
  on("start", (context, vm, [paused]) => start(context, vm, undefined, paused === true));
  on("start_on", (context, vm, [host = "", paused]) => start(context, vm, String(host), paused === true));
  on("shutdown", shutdown);
  on("clean_shutdown", cleanShutdown);
  on("hard_shutdown", hardShutdown);
  on("clean_reboot", (context, vm) => reboot(context, vm, "clean_reboot"));
  on("hard_reboot", (context, vm) => reboot(context, vm, "hard_reboot"));
  on("pause", pause);
  on("unpause", unpause);
  on("suspend", suspend);
  on("resume", (context, vm, [paused]) => resume(context, vm, undefined, paused === true));
  on("resume_on", (context, vm, [host = "", paused]) => resume(context, vm, String(host), paused === true));
}

async function start(context: Context, vm: Ref, wanted: Ref | undefined, paused: boolean): Promise<void> {
  const { db, task, tasks } = context;
  find(db, "VM", vm);
  if (wanted !== undefined) find(db, "host", wanted);
  await operate(context, vm, wanted === undefined ? "start" : "start_on", async () => {
    for (const vbd of list(find(db, "VM", vm), "VBDs")) assertFree(db, vbd);
    const host = wanted ?? chooseHost(db, vm);
    assertCanBoot(db, vm, host);
    const record = find(db, "VM", vm);
    const duration = startTime(db, record);
    const agent = agentOf(db, vm);
    await reserve(
      db,
      vm,
      host,
      () =>
        task.hold([["host", host]], "vm_start", () =>
          task.hold(devices(record), "attach", async () => {
            task.cancellable(true);
            await task.pace(duration * 0.3, 1, 1 / 3);
            await task.pace(duration * 0.4, 1, 0.5);
            task.cancellable(false);
            forgetGuest(db, vm);
            bringUp(db, vm, host, paused ? "Paused" : "Running");
            await task.pace(duration * 0.3, 1, 0.9);
            attachDevices(db, vm, true);
          })),
    );
    tell(db, vm, "VM_STARTED", `started on host: ${hostName(db, host)}`);
    if (!paused) bootAgent(db, tasks, vm, agent);
  });
}

/** Cleanly where the guest can, else the hard way, as xapi does. */
async function shutdown(context: Context, vm: Ref): Promise<void> {
  const clean = refusal(subjectOf(context.db, vm), "clean_shutdown") === undefined;
  await (clean ? cleanShutdown : hardShutdown)(context, vm);
}

async function cleanShutdown(context: Context, vm: Ref): Promise<void> {
  const { db, task } = context;
  await operate(context, vm, "clean_shutdown", async () => {
    const domid = number(find(db, "VM", vm), "domid");
    const duration = between(db, 4000, 9000);
    task.cancellable(true);
    await task.pace(duration * 0.2, 1, 1 / 6);
    await task.pace(duration * 0.8, 3, 2 / 3);
    task.cancellable(false);
    assertStill(context, vm, domid, ["Running"]);
    takeDown(db, vm, "Halted");
    tell(db, vm, "VM_SHUTDOWN", "shutdown");
    // Recorded: the operation is over some 20 ms after the VM is Halted.
    await task.wait(20);
  });
}

async function hardShutdown(context: Context, vm: Ref): Promise<void> {
  const { db } = context;
  await operate(context, vm, "hard_shutdown", () => powerOff(context, vm));
  tell(db, vm, "VM_SHUTDOWN", "shutdown forcibly");
}

/** Takes the power away; a suspended VM loses its image. */
export async function powerOff({ db, task }: Context, vm: Ref): Promise<void> {
  await task.pace(between(db, 600, 1500), 1, 0.8);
  const image = some(text(find(db, "VM", vm), "suspend_VDI"));
  takeDown(db, vm, "Halted");
  db.set("VM", vm, "suspend_VDI", NULL_REF);
  if (image !== undefined) db.destroy("VDI", image);
}

async function reboot(context: Context, vm: Ref, operation: "clean_reboot" | "hard_reboot"): Promise<void> {
  const { db, task, tasks } = context;
  const clean = operation === "clean_reboot";
  await operate(context, vm, operation, async () => {
    const record = find(db, "VM", vm);
    const domid = number(record, "domid");
    const agent = agentOf(db, vm);
    const duration = clean ? between(db, 5000, 9000) : between(db, 2000, 4000);
    await task.hold(clean ? devices(record) : [], "attach", async () => {
      task.cancellable(clean);
      await task.pace(duration * 0.3, 1, 0.25);
      await task.pace(duration * 0.4, 2, 0.75);
      task.cancellable(false);
      assertStill(context, vm, domid, ["Running", "Paused"]);
      forgetGuest(db, vm);
      // The old domain takes its devices along (recordings).
      if (clean) attachDevices(db, vm, false);
      rebuild(db, vm);
      bootAgent(db, tasks, vm, agent);
      if (clean) assertReattached(db, vm);
      const rebuilt = number(find(db, "VM", vm), "domid");
      await task.pace(duration * 0.3, 1, 0.95);
      assertStill(context, vm, rebuilt, ["Running", "Paused"]);
    });
    attachDevices(db, vm, true);
  });
  tell(db, vm, "VM_REBOOTED", clean ? "rebooted" : "rebooted forcibly");
}

/** Throws what the first drive of a domain that was built anew does not come back with, if it does not. */
function assertReattached(db: Database, vm: Ref): void {
  const record = find(db, "VM", vm);
  const [first] = list(record, "VBDs").map((vbd) => text(db.get("VBD", vbd), "device")).sort();
  if (first !== undefined) db.hypervisor.assert("reattach", { uuid: text(record, "uuid"), device: first });
}

async function pause(context: Context, vm: Ref): Promise<void> {
  const { db, task } = context;
  await operate(context, vm, "pause", async () => {
    await task.wait(between(db, 100, 300));
    db.hypervisor.assert("pause", { vm });
    db.set("VM", vm, "power_state", "Paused");
  });
  tell(db, vm, "VM_PAUSED", "paused");
}

async function unpause(context: Context, vm: Ref): Promise<void> {
  const { db, task, tasks } = context;
  await operate(context, vm, "unpause", async () => {
    await task.wait(between(db, 100, 300));
    db.set("VM", vm, "power_state", "Running");
    // A VM that was started paused boots only now.
    if (some(text(find(db, "VM", vm), "guest_metrics")) === undefined) {
      bootAgent(db, tasks, vm, agentOf(db, vm));
    }
  });
  tell(db, vm, "VM_UNPAUSED", "unpaused");
}

async function suspend(context: Context, vm: Ref): Promise<void> {
  const { db, task } = context;
  await operate(context, vm, "suspend", async () => {
    const record = find(db, "VM", vm);
    // The operation shows before anybody looks for a place (recordings).
    await task.wait(LOOK_MS);
    const image = suspendImage(context, vm);
    try {
      task.cancellable(true);
      await task.pace(imageTime(record), 6, 0.9);
      task.cancellable(false);
      assertStill(context, vm, number(record, "domid"), ["Running"]);
    } catch (error) {
      db.destroy("VDI", image);
      throw error;
    }
    db.set("VM", vm, "suspend_VDI", image);
    takeDown(db, vm, "Suspended");
  });
  tell(db, vm, "VM_SUSPENDED", "suspended");
}

/** Makes the disk a VM's memory goes to. Throws VM_NO_SUSPEND_SR when nobody said where. */
export function suspendImage({ db }: Context, vm: Ref): Ref {
  const record = find(db, "VM", vm);
  const pool = db.table("pool").values().next().value;
  const host = db.get("host", text(record, "resident_on"));
  const sr = some(text(record, "suspend_SR")) ?? some(text(pool, "suspend_image_SR")) ??
    some(text(host, "suspend_image_sr"));
  if (sr === undefined || db.get("SR", sr) === undefined) throw new ApiError("VM_NO_SUSPEND_SR", vm);
  const uuid = db.newUuid();
  const size = number(record, "memory_target") + number(record, "memory_overhead");
  return db.create("VDI", {
    ...vdiRecord({
      uuid,
      name_label: "Suspend image",
      name_description: "Suspend image",
      SR: sr,
      virtual_size: size,
      physical_utilisation: size,
      type: "suspend",
    }),
    allowed_operations: ["copy", "clone", "forget", "resize", "snapshot", "destroy"],
  });
}

/** Throws INVALID_VALUE for a paravirtual VM with nothing to boot: a domain cannot be made for it again (recordings). */
export function assertKernel(vm: Rec): void {
  const boots = text(vm, "PV_kernel") !== "" || text(vm, "PV_bootloader") !== "";
  if (text(vm, "domain_type") === "pv" && !boots) {
    throw new ApiError("INVALID_VALUE", "kernel", "", "File does not exist");
  }
}

async function resume(context: Context, vm: Ref, wanted: Ref | undefined, paused: boolean): Promise<void> {
  const { db, task } = context;
  find(db, "VM", vm);
  if (wanted !== undefined) find(db, "host", wanted);
  let host = NULL_REF;
  await operate(context, vm, wanted === undefined ? "resume" : "resume_on", async () => {
    host = wanted ?? chooseHost(db, vm);
    assertCanBoot(db, vm, host);
    const record = find(db, "VM", vm);
    assertKernel(record);
    const image = text(record, "suspend_VDI");
    await reserve(db, vm, host, () =>
      holdHost(context, host, "vm_resume", async () => {
        await task.pace(imageTime(record) * 0.7, 5, 0.8);
        bringUp(db, vm, host, paused ? "Paused" : "Running");
        attachDevices(db, vm, true);
        db.set("VM", vm, "suspend_VDI", NULL_REF);
        db.destroy("VDI", image);
      }));
  });
  tell(db, vm, "VM_RESUMED", `resumed on host: ${hostName(db, host)}`);
}

/** Throws VM_BAD_POWER_STATE when a hard shutdown came in between, or the domain is another one by now. */
export function assertStill({ db }: Context, vm: Ref, domid: number, states: readonly string[]): void {
  const record = find(db, "VM", vm);
  const state = text(record, "power_state");
  if (states.includes(state) && number(record, "domid") === domid) return;
  throw new ApiError("VM_BAD_POWER_STATE", vm, "running", state.toLowerCase());
}

function devices(vm: ReturnType<typeof find>): (readonly [string, Ref])[] {
  return [
    ...list(vm, "VBDs").map((ref) => ["VBD", ref] as const),
    ...list(vm, "VIFs").map((ref) => ["VIF", ref] as const),
  ];
}
