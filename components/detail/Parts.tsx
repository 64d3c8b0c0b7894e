// What the tabs of objects' pages are made of: facts, and tables of what belongs to the object. Each part follows what it shows.
import { useComputed } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import { count } from "@/lib/view/format.ts";
import { hrefOf, type Paged } from "@/lib/view/hrefs.ts";
import { t, tn } from "@/lib/view/text.ts";
import { Cell, Part } from "../Cell.tsx";
import type { Rows, Source } from "./source.ts";

/** Rows at first: a page with thousands would be slow for everybody, and few read further. */
const FIRST = 100;

export function None() {
  return <span class="soft">{t("None")}</span>;
}

export function yesNo(value: boolean): string {
  return value ? t("Yes") : t("No");
}

/** A link to another object by its name; a dash where there is none, or none that its reader may see. */
export function Ref({ of, kind, id, tab }: {
  of: Source;
  kind: Paged;
  id: string | null | undefined;
  tab?: string;
}) {
  const row = id ? of.table<Paged, readonly ["name"]>(kind).live(id) : undefined;
  if (!id || row === undefined) return <span class="soft">–</span>;
  return <a href={hrefOf(kind, id, tab)}>{row.name || id}</a>;
}

/** Pairs of name and value (Pair of components/Bits.tsx) under a heading. */
export function Facts({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="card" aria-label={title}>
      <h2>{title}</h2>
      <dl class="kv pad">{children}</dl>
    </section>
  );
}

export interface Column<R> {
  readonly label: string;
  readonly kind?: "num" | "mono";
  readonly cell: (row: R) => ComponentChildren;
}

/**
 * A table of the objects that `mine` lets through. Only changed cells render, and the rows when one comes, goes or moves.
 * @param href the same as a list of its own, which can be searched and sorted
 */
export function Listing<R extends { readonly id: string }>(
  { title, rows, mine, order, columns, none, href }: {
    title: string;
    rows: Rows<R>;
    mine: (row: R) => boolean;
    order: (a: R, b: R) => number;
    columns: readonly Column<R>[];
    /** What is said where there is none. */
    none: string;
    href?: string | undefined;
  },
) {
  const last = useRef<readonly string[]>([]);
  const [all, setAll] = useState(false);
  const ids = useComputed(() => {
    const next = rows.all().filter(mine).sort((a, b) => order(a, b) || (a.id < b.id ? -1 : 1))
      .map(({ id }) => id);
    const same = next.length === last.current.length && next.every((id, n) => id === last.current[n]);
    return last.current = same ? last.current : next;
  });
  return (
    <Part>
      {() => {
        const shown = all ? ids.value : ids.value.slice(0, FIRST);
        const more = ids.value.length - shown.length;
        return (
          <section class="card scroll rel" tabIndex={0} aria-label={title}>
            <h2>
              {title} <span class="soft">{count(ids.value.length)}</span>
              {href !== undefined && ids.value.length > 0 && <a href={href}>{t("As a list")}</a>}
            </h2>
            {ids.value.length === 0 ? <p class="pad soft">{none}</p> : (
              <table class="tb cards">
                <thead>
                  <tr>
                    {columns.map(({ label, kind }) => (
                      <th key={label} scope="col" class={kind === "num" ? "num" : undefined}>{label}</th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {shown.map((id) => {
                    const row = rows.live(id);
                    return row && <Line key={id} row={row} columns={columns} />;
                  })}
                </tbody>
              </table>
            )}
            {more > 0 && (
              <p class="pad">
                {tn(more, "{count} more is not shown.", "{count} more are not shown.")}{" "}
                <button type="button" class="btn" onClick={() => setAll(true)}>{t("Show all")}</button>
              </p>
            )}
          </section>
        );
      }}
    </Part>
  );
}

function Line<R>({ row, columns }: { row: R; columns: readonly Column<R>[] }) {
  return (
    <tr>
      {columns.map(({ label, kind, cell }, n) => (
        <Cell key={label} {...(n > 0 ? { label } : {})} {...(kind ? { class: kind } : {})}>
          {() =>
            cell(row)}
        </Cell>
      ))}
    </tr>
  );
}

// One order on the server and in every browser: both must draw the same rows.
const collator = new Intl.Collator("en", { numeric: true });

/** By a text as people count: eth2 before eth10. */
export function by<R>(text: (row: R) => string): (a: R, b: R) => number {
  return (a, b) => collator.compare(text(a), text(b));
}
