// Why an action is not possible now, as a sentence: read from the view, so that pages, palette and API say the same.
import type { PowerState, SnapshotView, VmView } from "@/lib/view/types.ts";

interface Operable {
  readonly allowed_operations: readonly string[];
  readonly current_operations: { readonly [task: string]: string };
}

const DOING: Readonly<Record<string, string>> = {
  start: "it is starting",
  start_on: "it is starting",
  clean_shutdown: "it is shutting down",
  hard_shutdown: "it is shutting down",
  shutdown: "it is shutting down",
  clean_reboot: "it is rebooting",
  hard_reboot: "it is rebooting",
  suspend: "it is being suspended",
  resume: "it is resuming",
  resume_on: "it is resuming",
  pause: "it is being paused",
  unpause: "it is being unpaused",
  pool_migrate: "it is migrating",
  migrate_send: "it is migrating",
  snapshot: "a snapshot is being taken",
  checkpoint: "a snapshot is being taken",
  clone: "it is being copied",
  copy: "it is being copied",
  export: "it is being exported",
  import: "it is being imported",
  destroy: "it is being destroyed",
  revert: "it is being reverted",
  reverting: "it is being reverted",
};

/** These need the guest to work along. */
const WITH_TOOLS: ReadonlySet<string> = new Set([
  "clean_shutdown",
  "clean_reboot",
  "suspend",
  "pool_migrate",
]);

export interface VmConditions {
  /** The pool's name of the operation, as in allowed_operations. */
  readonly operation: string;
  /** Power states it starts from; all when left out. */
  readonly from?: readonly PowerState[];
  /** Power state it leads to. */
  readonly to?: PowerState;
}

/** Why a VM cannot do it; null when it can. The pool's allowed_operations have the last word. */
export function vmRefusal(view: VmView, { operation, from, to }: VmConditions): string | null {
  const blocked = view.blocked_operations[operation];
  if (blocked !== undefined) {
    return blocked === "" || blocked === "true"
      ? "This operation is blocked for the VM"
      : `This operation is blocked for the VM: ${blocked}`;
  }
  if (from !== undefined && !from.includes(view.power_state)) {
    const state = view.power_state.toLowerCase();
    return view.power_state === to ? `The VM is already ${state}` : `The VM is ${state}`;
  }
  const why = operationRefusal(view, operation, "VM");
  return why === NOT_ALLOWED && WITH_TOOLS.has(operation) && view.tools === ""
    ? "The VM's guest tools do not answer"
    : why;
}

const NOT_ALLOWED = "The pool does not allow it now";

/** Why an object that lists its allowed operations cannot do it; null when it can. */
export function operationRefusal(view: Operable, operation: string, noun: string): string | null {
  if (view.allowed_operations.includes(operation)) return null;
  const running = Object.values(view.current_operations)[0];
  if (running === undefined) return NOT_ALLOWED;
  return `The ${noun} is busy: ${DOING[running] ?? running.replaceAll("_", " ") + " is running"}`;
}

/** Why a snapshot cannot do it; null when it can. */
export function snapshotRefusal(view: SnapshotView, operation: string): string | null {
  if (operation === "revert" && view.snapshot_of === null) return "The VM of this snapshot is gone";
  return operationRefusal(view, operation, "snapshot");
}
