// A list of any collection: filter, head, the rows on the screen, and what is done with those that are selected. Only the rows on
// the screen are drawn; a change of a field draws one cell.
import type { ComponentChildren, RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { ListModel } from "@/lib/client/list/types.ts";
import { t } from "@/lib/view/text.ts";
import { Part } from "../Cell.tsx";
import { ListFilter } from "./Filter.tsx";
import { ListHead } from "./Head.tsx";
import { ListRow } from "./Row.tsx";
import type { Cells } from "./types.ts";

interface Props {
  model: ListModel;
  body: RefObject<HTMLTableSectionElement>;
  /** Rows to draw. */
  from: number;
  to: number;
  /** Height of a row in px; 0 until the script has measured one. */
  row: number;
  cells: Cells;
  /** What completes the query, once it is loaded; who asks for it loads it. */
  completion: () => ComponentChildren;
  /** What the open menu of a row holds. */
  menu: (id: string) => ComponentChildren;
  /** The bar below, while something is selected. */
  bulk: () => ComponentChildren;
}

export function List({ model, body, from, to, row, cells, completion, menu, bulk }: Props) {
  const { props } = model;
  const ids = model.ids.value;
  return (
    <>
      <Part>
        {() => (
          <ListFilter model={model}>
            <Part>{() => model.filtering.value && completion()}</Part>
          </ListFilter>
        )}
      </Part>
      {ids.length === 0
        ? (
          <p class="card pad text-center py-12 soft">
            {model.table.size === 0 ? <>{props.empty.none}</> : (
              <>
                {props.empty.unmatched} · <a href={props.path}>{t("Show all of them")}</a>
              </>
            )}
          </p>
        )
        : (
          <div class="card live box">
            <table class="tb list" aria-label={props.title} aria-rowcount={ids.length + 1}>
              <Part>{() => <ListHead model={model} />}</Part>
              <tbody
                ref={body}
                onPointerEnter={(event) => model.hold(event.pointerType === "mouse")}
                onPointerLeave={() => model.hold(false)}
              >
                <Gap height={from * row} />
                {ids.slice(from, to).map((id, at) => (
                  <ListRow key={id} id={id} index={from + at} model={model} cells={cells} menu={menu} />
                ))}
                <Gap height={(ids.length - to) * row} />
              </tbody>
            </table>
          </div>
        )}
      <Part>{() => model.selected.value.size > 0 && bulk()}</Part>
    </>
  );
}

/** The height of rows that are not drawn. Set by script: the policy allows no style in the markup. */
function Gap({ height }: { height: number }) {
  const cell = useRef<HTMLTableCellElement>(null);
  // Before the browser looks at the new rows: it would take what moves for a reason to scroll.
  useLayoutEffect(() => {
    if (cell.current) cell.current.style.height = `${height}px`;
  }, [height]);
  // In the first column alone: one that spans more than are shown would take a share of the width.
  return (
    <tr class="gap" aria-hidden="true">
      <td ref={cell} />
    </tr>
  );
}
