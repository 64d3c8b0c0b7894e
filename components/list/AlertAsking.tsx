// What can be done with alerts of the list, with one or with all that are selected.
import type { AlertOp } from "@/lib/client/list/alert_asking.ts";
import type { ListModel } from "@/lib/client/list/types.ts";
import { t } from "@/lib/view/text.ts";
import { Icon } from "../Icon.tsx";
import { Bulk } from "./Asking.tsx";

export { Pop } from "./Asking.tsx";

export function AlertBulk({ model, ops, onOp, onCopy }: {
  model: ListModel;
  ops: readonly AlertOp[];
  onOp: (op: AlertOp) => void;
  onCopy: (ids: readonly string[]) => void;
}) {
  return (
    <Bulk model={model} onCopy={onCopy}>
      {ops.map((op) => (
        <button key={op.name} type="button" class="btn" onClick={() => onOp(op)}>
          <Icon name={op.icon} /> {t(op.label)}
        </button>
      ))}
    </Bulk>
  );
}
