// The tree itself: only the rows on the screen are drawn. One stop for the Tab key; arrows, Home, End and letters move within.
import { useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { Icon } from "@/components/Icon.tsx";
import { look, nodeText } from "@/components/shell/tree_look.ts";
import { keepState, readState } from "@/lib/client/tree/kept.ts";
import {
  filtered,
  MODES,
  moved,
  rowsOf,
  type TreeMode,
  type TreeNode,
  treeOf,
  typedTo,
} from "@/lib/client/tree/nodes.ts";
import { compare, TreeStore } from "@/lib/client/tree/store.ts";
import { count } from "@/lib/view/format.ts";
import { hrefOf, listHref } from "@/lib/view/hrefs.ts";
import { msg, t } from "@/lib/view/text.ts";

const MODE_TEXT: { readonly [M in TreeMode]: string } = {
  places: msg("Pools and hosts"),
  tags: msg("Tags"),
  folders: msg("Folders of tags"),
  power: msg("Power states"),
};

/** Rows beyond the edges that are drawn as well. */
const SPARE = 8;

function hrefOfNode({ kind, id, text, state }: TreeNode): string | null {
  if (kind === "pool" || kind === "host" || kind === "vm") return hrefOf(kind, id);
  if (kind === "tag") return listHref("vm", `tag:"${text}"`);
  return kind === "power" ? listHref("vm", `power:${state.toLowerCase()}`) : null;
}

export default function TreeView({ reader }: { reader: string }) {
  const store = useMemo(() => new TreeStore(reader), []);
  const first = useMemo(() => readState(), []);
  const mode = useSignal<TreeMode>(first?.mode ?? "places");
  const filter = useSignal(first?.filter ?? "");
  const open = useSignal<ReadonlySet<string> | null>(first ? new Set(first.open) : null);
  const at = useSignal(0);
  const scroller = useRef<HTMLDivElement>(null);
  const top = useSignal(first?.top ?? 0);
  const size = useSignal({ row: 32, height: 800 });
  const typed = useRef({ text: "", when: 0 });

  const data = store.data.value;
  const tree = useMemo(() => data ? treeOf(mode.value, data, compare) : [], [data, mode.value]);
  const rows = useMemo(() => {
    const shown = filtered(tree, filter.value);
    // At the first visit pools stand open; what a filter finds is to be seen.
    const few = filter.value !== "";
    return rowsOf(shown, (key) => few || (open.value === null ? !key.includes("/") : open.value.has(key)));
  }, [tree, filter.value, open.value]);

  function keep(): void {
    const all = open.peek() ?? new Set(tree.map(({ key }) => key));
    keepState({ mode: mode.peek(), open: [...all], filter: filter.peek(), top: top.peek() });
  }
  useEffect(() => {
    const leave = () => {
      keep();
      store.keep();
    };
    addEventListener("pagehide", leave);
    return () => {
      removeEventListener("pagehide", leave);
      leave();
      store.close();
    };
  }, []);
  useLayoutEffect(() => {
    const { current } = scroller;
    if (current === null) return;
    const measure = () => {
      const row = current.querySelector<HTMLElement>("[role=treeitem]")?.offsetHeight ?? size.peek().row;
      size.value = { row, height: current.clientHeight };
    };
    measure();
    current.scrollTop = top.peek();
    addEventListener("resize", measure);
    return () => removeEventListener("resize", measure);
  }, [data === null]);

  const { row, height } = size.value;
  const from = Math.max(0, Math.floor(top.value / row) - SPARE);
  const drawn = rows.slice(from, Math.ceil((top.value + height) / row) + SPARE);
  const current = Math.min(at.value, rows.length - 1);

  function toggle(node: TreeNode, to: boolean): void {
    const next = new Set(open.peek() ?? tree.map(({ key }) => key));
    if (to) next.add(node.key);
    else next.delete(node.key);
    open.value = next;
    keep();
  }

  function go(to: number): void {
    at.value = to;
    const box = scroller.current;
    if (box === null) return;
    if (to * row < box.scrollTop) box.scrollTop = to * row;
    else if ((to + 1) * row > box.scrollTop + box.clientHeight) {
      box.scrollTop = (to + 1) * row - box.clientHeight;
    }
  }

  function press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || rows.length === 0) return;
    const here = rows[current];
    const rtl = document.documentElement.dir === "rtl";
    const key = rtl
      ? ({ ArrowLeft: "ArrowRight", ArrowRight: "ArrowLeft" })[event.key] ?? event.key
      : event.key;
    const to = moved(rows, current, key);
    if (to !== null) go(to);
    else if (here && key === "ArrowRight" && here.node.children.length > 0) toggle(here.node, true);
    else if (here?.open && key === "ArrowLeft") toggle(here.node, false);
    else if (here && (key === "Enter" || key === " ")) {
      const href = hrefOfNode(here.node);
      if (href !== null && key === "Enter") location.assign(href);
      else if (here.node.children.length > 0) toggle(here.node, !here.open);
    } else if (key.length === 1) {
      const { text, when } = typed.current;
      const begin = performance.now() - when < 700 ? text + key : key;
      typed.current = { text: begin, when: performance.now() };
      const found = typedTo(rows, current, begin);
      if (found !== null) go(found);
    } else return;
    event.preventDefault();
    // Letters are for the tree here, not for the page.
    event.stopPropagation();
  }

  return (
    <>
      <div class="tools">
        <select
          aria-label={t("Show the tree by")}
          value={mode.value}
          onChange={({ currentTarget }) => {
            mode.value = MODES.find((one) => one === currentTarget.value) ?? "places";
            at.value = 0;
            keep();
          }}
        >
          {MODES.map((one) => <option key={one} value={one}>{t(MODE_TEXT[one])}</option>)}
        </select>
        <input
          type="search"
          aria-label={t("Filter the tree")}
          placeholder={t("Filter the tree")}
          value={filter.value}
          onInput={({ currentTarget }) => {
            filter.value = currentTarget.value;
            at.value = 0;
          }}
        />
      </div>
      <div
        class="rows live"
        ref={scroller}
        onScroll={({ currentTarget }) => top.value = currentTarget.scrollTop}
      >
        {data === null
          ? <p class="pad soft" role="status">{t("Loading")}</p>
          : rows.length === 0
          ? (
            <p class="pad soft" role="status">
              {filter.value !== "" ? t("Nothing fits the filter") : t("There is nothing to show")}
            </p>
          )
          : (
            <div
              role="tree"
              aria-label={t(MODE_TEXT[mode.value])}
              tabIndex={0}
              aria-activedescendant={`tree-${current}`}
              style={{ height: `${rows.length * row}px` }}
              onKeyDown={press}
            >
              <div role="none" style={{ height: `${from * row}px` }} />
              {drawn.map(({ node, level, at: place, of, open }, n) => {
                const number = from + n, href = hrefOfNode(node), { icon, tone } = look(node);
                return (
                  <a
                    key={node.key}
                    id={`tree-${number}`}
                    role="treeitem"
                    tabIndex={-1}
                    class={`l${Math.min(level, 9)}`}
                    aria-level={level}
                    aria-posinset={place}
                    aria-setsize={of}
                    aria-selected={number === current}
                    {...(node.children.length > 0 ? { "aria-expanded": open } : {})}
                    {...(href === null ? {} : { href })}
                    {...(href === location.pathname ? { "aria-current": "page" } : {})}
                    onClick={(event) => {
                      at.value = number;
                      const onMark = event.target instanceof Element &&
                        event.target.closest(".mark") !== null;
                      if (node.children.length === 0 || (href !== null && !onMark)) return;
                      event.preventDefault();
                      toggle(node, !open);
                    }}
                  >
                    <span class="mark">
                      {node.children.length > 0 && <Icon name={open ? "chevron-down" : "chevron-right"} />}
                    </span>
                    <span class={`st ${tone}`} title={nodeText(node)}>
                      <Icon name={icon} />
                      <span class="sr">{nodeText(node)}</span>
                    </span>
                    <span class="what" title={node.text}>
                      {node.kind === "power" ? nodeText(node) : node.text}
                    </span>
                    {node.kind !== "vm" && <span class="n">{count(node.count)}</span>}
                  </a>
                );
              })}
            </div>
          )}
      </div>
    </>
  );
}
