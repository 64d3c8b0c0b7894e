// The menu of a row. What it holds (VmPop) is loaded when one is opened first.
import type { ComponentChildren } from "preact";
import { Icon } from "../Icon.tsx";
import type { VmRowView } from "@/lib/view/page_fields.ts";

export function VmMenu({ vm, open, onToggle, children }: {
  vm: VmRowView;
  open: boolean;
  onToggle: () => void;
  children: ComponentChildren;
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
      {children}
    </details>
  );
}
