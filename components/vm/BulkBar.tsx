// The bar under a selection: what can be asked of how many, who is skipped and why, and the question before it is done.
import type { ComponentChildren } from "preact";
import { t, tn } from "@/lib/view/text.ts";
import { Icon } from "../Icon.tsx";
import { BULK_OPS, skipReason, VM_OPS } from "@/lib/view/vm_ops.ts";
import type { VmOp } from "@/lib/view/vm_ops.ts";
import type { AskedVm } from "@/lib/view/page_fields.ts";

export function BulkBar({ vms, ops, asked, onAsk, onGo, onClear, children }: {
  vms: readonly AskedVm[];
  /** Names of those that the user may ask of some VM. */
  ops: readonly string[];
  /** The operation waiting for a yes. */
  asked: VmOp | null;
  onAsk: (op: VmOp | null) => void;
  onGo: (op: VmOp, ids: readonly string[]) => void;
  onClear: () => void;
  /** What can be done with any selection. */
  children?: ComponentChildren;
}) {
  const able = (op: VmOp) => vms.filter((vm) => skipReason(vm, op.name) === null);
  const offered = VM_OPS.filter(({ name }) => ops.includes(name));
  // Until the pools' answer is here, an instant after the selection, no number is right.
  const known = vms.every((vm) => vm.allowed_operations !== null);
  const button = (op: VmOp) => (
    <button
      key={op.name}
      type="button"
      class="btn"
      aria-disabled={able(op).length === 0}
      title={able(op).length === 0
        ? t("None of the selected VMs can: {reason}", { reason: reasons(vms, op)[0]?.[0] ?? "" })
        : undefined}
      onClick={() => onAsk(op)}
    >
      <Icon name={op.icon} />
      {t(op.label)} {known && able(op).length}
    </button>
  );
  return (
    <section class="bulk" aria-label={t("Selection")}>
      <div class="flex flex-wrap items-center gap-2">
        <strong class="me-auto">{tn(vms.length, "{count} VM selected", "{count} VMs selected")}</strong>
        <button type="button" class="btn bare icon" aria-label={t("Clear the selection")} onClick={onClear}>
          <Icon name="x" />
        </button>
        <div class="ops w-full">
          {offered.filter(({ name }) => BULK_OPS.includes(name)).map(button)}
          {offered.filter((op) => !BULK_OPS.includes(op.name) && able(op).length > 0).map(button)}
          {children}
        </div>
      </div>
      {asked && (
        <Question
          vms={vms}
          op={asked}
          ids={able(asked).map(({ id }) => id)}
          onAsk={onAsk}
          onGo={onGo}
        />
      )}
    </section>
  );
}

function reasons(vms: readonly AskedVm[], op: VmOp): [string, string[]][] {
  const by = new Map<string, string[]>();
  for (const vm of vms) {
    const reason = skipReason(vm, op.name);
    if (reason !== null) by.set(reason, [...(by.get(reason) ?? []), vm.name]);
  }
  return [...by];
}

function names(list: readonly string[]): string {
  return list.length > 6
    ? t("{names} and {count} more", { names: list.slice(0, 5).join(", "), count: list.length - 5 })
    : list.join(", ");
}

function Question({ vms, op, ids, onAsk, onGo }: {
  vms: readonly AskedVm[];
  op: VmOp;
  ids: readonly string[];
  onAsk: (op: null) => void;
  onGo: (op: VmOp, ids: readonly string[]) => void;
}) {
  const chosen = new Set(ids);
  return (
    <div role="alertdialog" aria-label={t(op.label)} class="mt-3 pt-3 border-t border-line">
      <p>
        <strong>
          {ids.length > 0
            ? tn(ids.length, "{op} {count} VM:", "{op} {count} VMs:", { op: t(op.label) })
            : t("{op}: no VM can", { op: t(op.label) })}
        </strong>{" "}
        {names(vms.filter(({ id }) => chosen.has(id)).map(({ name }) => name))}
      </p>
      {ids.length > 0 && op.consequence && <p class="soft">{t(op.consequence)}</p>}
      {reasons(vms, op).map(([reason, skipped]) => (
        <p key={reason} class="soft">
          {t("Skipped, {reason}: {names}", { reason, names: names(skipped) })}
        </p>
      ))}
      <div class="flex gap-2 mt-2">
        {ids.length > 0 && (
          <button
            type="button"
            class={`btn ${op.dangerous ? "danger" : "main"}`}
            onClick={() => onGo(op, ids)}
          >
            {tn(ids.length, "{op} {count} VM", "{op} {count} VMs", { op: t(op.label) })}
          </button>
        )}
        <button type="button" class="btn" onClick={() => onAsk(null)}>{t("Cancel")}</button>
      </div>
    </div>
  );
}
