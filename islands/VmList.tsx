// The VM list: filter as you type, sort, select, act; only the rows on the screen are drawn.
import { useComputed } from "@preact/signals";
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { Part } from "@/components/Cell.tsx";
import { NoRows } from "@/components/NoRows.tsx";
import { Pager } from "@/components/Pager.tsx";
import { VmFilter } from "@/components/vm/VmFilter.tsx";
import { VmHead } from "@/components/vm/VmHead.tsx";
import { VmMenu } from "@/components/vm/VmMenu.tsx";
import { VmRow } from "@/components/vm/VmRow.tsx";
import { Lazy } from "@/lib/client/lazy.ts";
import { useKeys } from "@/lib/client/keys.ts";
import { liveFrom } from "@/lib/client/live.ts";
import { useScrollBack } from "@/lib/client/scroll.ts";
import { VmListModel } from "@/lib/client/vm_list.ts";
import { useWindow } from "@/lib/client/window.ts";
import { sortText } from "@/lib/view/sort.ts";
import type { PageData } from "@/lib/view/types.ts";
import { VM_COLUMNS } from "@/lib/view/vm_columns.ts";

/** Rows that come with the HTML. */
const FIRST = 50;
/** Heights of the sticky bars that cover rows at the top and the bottom, in px. */
const COVERED = [110, 130] as const;

interface Props {
  page: PageData;
  query: string;
  sort: string;
  /** ?page= of the list before the script has loaded, from 1. */
  number: number;
  /** Operations that the user may ask of some VM. */
  ops: readonly string[];
  /** Classes that hide the columns the user does not want. */
  hide: string;
}

export default function VmList({ page, query, sort, number, ops, hide }: Props) {
  const model = useMemo(() => new VmListModel(liveFrom(page), query, sort, ops), []);
  const body = useRef<HTMLTableSectionElement>(null);
  const ids = model.ids.value;
  const view = useWindow(body, ids.length, FIRST);
  // Before the script has measured a row: the page that was asked for, exactly as the server drew it.
  const started = view.row > 0;
  const from = started ? Math.min(view.from, ids.length) : (number - 1) * FIRST;
  const to = started ? Math.min(view.to, ids.length) : from + FIRST;

  useScrollBack(started);
  useEffect(() => () => model.stop(), []);
  const address = model.address;
  // Together with the rows, not a frame later: whoever sees them may copy the address.
  useLayoutEffect(
    () => history.replaceState(history.state, "", address ? `?${address}` : location.pathname),
    [
      address,
    ],
  );
  useKeys((key) => {
    const order = model.ids.peek();
    const current = model.selection.current.peek();
    if (key === "j" || key === "k") {
      const at = model.selection.move(key === "j" ? 1 : -1, order);
      const row = body.current?.querySelector<HTMLElement>("tr[data-row]")?.offsetHeight ?? 0;
      const top = (body.current?.getBoundingClientRect().top ?? 0) + at * row;
      if (top < COVERED[0] || top > innerHeight - COVERED[1]) scrollBy(0, top - innerHeight / 2);
    } else if (key === "x" && current) model.selection.toggle(current, order, false);
    else if (key === "Enter" && current) location.assign(`/vms/${current}`);
    else if (key === "/") document.getElementById("vm-query")?.focus();
    else if (key === "Escape") model.clear();
    else return false;
    return true;
  });

  const several = model.pools.size > 1;
  const columns = VM_COLUMNS.filter(({ name }) => name !== "pool" || several);
  return (
    <>
      <Part>
        {() => (
          <VmFilter
            query={model.query.value}
            sort={sortText(model.keys.value)}
            error={model.error.value}
            counts={model.counts.value}
            total={model.vms.count.value}
            shown={model.ids.value.length}
            onQuery={(text) => model.query.value = text}
          />
        )}
      </Part>
      {ids.length === 0
        ? <NoRows icon="monitor" what="VM" total={model.vms.count.value} path="/vms" />
        : (
          <div class="card live">
            <table class={`tb vms${hide}`} aria-label="VMs" aria-rowcount={ids.length + 1}>
              <Part>
                {() => (
                  <VmHead
                    columns={columns}
                    keys={model.keys.value}
                    query={model.query.value}
                    all={model.allSelected.value}
                    onAll={() => model.selection.set(model.allSelected.peek() ? [] : model.ids.peek())}
                    onSort={(keys) => model.keys.value = keys}
                  />
                )}
              </Part>
              <tbody
                ref={body}
                onPointerEnter={(event) => model.hold(event.pointerType === "mouse")}
                onPointerLeave={() => model.hold(false)}
              >
                <Gap height={started ? from * view.row : 0} columns={columns.length + 2} />
                {ids.slice(from, to).map((id, at) => (
                  <Row key={id} id={id} index={from + at} model={model} several={several} />
                ))}
                <Gap height={started ? (ids.length - to) * view.row : 0} columns={columns.length + 2} />
              </tbody>
            </table>
            {!started && (
              <Pager
                path="/vms"
                params={{ ...(query ? { q: query } : {}), ...(sort ? { sort } : {}) }}
                page={number}
                size={FIRST}
                total={ids.length}
              />
            )}
          </div>
        )}
      <Bulk model={model} />
    </>
  );
}

