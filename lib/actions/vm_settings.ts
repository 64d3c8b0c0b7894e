// What a VM is set to: processors, memory, how it boots, and when it starts by itself.
import { z } from "zod";
import { AtollError } from "@/lib/errors.ts";
import type { Amount } from "@/lib/rights/types.ts";
import { msg } from "@/lib/view/text.ts";
import type { VmView } from "@/lib/view/types.ts";
import { type Action, action, flag, NO_ARGS, type Target } from "./definition.ts";
import { vmRefusal } from "./eligibility.ts";
import { asked, count, oneOf, oneOrNone, size, wholeNumber } from "./fields.ts";

/** Why a setting that only a halted VM can get is refused; the pool lists no operation of its own for it. */
function haltedOnly(vm: VmView): string | null {
  return vm.power_state === "Halted" ? null : `The VM is ${vm.power_state.toLowerCase()}`;
}

const more = (amount: Partial<Amount>): Amount => ({ vms: 0, vcpus: 0, memory: 0, disk: 0, ...amount });

/** The most that xapi knows of. */
const MOST_VCPUS = 64;

const vcpuArgs = z.object({
  at_startup: count(msg("Processors"), "Processors that the VM runs with", 1, MOST_VCPUS),
  max: asked(
    wholeNumber(1, MOST_VCPUS).optional().describe(
      "The most it can be given while it runs; only a halted VM gets another maximum",
    ),
    msg("Most of them while it runs"),
    "number",
  ),
});

const processors = action<"vm", typeof vcpuArgs>({
  name: "set_vcpus",
  label: msg("Change processors"),
  summary: "Gives the VM another number of virtual processors, while it runs up to its maximum",
  group: "settings",
  args: vcpuArgs,
  first: (vm) => ({ at_startup: vm.VCPUs_at_startup, max: vm.VCPUs_max }),
  takes: (vm, { max = vm.VCPUs_max }) => max > vm.VCPUs_max ? more({ vcpus: max - vm.VCPUs_max }) : null,
  refused: (vm) =>
    vm.power_state === "Running" ? vmRefusal(vm, { operation: "changing_VCPUs_live" }) : haltedOnly(vm),
  async run({ pool, ref, view }, { at_startup, max = view.VCPUs_max }) {
    if (at_startup > max) throw tooMany(view, at_startup, max);
    if (view.power_state === "Running") {
      if (max !== view.VCPUs_max) throw whileHalted(view, "the most processors");
      return await pool.Async.VM.set_VCPUs_number_live(ref, at_startup);
    }
    // The pool refuses at any moment a start above the maximum.
    if (max < view.VCPUs_at_startup) {
      await pool.VM.set_VCPUs_at_startup(ref, at_startup);
      await pool.VM.set_VCPUs_max(ref, max);
    } else {
      await pool.VM.set_VCPUs_max(ref, max);
      await pool.VM.set_VCPUs_at_startup(ref, at_startup);
    }
    return null;
  },
});

function tooMany(vm: VmView, wanted: number, max: number): AtollError {
  const message = `Cannot give "${vm.name}" ${wanted} processors: it may have ${max} at most`;
  return new AtollError(422, "bad-argument", message, "at_startup");
}

function whileHalted(vm: VmView, what: string): AtollError {
  return new AtollError(409, "not-possible", `Cannot change ${what} of "${vm.name}" while it is not halted`);
}

const memoryArgs = z.object({
  dynamic_min: size(msg("Least memory"), "Bytes that it keeps when its host is short of memory"),
  dynamic_max: size(msg("Memory"), "Bytes that it has while its host has enough"),
  static_max: asked(
    wholeNumber(1, 2 ** 50).optional().describe(
      "Bytes that it can be given while it runs; only a halted VM gets another limit",
    ),
    msg("Most memory while it runs"),
    "size",
  ),
});

