// One row of a list: a table row on a desk, a card on a phone. It follows little by itself; its cells follow their fields.
import { useComputed } from "@preact/signals";
import type { ComponentChildren } from "preact";
import type { ListModel } from "@/lib/client/list/types.ts";
import { ago, dateTime } from "@/lib/view/format.ts";
import { cellText } from "@/lib/view/lists/values.ts";
import type { NameOf, Row, ShownColumn } from "@/lib/view/lists/types.ts";
import { t } from "@/lib/view/text.ts";
import { Cell, FlashCell, Part } from "../Cell.tsx";
import { Icon } from "../Icon.tsx";
import type { Cells } from "./types.ts";

export function ListRow({ id, index, model, cells, menu }: {
  id: string;
  /** Place in the whole list, from 0. */
  index: number;
  model: ListModel;
  cells: Cells;
  menu: (id: string) => ComponentChildren;
}) {
  const row = model.table.live(id);
  const selected = useComputed(() => model.selected.value.has(id));
  const current = useComputed(() => model.current.value === id);
  const open = useComputed(() => model.menu.value === id);
  // What left the list under the resting pointer stays in sight, dimmed.
  const stale = useComputed(() => model.stale(id));
  if (!row) return null;
  const name: NameOf = (collection, id) => model.name(collection, id);
  const around = (column: ShownColumn) => ({
    column,
    name,
    page: model.props.page,
    ops: model.props.ops,
    used: () => model.used.value,
  });
  const called = () => String(row["name"] || id);
  return (
    <tr
      id={id}
      data-row={id}
      aria-rowindex={index + 2}
      aria-selected={selected.value}
      class={`${current.value ? "cur" : ""}${stale.value ? " stale" : ""}` || undefined}
    >
      <Cell class="c-sel">
        {() => (
          <label>
            <input
              type="checkbox"
              checked={selected.value}
              aria-label={t("Select {name}", { name: called() })}
              onClick={(event) => {
                const range = event.shiftKey;
                model.use((engine) => engine.toggle(id, range));
              }}
            />
          </label>
        )}
      </Cell>
      {model.props.columns.map((column, at) => (
        <FlashCell
          key={column.name}
          class={column.class}
          label={column.label}
          text={() => textOf(column, row, name)}
        >
          {() =>
            cells[column.name]?.(row, around(column)) ??
              (at === 0 ? <Name row={row} pages={model.props.pages} /> : drawn(column, row, name))}
        </FlashCell>
      ))}
      <td class="c-act over">
        <Part>
          {() => (
            <details
              class="menu"
              open={open.value}
              onToggle={(event) => {
                if (event.currentTarget.open !== open.peek()) model.menu.value = open.peek() ? null : id;
              }}
            >
              <summary class="btn bare icon" aria-label={t("Actions of {name}", { name: called() })}>
                <Icon name="ellipsis-vertical" />
              </summary>
              {open.value && menu(id)}
            </details>
          )}
        </Part>
      </td>
    </tr>
  );
}

/** What a cell flashes for. Ages grow by themselves. */
function textOf(column: ShownColumn, row: Row, name: NameOf): string {
  return column.kind === "age" ? String(row[column.field] ?? "") : cellText(column, row, name);
}

/** The name of an object, a link to its page where it has one. */
export function Name({ row, pages }: { row: Row; pages: string | null }) {
  const name = String(row["name"] || row.id), title = String(row["description"] || name);
  return pages === null
    ? <span title={title}>{name}</span>
    : <a href={pages + encodeURIComponent(row.id)} title={title}>{name}</a>;
}

function drawn(column: ShownColumn, row: Row, name: NameOf): ComponentChildren {
  const { kind, field, pages } = column, value = row[field];
  if (kind === "age" && typeof value === "string") {
    return <time dateTime={value} title={dateTime(value)}>{ago(value)}</time>;
  }
  if (kind === "list" && Array.isArray(value)) {
    return (
      <span title={value.join(", ")}>{value.map((tag) => <span key={tag} class="tag">{tag}</span>)}</span>
    );
  }
  const text = cellText(column, row, name);
  return pages && typeof value === "string" && text
    ? <a href={pages + encodeURIComponent(value)} title={text}>{text}</a>
    : <span title={text}>{text}</span>;
}