const asking = new Lazy(() => import("@/components/vm/Asking.tsx"));

function Bulk({ model }: { model: VmListModel }) {
  const vms = model.selection.ids.value.size > 0 ? model.selected : [];
  if (vms.length === 0) return null;
  const parts = asking.value;
  return parts && (
    <parts.BulkBar
      vms={vms}
      ops={model.ops}
      asked={model.question.value}
      onAsk={(op) => model.question.value = op}
      onGo={(op, on) => model.go(op, on)}
      onClear={() => model.clear()}
    />
  );
}

/**
 * The height of rows that are not drawn. Set by script: the policy allows no style in the markup. It must span no more columns
 * than there are, or the one too many takes its share of the width.
 */
function Gap({ height, columns }: { height: number; columns: number }) {
  const cell = useRef<HTMLTableCellElement>(null);
  useEffect(() => {
    if (cell.current) cell.current.style.height = `${height}px`;
  }, [height]);
  return (
    <tr class="gap" aria-hidden="true">
      <td ref={cell} colSpan={columns} />
    </tr>
  );
}

/** A row follows little by itself; its cells follow their fields, so that a change draws one cell. */
function Row(
  { id, index, model, several }: { id: string; index: number; model: VmListModel; several: boolean },
) {
  const vm = model.vms.live(id);
  const selected = useComputed(() => model.selection.ids.value.has(id));
  const current = useComputed(() => model.selection.current.value === id);
  const open = useComputed(() => model.menu.value === id);
  // What left the list under the resting pointer stays in sight, dimmed.
  const stale = useComputed(() => {
    const pool = model.vms.field(id, "pool").value ?? "";
    return !model.vms.has(id) || model.pools.field(pool, "state").value !== "live";
  });
  if (!vm) return null;
  return (
    <VmRow
      vm={vm}
      index={index}
      host={() => vm.host === null ? "" : model.hosts.field(vm.host, "name").value ?? ""}
      pool={several ? () => model.pools.field(vm.pool, "name").value ?? "" : null}
      selected={selected.value}
      current={current.value}
      stale={stale.value}
      onSelect={(event) => model.selection.toggle(id, model.ids.peek(), event.shiftKey)}
      menu={
        <Part>
          {() => (
            <VmMenu
              vm={vm}
              open={open.value}
              onToggle={() => model.menu.value = model.menu.peek() === id ? null : id}
            >
              {open.value && <Pop id={id} model={model} />}
            </VmMenu>
          )}
        </Part>
      }
    />
  );
}

function Pop({ id, model }: { id: string; model: VmListModel }) {
  const parts = asking.value;
  return parts && (
    <parts.VmPop
      id={id}
      ops={model.ops}
      allowed={() => model.allowed.value.get(id) ?? []}
      onOp={(op) => model.ask(op, id)}
      onCopy={() => void model.copy(id)}
    />
  );
}
