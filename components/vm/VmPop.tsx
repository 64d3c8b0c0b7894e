// What the menu of a row holds: what the pool allows now, a link, and the uuid to copy.
import type { ComponentChildren } from "preact";
import { t } from "@/lib/view/text.ts";
import { Part } from "../Cell.tsx";
import { Icon } from "../Icon.tsx";
import { VM_OPS } from "@/lib/view/vm_ops.ts";
import type { VmOp } from "@/lib/view/vm_ops.ts";

export function VmPop({ ops: offered, allowed, onOp, children }: {
  /** Names of those that the user may ask of some VM. */
  ops: readonly string[];
  /** What the pool allows; nothing until it is known. */
  allowed: () => readonly string[];
  onOp: (op: VmOp) => void;
  children: ComponentChildren;
}) {
  return (
    <div class="pop">
      <Part>
        {() => {
          const now = allowed();
          const ops = VM_OPS.filter(({ name }) => now.includes(name) && offered.includes(name));
          return (
            <>
              {ops.map((op) => (
                <button key={op.name} type="button" onClick={() => onOp(op)}>
                  <Icon name={op.icon} />
                  {t(op.label)}
                </button>
              ))}
              {ops.length > 0 && <hr />}
            </>
          );
        }}
      </Part>
      {children}
    </div>
  );
}
