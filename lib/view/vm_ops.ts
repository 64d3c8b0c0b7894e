// What can be asked of VMs in lists, and why some of them are skipped.
import { operationText } from "./format.ts";
import type { AskedVm } from "./page_fields.ts";
import { msg, t } from "./text.ts";

export interface VmOp {
  /** The action's name, which is the Xen-API's operation. */
  readonly name: string;
  readonly label: string;
  readonly icon: "play" | "power" | "rotate-cw" | "pause" | "moon" | "zap";
  /** Interrupts work: ask first. */
  readonly dangerous: boolean;
  /** What follows, said before it is done. */
  readonly consequence?: string;
}

export const VM_OPS: readonly VmOp[] = [
  { name: "start", label: msg("Start"), icon: "play", dangerous: false },
  {
    name: "clean_shutdown",
    label: msg("Shut down"),
    icon: "power",
    dangerous: true,
    consequence: msg("The guests are asked to shut down; their services end."),
  },
  {
    name: "clean_reboot",
    label: msg("Reboot"),
    icon: "rotate-cw",
    dangerous: true,
    consequence: msg("The guests are asked to restart; their services are away until they are up."),
  },
  { name: "resume", label: msg("Resume"), icon: "play", dangerous: false },
  { name: "unpause", label: msg("Unpause"), icon: "play", dangerous: false },
  {
    name: "pause",
    label: msg("Pause"),
    icon: "pause",
    dangerous: true,
    consequence: msg("The guests stand still."),
  },
  {
    name: "suspend",
    label: msg("Suspend"),
    icon: "moon",
    dangerous: true,
    consequence: msg("Their memory is written to storage; they are away until resumed."),
  },
  {
    name: "hard_shutdown",
    label: msg("Power off"),
    icon: "zap",
    dangerous: true,
    consequence: msg("Like pulling the plug: unsaved data is lost."),
  },
  {
    name: "hard_reboot",
    label: msg("Reset"),
    icon: "zap",
    dangerous: true,
    consequence: msg("Like the reset button: unsaved data is lost."),
  },
];

/** Those with a button of their own in the bulk bar. */
export const BULK_OPS: readonly string[] = ["start", "clean_shutdown", "clean_reboot"];

type Asked = Pick<AskedVm, "power_state" | "allowed_operations" | "operation">;

/** Why an operation cannot be asked of a VM now; null when it can. */
export function skipReason(vm: Asked, op: string): string | null {
  if (vm.allowed_operations === null) return t("the pool is being asked");
  if (vm.allowed_operations.includes(op)) return null;
  if (vm.operation !== "") return t("busy: {doing}", { doing: operationText(vm.operation).toLowerCase() });
  const power = t(vm.power_state).toLowerCase();
  if (op === "start" && vm.power_state !== "Halted") return t("already {power}", { power });
  if (op === "clean_shutdown" || op === "clean_reboot") {
    return vm.power_state === "Running" ? t("its guest tools do not answer") : t("it is {power}", { power });
  }
  return t("not possible while {power}", { power });
}