const memory = action<"vm", typeof memoryArgs>({
  name: "set_memory",
  label: msg("Change memory"),
  summary: "Gives the VM more or less memory, while it runs up to its static maximum",
  group: "settings",
  args: memoryArgs,
  first: (vm) => ({
    dynamic_min: vm.memory_dynamic_min,
    dynamic_max: vm.memory_dynamic_max,
    static_max: vm.memory_static_max,
  }),
  takes: (vm, { dynamic_max: most }) =>
    most > vm.memory_dynamic_max ? more({ memory: most - vm.memory_dynamic_max }) : null,
  refused: (vm) =>
    vmRefusal(vm, {
      operation: vm.power_state === "Halted" ? "changing_static_range" : "changing_dynamic_range",
    }),
  async run({ pool, ref, view }, { dynamic_min, dynamic_max, static_max = view.memory_static_max }) {
    if (dynamic_min > dynamic_max || dynamic_max > static_max) {
      throw new AtollError(
        422,
        "bad-argument",
        `Cannot change the memory of "${view.name}": the least may not be above the usual, nor that above the most`,
        dynamic_min > dynamic_max ? "dynamic_min" : "dynamic_max",
      );
    }
    if (static_max === view.memory_static_max) {
      return await pool.Async.VM.set_memory_dynamic_range(ref, dynamic_min, dynamic_max);
    }
    if (view.power_state !== "Halted") throw whileHalted(view, "the most memory");
    const static_min = Math.min(await pool.VM.get_memory_static_min(ref), dynamic_min);
    return await pool.Async.VM.set_memory_limits(ref, static_min, static_max, dynamic_min, dynamic_max);
  },
});

const bootArgs = z.object({
  order: asked(
    z.string("is no text").regex(/^(?!.*(.).*\1)[cdn]{1,3}$/, "is not made of c, d and n, each once")
      .describe(
        "Letters in the order in which devices are tried: c disk, d CD, n network",
      ),
    msg("Order: c disk, d CD, n network"),
  ),
});

const bootOrder = action<"vm", typeof bootArgs>({
  name: "set_boot_order",
  label: msg("Change boot order"),
  summary: "Sets in which order the VM tries its devices when it boots",
  group: "settings",
  args: bootArgs,
  first: (vm) => ({ order: vm.boot_order }),
  refused: (vm) => vm.virtualization === "HVM" ? null : "The guest's own loader decides what it boots",
  run: async ({ pool, ref }, { order }) => {
    const params = await pool.VM.get_HVM_boot_params(ref);
    return await pool.VM.set_HVM_boot_params(ref, { ...params, order });
  },
});

const firmwareArgs = z.object({
  firmware: oneOf(msg("Firmware"), "What the VM boots with", ["bios", "uefi"]),
});

const firmware = action<"vm", typeof firmwareArgs>({
  name: "set_firmware",
  label: msg("Change firmware"),
  summary: "Lets the VM boot by BIOS or UEFI",
  group: "settings",
  dangerous: true,
  consequences: [msg("A system installed with the other firmware does not boot.")],
  args: firmwareArgs,
  first: (vm) => ({ firmware: vm.firmware }),
  refused: (vm) => vm.virtualization === "HVM" ? haltedOnly(vm) : "Only an HVM guest has firmware",
  async run({ pool, ref }, { firmware }) {
    const params = await pool.VM.get_HVM_boot_params(ref);
    const platform = await pool.VM.get_platform(ref);
    const model = firmware === "uefi" ? "qemu-upstream-uefi" : "qemu-upstream-compat";
    await pool.VM.set_platform(ref, {
      ...platform,
      "device-model": model,
      ...(firmware === "bios" && "secureboot" in platform ? { secureboot: "false" } : {}),
    });
    return await pool.VM.set_HVM_boot_params(ref, { ...params, firmware });
  },
});

const secureArgs = z.object({
  enabled: asked(flag.describe("Whether it boots only what is signed"), msg("Secure boot"), "yes"),
});

const secureBoot = action<"vm", typeof secureArgs>({
  name: "set_secure_boot",
  label: msg("Change secure boot"),
  summary: "Lets the VM boot only what is signed, or anything",
  group: "settings",
  dangerous: true,
  consequences: [msg("With it a system whose loader is not signed does not boot.")],
  args: secureArgs,
  first: (vm) => ({ enabled: vm.secure_boot }),
  refused: (vm) => vm.firmware === "uefi" ? haltedOnly(vm) : "Secure boot needs UEFI firmware",
  async run({ pool, ref }, { enabled }) {
    const platform = await pool.VM.get_platform(ref);
    return await pool.VM.set_platform(ref, { ...platform, secureboot: String(enabled) });
  },
});

