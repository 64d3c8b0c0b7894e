// One row of the VM list: a table row on a desk, a card on a phone. A cell whose text changes flashes.
import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { bytes, operationText } from "@/lib/view/format.ts";
import { shortOs } from "@/lib/view/os.ts";
import type { VmRowView } from "@/lib/view/page_fields.ts";
import { Icon } from "../Icon.tsx";
import { Power } from "../State.tsx";

interface Props {
  vm: VmRowView;
  /** Place in the whole list, from 0. */
  index: number;
  host: string;
  /** Its pool's name where there are several pools. */
  pool: string | null;
  selected: boolean;
  current: boolean;
  /** Gone from the pool, or the pool is not live. */
  stale: boolean;
  onSelect: (event: MouseEvent) => void;
  menu: ComponentChildren;
}

/** Two classes with the same animation, in turns: a second change starts it again. */
function useFlash(text: string): string {
  const seen = useRef({ text, turn: 0 });
  if (seen.current.text !== text) seen.current = { text, turn: seen.current.turn + 1 };
  return seen.current.turn === 0 ? "" : seen.current.turn % 2 ? " f1" : " f2";
}

function Cell({ of, class: extra = "", text, title, children }: {
  of: string;
  class?: string;
  text: string;
  title?: string;
  children?: ComponentChildren;
}) {
  return <td class={`c-${of}${extra}${useFlash(text)}`} title={title || undefined}>{children ?? text}</td>;
}

/** What a guest that does not run reported when it did. */
const LAST_KNOWN = "Last known address";

export function VmRow(props: Props) {
  const { vm, index, host, pool, selected, current, stale, onSelect, menu } = props;
  const { ips } = vm;
  const operation = vm.operation === "" ? undefined : operationText(vm.operation);
  return (
    <tr
      data-row={vm.id}
      aria-rowindex={index + 2}
      aria-selected={selected}
      class={`${current ? "cur" : ""}${stale ? " stale" : ""}` || undefined}
    >
      <td class="c-sel">
        <label>
          <input type="checkbox" checked={selected} aria-label={`Select ${vm.name}`} onClick={onSelect} />
        </label>
      </td>
      <Cell of="name" text={vm.name}>
        <a href={`/vms/${vm.id}`} title={vm.description || vm.name}>{vm.name || vm.id}</a>
      </Cell>
      <Cell of="state" text={operation ?? vm.power_state}>
        {operation === undefined ? <Power state={vm.power_state} /> : (
          <>
            <span class="st info">
              <Icon name="loader-circle" class="turn" />
              {operation}
            </span>
            <progress max={1} value={vm.progress} aria-label={`${operation}: progress`} />
          </>
        )}
      </Cell>
      <Cell of="host" text={host} />
      <Cell of="cpu" class=" num" text={String(vm.VCPUs_at_startup)} />
      <Cell of="mem" class=" num" text={bytes(vm.memory_dynamic_max)} />
      <Cell
        of="ip"
        class={ips.length > 0 && vm.power_state !== "Running" ? " soft" : ""}
        text={ips.join(" ")}
        title={ips.length > 0 && vm.power_state !== "Running" ? LAST_KNOWN : ""}
      >
        {ips[0]}
        {ips.length > 1 && <span class="soft ml-1" title={ips.join("\n")}>+{ips.length - 1}</span>}
      </Cell>
      <Cell of="os" text={vm.os}>
        <span title={vm.os}>{shortOs(vm.os)}</span>
      </Cell>
      <Cell of="tags" text={vm.tags.join(" ")} title={vm.tags.join(", ")}>
        {vm.tags.map((tag) => <span key={tag} class="tag">{tag}</span>)}
      </Cell>
      {pool !== null && (
        <Cell of="pool" text={pool}>
          <span title={pool}>{pool}</span>
        </Cell>
      )}
      <td class="c-act over">{menu}</td>
    </tr>
  );
}
