// The menu of a row: what the pool allows now, a link, and the uuid to copy.
import { Part } from "../Cell.tsx";
import { Icon } from "../Icon.tsx";
import type { VmRowView } from "@/lib/view/page_fields.ts";
import { VM_OPS } from "@/lib/view/vm_ops.ts";
import type { VmOp } from "@/lib/view/vm_ops.ts";

export function VmMenu({ vm, allowed, open, onToggle, onOp, onCopy }: {
  vm: VmRowView;
  /** What the pool allows; nothing until it is known. */
  allowed: () => readonly string[];
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
              const now = allowed();
              const ops = VM_OPS.filter(({ name }) => now.includes(name));
              return (
                <>
                  {ops.map((op) => (
                    <button key={op.name} type="button" onClick={() => onOp(op)}>
                      <Icon name={op.icon} />
                      {op.label}
                    </button>
                  ))}
                  {ops.length > 0 && <hr />}
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
