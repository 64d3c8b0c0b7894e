// What a VM's power is asked to do: starting, stopping and all between.
import { z } from "zod";
import type { PowerState } from "@/lib/view/types.ts";
import { msg } from "@/lib/view/text.ts";
import { type Client, isCancelled, type TaskHandle, XapiError } from "@/lib/xapi/mod.ts";
import type { Ref } from "@/lib/xapi/schema.ts";
import { type Action, action, type Begun, idText, NO_ARGS, type Target } from "./definition.ts";
import { vmRefusal } from "./eligibility.ts";
import { asked, one, wholeNumber, yes } from "./fields.ts";

interface PowerAction {
  readonly name: string;
  readonly label: string;
  readonly summary: string;
  /** The Xen-API's name of the operation. */
  readonly method: string;
  readonly start: (vm: Client["Async"]["VM"], ref: Ref) => Begun;
  readonly from: readonly PowerState[];
  readonly to?: PowerState;
  readonly dangerous?: boolean;
  readonly consequences?: readonly string[];
}

const POWER: readonly PowerAction[] = [
  {
    name: "reboot",
    label: msg("Reboot"),
    summary: "Asks the guest to reboot",
    method: "clean_reboot",
    start: (vm, ref) => vm.clean_reboot(ref),
    from: ["Running"],
    dangerous: true,
    consequences: [msg("The guest is asked to restart; its services are away until it is up again.")],
  },
  {
    name: "suspend",
    label: msg("Suspend"),
    summary: "Writes the memory to disk and stops the VM",
    method: "suspend",
    start: (vm, ref) => vm.suspend(ref),
    from: ["Running"],
    to: "Suspended",
    consequences: [msg("Its memory is written to storage; it is away until it is resumed.")],
  },
  {
    name: "resume",
    label: msg("Resume"),
    summary: "Continues a suspended VM",
    method: "resume",
    start: (vm, ref) => vm.resume(ref, false, false),
    from: ["Suspended"],
    to: "Running",
  },
  {
    name: "pause",
    label: msg("Pause"),
    summary: "Stops the VM's processors; its memory stays",
    method: "pause",
    start: (vm, ref) => vm.pause(ref),
    from: ["Running"],
    to: "Paused",
  },
  {
    name: "unpause",
    label: msg("Unpause"),
    summary: "Continues a paused VM",
    method: "unpause",
    start: (vm, ref) => vm.unpause(ref),
    from: ["Paused"],
    to: "Running",
  },
  {
    name: "force_shutdown",
    label: msg("Force shutdown"),
    summary: "Pulls the plug: what the guest has not written is lost",
    method: "hard_shutdown",
    start: (vm, ref) => vm.hard_shutdown(ref),
    from: ["Running", "Paused", "Suspended"],
    to: "Halted",
    dangerous: true,
    consequences: [msg("Like pulling the plug: what the guest has not written is lost.")],
  },
  {
    name: "force_reboot",
    label: msg("Force reboot"),
    summary: "Resets the VM: what the guest has not written is lost",
    method: "hard_reboot",
    start: (vm, ref) => vm.hard_reboot(ref),
    from: ["Running", "Paused"],
    dangerous: true,
    consequences: [msg("Like the reset button: what the guest has not written is lost.")],
  },
];

const power = (
  { name, label, summary, method, start, from, to, dangerous = false, consequences = [] }: PowerAction,
): Action<"vm"> =>
  action({
    name,
    ...(name === method ? {} : { alias: method }),
    label,
    summary,
    group: "power",
    dangerous,
    consequences,
    args: NO_ARGS,
    refused: (vm) => vmRefusal(vm, { operation: method, from, ...(to === undefined ? {} : { to }) }),
    run: ({ pool, ref }) => start(pool.Async.VM, ref),
  });

const paused = yes(msg("Paused"), "Leaves it paused, its processors standing still");

const startArgs = z.object({
  host: idText.optional().describe("Id of the host to start on; the pool chooses when left out"),
  paused,
});

const start = action<"vm", typeof startArgs>({
  name: "start",
  label: msg("Start"),
  summary: "Starts the VM",
  group: "power",
  args: startArgs,
  refused: (vm) => vmRefusal(vm, { operation: "start", from: ["Halted"], to: "Running" }),
  run({ pool, ref, refOf }, { host, paused }) {
    if (host === undefined) return pool.Async.VM.start(ref, paused, false);
    return pool.Async.VM.start_on(ref, refOf("host", host, "host"), paused, false);
  },
});

const startOnArgs = z.object({
  host: one("host", msg("Host"), "Id of the host to start on", (host) => host.live && host.enabled),
  paused,
});

const startOn = action<"vm", typeof startOnArgs>({
  name: "start_on",
  label: msg("Start on a host"),
  summary: "Starts the VM on a host of its pool",
  group: "power",
  args: startOnArgs,
  refused: (vm) => vmRefusal(vm, { operation: "start_on", from: ["Halted"], to: "Running" }),
  run: ({ pool, ref, refOf }, { host, paused }) =>
    pool.Async.VM.start_on(ref, refOf("host", host, "host"), paused, false),
});

/** The pool itself gives a guest twenty minutes. */
const LONGEST_WAIT = 1200;

const shutdownArgs = z.object({
  force_after: asked(
    wholeNumber(1, LONGEST_WAIT).optional().describe(
      "Seconds after which the VM is forced to stop if its guest has not; it is not when left out. It is Atoll that waits",
    ),
    msg("Force it after so many seconds"),
    "number",
  ),
});

const shutdown = action<"vm", typeof shutdownArgs>({
  name: "shutdown",
  alias: "clean_shutdown",
  label: msg("Shut down"),
  summary: "Asks the guest to shut down",
  group: "power",
  dangerous: true,
  consequences: [msg("The guest is asked to shut down; its services end.")],
  args: shutdownArgs,
  refused: (vm) => vmRefusal(vm, { operation: "clean_shutdown", from: ["Running"], to: "Halted" }),
  async run(target, { force_after }) {
    const { pool, ref, view, must, later } = target;
    if (force_after !== undefined) must("vm", view.id, "force_shutdown");
    const task = await pool.Async.VM.clean_shutdown(ref);
    if (force_after !== undefined) later("force_shutdown", () => forced(target, task, force_after));
    return task;
  },
});

/** Pulls the plug of a VM whose guest has not shut down in time, or refused to; null where it has. */
export async function forced(
  { pool, ref }: Pick<Target<"vm">, "pool" | "ref">,
  task: TaskHandle<null>,
  seconds: number,
): Begun {
  const signal = AbortSignal.timeout(seconds * 1000);
  try {
    await task.result({ signal });
    return null;
  } catch (error) {
    // Somebody who cancels it wants the VM to go on.
    if (isCancelled(error)) return null;
    if (!signal.aborted && !(error instanceof XapiError)) throw error;
  }
  if (await pool.VM.get_power_state(ref) === "Halted") return null;
  return await pool.Async.VM.hard_shutdown(ref);
}

export const POWER_ACTIONS: readonly Action<"vm">[] = [start, startOn, shutdown, ...POWER.map(power)];
