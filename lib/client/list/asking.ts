// What is asked out of the menus of lists whose objects have few operations: cancelling tasks.
import { msg, t } from "@/lib/view/text.ts";
import { act, type ActionPath } from "../actions.ts";
import { toast } from "../toasts.ts";
import { copy } from "./copy.ts";
import type { ListModel } from "./model.ts";

export interface RowOp {
  /** The action's name. */
  readonly name: string;
  /** Marked by msg(). */
  readonly label: string;
  readonly icon: "x";
}

const OPS: { readonly [collection: string]: { readonly path: ActionPath; readonly op: RowOp } } = {
  task: { path: "tasks", op: { name: "cancel", label: msg("Cancel"), icon: "x" } },
};

/** What can be asked of an object now, by somebody who may. */
export function opsOf(model: ListModel, id: string): readonly RowOp[] {
  const { collection, ops } = model.props;
  const known = OPS[collection];
  if (known === undefined || !ops.includes(known.op.name)) return [];
  const over = collection === "task" && model.table.field(id, "status").value !== "pending";
  return over ? [] : [known.op];
}

export async function ask(model: ListModel, id: string, op: RowOp): Promise<void> {
  model.menu.value = null;
  const known = OPS[model.props.collection];
  if (known === undefined) return;
  const outcome = await act(known.path, id, op.name);
  const name = String(model.table.peek(id)?.["name"] ?? id);
  if (outcome.ok) toast("done", t("{op}: {name}", { op: t(op.label), name }));
  else toast("failed", outcome.message);
}

export function copyOf(model: ListModel, ids: readonly string[]): void {
  model.menu.value = null;
  void copy(ids);
}
