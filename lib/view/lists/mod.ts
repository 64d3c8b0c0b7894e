// All lists, by the name of their collection.
import { fieldNames } from "../fields.ts";
import { isPaged, listHref } from "../hrefs.ts";
import { parseSort } from "../sort.ts";
import { ALERTS } from "./alert.ts";
import { HOSTS } from "./host.ts";
import { NETWORKS } from "./network.ts";
import { POOLS } from "./pool.ts";
import { SNAPSHOTS } from "./snapshot.ts";
import { SRS } from "./sr.ts";
import { TASKS } from "./task.ts";
import { TEMPLATES } from "./template.ts";
import type { Column, ListDefinition, ShownColumn } from "./types.ts";
import { DISKS } from "./vdi.ts";
import { VMS } from "./vm.ts";

export const LISTS: readonly ListDefinition[] = [
  VMS,
  HOSTS,
  SRS,
  NETWORKS,
  POOLS,
  TEMPLATES,
  SNAPSHOTS,
  DISKS,
  TASKS,
  ALERTS,
];

export function listNamed(name: string): ListDefinition | undefined {
  return LISTS.find((list) => list.name === name);
}

/** Widths that lib/theme/lists.css has classes for (`w64`), in px. */
export const WIDTHS: readonly number[] = [64, 80, 90, 100, 110, 126, 140, 160, 180, 300];

/** Widths (px) from which on columns are shown at all; lib/theme/lists.css has a class for each (`m90`: 900 px). */
export const STEPS: readonly number[] = [
  70,
  80,
  90,
  98,
  106,
  112,
  118,
  126,
  136,
  146,
  156,
  170,
  190,
  210,
  240,
];
/** What the name, the box and the menu take at least, in px. */
const NAME = 260;

/** The columns that somebody chose, the name first; those that are shown to everybody where nothing was chosen. */
export function chosenColumns(
  list: ListDefinition,
  chosen: readonly string[] | undefined,
): readonly Column[] {
  return list.columns.filter(({ name, hidden }, at) =>
    at === 0 || (chosen === undefined ? !hidden : chosen.includes(name))
  );
}

/** Columns as a page shows them: with the classes that say how wide they are and from which width on they are there. */
export function shownColumns(
  list: ListDefinition,
  columns: readonly Column[],
  translate: (label: string) => string,
): readonly ShownColumn[] {
  const rank = (column: Column) => column.rank ?? columns.indexOf(column);
  const from = new Map<string, number>();
  let width = NAME;
  for (const column of columns.slice(1).toSorted((a, b) => rank(a) - rank(b))) {
    width += column.width ?? 100;
    const needed = width;
    const step = STEPS.find((step) => step * 10 >= needed) ?? STEPS.at(-1);
    if (step !== undefined && width > 700) from.set(column.name, step);
  }
  return columns.map(({ name, label, field, kind, of, to, width }, at) => {
    const card = list.card.indexOf(name);
    const step = from.get(name);
    const number = ["count", "plain", "bytes", "share"].includes(kind);
    const classes = [
      at === 0 ? "c-name" : `c-${name}`,
      width === undefined ? "" : `w${width}`,
      number ? "num" : "",
      step === undefined ? "" : `m${step}`,
      card < 0 ? "" : `k${card + 1}`,
    ];
    return {
      name,
      label: translate(label),
      field,
      kind,
      class: classes.filter(Boolean).join(" "),
      ...(of === undefined ? {} : { of }),
      ...(to === undefined ? {} : { to }),
      ...(to !== undefined && isPaged(to) ? { pages: `${listHref(to)}/` } : {}),
    };
  });
}

/** The fields that a page of the list carries: those of its columns, of its order, and of what is asked. */
export function carriedFields(
  list: ListDefinition,
  columns: readonly Column[],
  sort: string,
  asked: readonly string[],
): readonly string[] {
  const known = new Set(list.columns.map(({ name }) => name));
  const keys = new Set(parseSort(sort, known).map(({ field }) => field));
  const wanted = [...columns, ...list.columns.filter(({ name }) => keys.has(name))];
  const fields = new Set([
    ...list.fields,
    ...wanted.flatMap(({ field, of, also }) => [field, ...(of === undefined ? [] : [of]), ...also ?? []]),
    ...asked,
  ]);
  return fieldNames(list.name).filter((field) => field !== "id" && fields.has(field));
}

/** Where each list stands, by its name. */
export const LIST_PATHS: { readonly [name: string]: string } = Object.fromEntries(
  LISTS.map(({ name, path }) => [name, path]),
);
