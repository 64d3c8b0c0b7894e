// What is asked of VMs out of their list: what the pools allow, the question before what interrupts work, and the doing.
import { batch, effect, signal } from "@preact/signals";
import type { AskedVm, VmRowView } from "@/lib/view/page_fields.ts";
import { t } from "@/lib/view/text.ts";
import type { VmOp } from "@/lib/view/vm_ops.ts";
import { Allowed } from "./allowed.ts";
import { actOnAll } from "./bulk.ts";
import type { ListModel } from "./model.ts";

export class VmAsking {
  /** The operation that waits for a yes. */
  readonly question = signal<VmOp | null>(null);
  readonly #allowed: Allowed;

  constructor(private readonly model: ListModel) {
    const allowed = this.#allowed = new Allowed(model.live);
    // As long as the page: it follows nothing while nothing is selected or open.
    effect(() => {
      const open = model.menu.value;
      allowed.follow([...new Set([...model.selected.value, ...(open === null ? [] : [open])])]);
      if (model.selected.value.size === 0) this.question.value = null;
    });
  }

  /** What the pool allows a VM now. */
  allowed(id: string): readonly string[] {
    return this.#allowed.of.value.get(id) ?? [];
  }

  /** The selected VMs that still exist. */
  get selected(): AskedVm[] {
    const { table, selected } = this.model;
    table.version.value;
    const allowed = this.#allowed.of.value;
    return [...selected.value].flatMap((id) => {
      // The list carries these fields of VMs.
      const vm = table.peek(id) as unknown as VmRowView | undefined;
      return vm === undefined ? [] : { ...vm, allowed_operations: allowed.get(id) ?? null };
    });
  }

  /** Does an operation for these VMs. */
  go(op: VmOp, ids: readonly string[]): void {
    this.question.value = this.model.menu.value = null;
    const nameOf = (id: string) => String(this.model.table.peek(id)?.["name"] ?? id);
    // What fails is told.
    void actOnAll("vms", ids, op.name, t(op.label), nameOf);
  }

  /** An operation out of a row's menu: at once, or after a question where it interrupts work. */
  ask(op: VmOp, id: string): void {
    if (!op.dangerous) return this.go(op, [id]);
    batch(() => {
      this.model.selected.value = new Set([id]);
      this.model.menu.value = null;
      this.question.value = op;
    });
  }
}

const askings = new WeakMap<ListModel, VmAsking>();

/** One for a list. */
export function vmAsking(model: ListModel): VmAsking {
  let asking = askings.get(model);
  if (asking === undefined) askings.set(model, asking = new VmAsking(model));
  return asking;
}
