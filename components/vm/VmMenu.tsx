// The menu of a row: what the pool allows now, a link, and the uuid to copy.
import { Part } from "../Cell.tsx";
import { Icon } from "../Icon.tsx";
import type { VmRowView } from "@/lib/view/page_fields.ts";
import { VM_OPS } from "@/lib/view/vm_ops.ts";
import type { VmOp } from "@/lib/view/vm_ops.ts";

export function VmMenu({ vm, open, onToggle, onOp, onCopy }: {
  vm: VmRowView;
  open: boolean;
  onToggle: () => void;
  onOp: (op: VmOp) => void;
  onCopy: () => void;
}) {
  return (
    <details
      class="menu"
      open={open}
      onToggle={(event) => event.currentTarget.open !== open && onToggle()}
    >
      <summary class="btn bare icon" aria-label={`Actions of ${vm.name}`}>
        <Icon name="ellipsis-vertical" />
      </summary>
      {open && (
        <div class="pop">
          <Part>
            {() => {
              const allowed = VM_OPS.filter(({ name }) => vm.allowed_operations.includes(name));
              return (
                <>
                  {allowed.map((op) => (
                    <button key={op.name} type="button" onClick={() => onOp(op)}>
                      <Icon name={op.icon} />
                      {op.label}
                    </button>
                  ))}
                  {allowed.length > 0 && <hr />}
                </>
              );
            }}
          </Part>
          <a href={`/vms/${vm.id}`}>
            <Icon name="move-right" />
            Open
          </a>
          <button type="button" onClick={onCopy}>
            <Icon name="copy" />
            Copy UUID
          </button>
        </div>
      )}
    </details>
  );
}
