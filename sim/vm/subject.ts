// A VM as an operation sees it: admitted to an operation or refused, its allowed_operations kept true.
import type { Database } from "../db.ts";
import type { Context } from "../methods.ts";
import { admit, find } from "../objects.ts";
import { type Ref, text } from "../values.ts";
import { refreshDevices } from "./devices.ts";
import { allowedOperations, refusal, type Subject } from "./lifecycle.ts";

/** A VM with its guest metrics. Throws HANDLE_INVALID when there is no such VM. */
export function subjectOf(db: Database, ref: Ref): Subject {
  const vm = find(db, "VM", ref);
  return { ref, vm, guest: db.get("VM_guest_metrics", text(vm, "guest_metrics")) };
}

/** Works out the allowed_operations of a VM, its devices and disks again; does nothing when the VM is gone. */
export function refresh(db: Database, ref: Ref): void {
  if (db.get("VM", ref) === undefined) return;
  db.set("VM", ref, "allowed_operations", allowedOperations(subjectOf(db, ref)));
  refreshDevices(db, ref);
}

/** Throws the error xapi refuses the operation with, if it does. */
export function assertPossible(db: Database, ref: Ref, operation: string): void {
  const error = refusal(subjectOf(db, ref), operation);
  if (error !== undefined) throw error;
}

/**
 * Runs an operation on a VM: refuses it, or shows it in current_operations while the work runs, with allowed_operations to
 * match before, meanwhile and after. An operation that meets another one asks again for about a second, as xapi does.
 */
export async function operate<T>(
  context: Context,
  ref: Ref,
  operation: string,
  work: () => Promise<T>,
): Promise<T> {
  return await admit(
    context.task,
    () => refusal(subjectOf(context.db, ref), operation),
    () => show(context, ref, operation, work),
  );
}

/** Shows an operation on a VM while the work runs, without asking whether it is possible. */
export async function show<T>(
  { db, task }: Context,
  ref: Ref,
  operation: string,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await task.hold([["VM", ref]], operation, () => {
      refresh(db, ref);
      return work();
    });
  } finally {
    refresh(db, ref);
  }
}
