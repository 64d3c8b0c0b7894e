// What can be done with alerts of the list, with one or with all that are selected.
import type { ListModel } from "@/lib/client/list/types.ts";
import { t } from "@/lib/view/text.ts";
import { Icon, type IconName } from "../Icon.tsx";
import { Bulk } from "./Asking.tsx";

export { Pop } from "./Asking.tsx";

export function AlertBulk<
  O extends { readonly name: string; readonly label: string; readonly icon: IconName },
>({ model, ops, onOp, onCopy }: {
  model: ListModel;
  ops: readonly O[];
  onOp: (op: O) => void;
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