const addVtpm = action<"vm", typeof NO_ARGS>({
  name: "add_vtpm",
  label: msg("Add a virtual trusted platform module"),
  summary: "Gives the VM a virtual trusted platform module",
  group: "devices",
  args: NO_ARGS,
  refused(vm) {
    if (vm.vtpms > 0) return "It has one already";
    return vm.firmware === "uefi" ? haltedOnly(vm) : "It needs UEFI firmware";
  },
  run: ({ pool, ref }) => pool.Async.VTPM.create(ref, false),
});

const removeVtpm = action<"vm", typeof NO_ARGS>({
  name: "remove_vtpm",
  label: msg("Remove the virtual trusted platform module"),
  summary: "Takes the VM's virtual trusted platform module away, with the keys in it",
  group: "devices",
  dangerous: true,
  consequences: [msg("The keys in it are lost: disks encrypted with them cannot be read any more.")],
  args: NO_ARGS,
  refused: (vm) => vm.vtpms === 0 ? "It has none" : haltedOnly(vm),
  async run({ pool, ref, view }) {
    const [vtpm] = await pool.VM.get_VTPMs(ref);
    if (vtpm !== undefined) return await pool.Async.VTPM.destroy(vtpm);
    throw new AtollError(409, "not-possible", `"${view.name}" has no virtual trusted platform module`);
  },
});

const autoArgs = z.object({
  enabled: asked(flag.describe("Whether it starts with its host"), msg("Start with its host"), "yes"),
});

const autoPowerOn = action<"vm", typeof autoArgs>({
  name: "set_auto_poweron",
  label: msg("Change automatic start"),
  summary: "Lets the VM start with its host, where the pool lets VMs do so",
  group: "settings",
  args: autoArgs,
  first: (vm) => ({ enabled: vm.auto_poweron }),
  async run({ pool, ref }, { enabled }) {
    // One key alone is written, so that what others write meanwhile stays.
    await pool.VM.remove_from_other_config(ref, "auto_poweron");
    return enabled ? await pool.VM.add_to_other_config(ref, "auto_poweron", "true").then(() => null) : null;
  },
});

const haArgs = z.object({
  priority: oneOf(
    msg("When its host fails"),
    "restart: the pool keeps room for it and starts it again; best-effort: if there is room; none: it stays off",
    ["restart", "best-effort", "none"],
  ),
});

const haPriority = action<"vm", typeof haArgs>({
  name: "set_ha_restart_priority",
  label: msg("Change high availability"),
  summary: "Says what high availability does with the VM when its host fails",
  group: "settings",
  args: haArgs,
  first: (vm) => ({ priority: vm.ha_restart_priority || "none" }),
  run: ({ pool, ref }, { priority }) =>
    pool.Async.VM.set_ha_restart_priority(ref, priority === "none" ? "" : priority),
});

const orderArgs = z.object({
  order: count(msg("Place in the order of starts"), "Those with a lower number start first", 0, 2 ** 31 - 1),
  start_delay: count(msg("Seconds until the next starts"), "Seconds that the next waits for it", 0, 86_400),
});

const startOrder = action<"vm", typeof orderArgs>({
  name: "set_start_order",
  label: msg("Change start order"),
  summary: "Sets when high availability and appliances start the VM among others",
  group: "settings",
  args: orderArgs,
  first: (vm) => ({ order: vm.start_order, start_delay: vm.start_delay }),
  async run({ pool, ref }, { order, start_delay }) {
    await pool.VM.set_order(ref, order);
    return await pool.VM.set_start_delay(ref, start_delay).then(() => null);
  },
});

const affinityArgs = z.object({
  host: oneOrNone("host", msg("Host"), "Id of the host that it starts on if it can; none when left out"),
});

const affinity = action<"vm", typeof affinityArgs>({
  name: "set_affinity",
  label: msg("Change preferred host"),
  summary: "Sets on which host the VM starts if it can",
  group: "settings",
  args: affinityArgs,
  first: (vm) => ({ host: vm.affinity }),
  run: ({ pool, ref, refOf }: Target<"vm">, { host }) =>
    pool.VM.set_affinity(ref, host === undefined ? null : refOf("host", host, "host")),
});

export const SETTING_ACTIONS: readonly Action<"vm">[] = [
  processors,
  memory,
  bootOrder,
  firmware,
  secureBoot,
  addVtpm,
  removeVtpm,
  autoPowerOn,
  haPriority,
  startOrder,
  affinity,
];
