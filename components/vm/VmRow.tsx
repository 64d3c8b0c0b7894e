// One row of the VM list: a table row on a desk, a card on a phone. A cell whose text changes flashes.
import type { ComponentChildren } from "preact";
import { bytes, operationText } from "@/lib/view/format.ts";
import { shortOs } from "@/lib/view/os.ts";
import type { VmRowView } from "@/lib/view/page_fields.ts";
import { Cell, FlashCell } from "../Cell.tsx";
import { Icon } from "../Icon.tsx";
import { Power } from "../Power.tsx";

interface Props {
  vm: VmRowView;
  /** Place in the whole list, from 0. */
  index: number;
  host: () => string;
  /** Its pool's name where there are several pools. */
  pool: (() => string) | null;
  selected: boolean;
  current: boolean;
  /** Gone from the pool, or the pool is not live. */
  stale: boolean;
  onSelect: (event: MouseEvent) => void;
  menu: ComponentChildren;
}

/** What a guest that does not run reported when it did. */
const LAST_KNOWN = "Last known address";

export function VmRow({ vm, index, host, pool, selected, current, stale, onSelect, menu }: Props) {
  const lastKnown = () => vm.ips.length > 0 && vm.power_state !== "Running";
  return (
    <tr
      data-row={vm.id}
      aria-rowindex={index + 2}
      aria-selected={selected}
      class={`${current ? "cur" : ""}${stale ? " stale" : ""}` || undefined}
    >
      <Cell class="c-sel">
        {() => (
          <label>
            <input type="checkbox" checked={selected} aria-label={`Select ${vm.name}`} onClick={onSelect} />
          </label>
        )}
      </Cell>
      <FlashCell class="c-name" text={() => vm.name}>
        {() => <a href={`/vms/${vm.id}`} title={vm.description || vm.name}>{vm.name || vm.id}</a>}
      </FlashCell>
      <FlashCell class="c-state" text={() => vm.operation || vm.power_state}>
        {() => {
          if (vm.operation === "") return <Power state={vm.power_state} />;
          const doing = operationText(vm.operation);
          return (
            <>
              <span class="st info">
                <Icon name="loader-circle" class="turn" />
                {doing}
              </span>
              <progress max={1} value={vm.progress} aria-label={`${doing}: progress`} />
            </>
          );
        }}
      </FlashCell>
      <FlashCell class="c-host" text={host} />
      <FlashCell class="c-cpu num" text={() => String(vm.VCPUs_at_startup)} />
      <FlashCell class="c-mem num" text={() => bytes(vm.memory_dynamic_max)} />
      <FlashCell
        class="c-ip"
        text={() => vm.ips.join(" ")}
        title={() => lastKnown() ? LAST_KNOWN : ""}
      >
        {() => (
          <span class={lastKnown() ? "soft" : undefined}>
            {vm.ips[0]}
            {vm.ips.length > 1 && (
              <span class="soft ml-1" title={vm.ips.join("\n")}>+{vm.ips.length - 1}</span>
            )}
          </span>
        )}
      </FlashCell>
      <FlashCell class="c-os" text={() => vm.os}>
        {() => <span title={vm.os}>{shortOs(vm.os)}</span>}
      </FlashCell>
      <FlashCell class="c-tags" text={() => vm.tags.join(" ")} title={() => vm.tags.join(", ")}>
        {() => vm.tags.map((tag) => <span key={tag} class="tag">{tag}</span>)}
      </FlashCell>
      {pool !== null && (
        <FlashCell class="c-pool" text={pool}>
          {() => <span title={pool()}>{pool()}</span>}
        </FlashCell>
      )}
      <td class="c-act over">{menu}</td>
    </tr>
  );
}
