// What can be done with rows of any list: one file to load, when somebody is about to.
import type { ComponentChildren } from "preact";
import type { ListModel } from "@/lib/client/list/types.ts";
import { t, tn } from "@/lib/view/text.ts";
import { Icon, type IconName } from "../Icon.tsx";
import { MenuEnd } from "./MenuEnd.tsx";

/** What the open menu of a row holds. */
export function Pop<O extends { readonly name: string; readonly label: string; readonly icon: IconName }>(
  { model, id, ops, onOp, onCopy }: {
    model: ListModel;
    id: string;
    ops: readonly O[];
    onOp: (op: O) => void;
    onCopy: (ids: readonly string[]) => void;
  },
) {
  return (
    <div class="pop">
      {ops.map((op) => (
        <button key={op.name} type="button" onClick={() => onOp(op)}>
          <Icon name={op.icon} />
          {t(op.label)}
        </button>
      ))}
      <MenuEnd model={model} id={id} onCopy={() => onCopy([id])} />
    </div>
  );
}

/** Collections whose statistics can be compared. */
const COMPARED: readonly string[] = ["vm", "host", "sr"];

/** What can be done with any selection. */
export function BulkEnd({ model, onCopy }: { model: ListModel; onCopy: (ids: readonly string[]) => void }) {
  const { collection } = model.props;
  const ids = [...model.selected.value];
  return (
    <>
      {COMPARED.includes(collection) && (
        <a
          class="btn"
          href={`/stats?ids=${ids.slice(0, 12).map((id) => `${collection}:${id}`).join(",")}`}
        >
          <Icon name="chart-line" /> {t("Compare")}
        </a>
      )}
      <button type="button" class="btn" onClick={() => onCopy(ids)}>
        <Icon name="copy" /> {t("Copy UUIDs")}
      </button>
    </>
  );
}

/** The bar below. @param children operations of the list's own */
export function Bulk({ model, onCopy, children }: {
  model: ListModel;
  onCopy: (ids: readonly string[]) => void;
  children?: ComponentChildren;
}) {
  return (
    <section class="bulk flex flex-wrap items-center gap-2" aria-label={t("Selection")}>
      <strong class="me-auto">{tn(model.selected.value.size, "{count} selected", "{count} selected")}</strong>
      {children}
      <BulkEnd model={model} onCopy={onCopy} />
      <button
        type="button"
        class="btn bare icon"
        aria-label={t("Clear the selection")}
        onClick={() => model.use((engine) => engine.clear())}
      >
        <Icon name="x" />
      </button>
    </section>
  );
}
