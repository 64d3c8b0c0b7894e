// The data of a list's page. Filtered and sorted here, so that the first rows come with the HTML in their places, and the browser
// needs neither the query language nor the order until something changes.
import type { Principal } from "@/lib/auth/types.ts";
import { carriedFields, chosenColumns, shownColumns } from "@/lib/view/lists/mod.ts";
import { chipsOf } from "@/lib/view/lists/chips.ts";
import { inOrder } from "@/lib/view/lists/order.ts";
import type { Column, ListDefinition, ListProps, NameOf, Row } from "@/lib/view/lists/types.ts";
import { fieldNames } from "@/lib/view/fields.ts";
import { isPaged, listHref } from "@/lib/view/hrefs.ts";
import { isNumeric } from "@/lib/view/numeric.ts";
import { fromTable } from "@/lib/view/page_data.ts";
import { POOL_FIELDS } from "@/lib/view/page_fields.ts";
import { parseQuery, type Query, type QueryContext } from "@/lib/view/query.ts";
import { parseSort, sortText } from "@/lib/view/sort.ts";
import { t } from "@/lib/view/text.ts";
import type { PageData, PageTable } from "@/lib/view/types.ts";
import { packUuids } from "@/lib/view/uuids.ts";
import { pageOf } from "./page.ts";

/** Rows that come with the HTML. */
export const FIRST = 50;
/** Longest query that an address may hold. */
const LONGEST = 1000;

type PageState = Parameters<typeof pageOf>[0] & {
  readonly principal: Principal | null;
};

/** What an address asks of a list. */
export interface Asked {
  readonly query: string;
  readonly sort: string;
  /** Which of the list's columns are shown. */
  readonly columns: readonly Column[];
  /** Page before the script has loaded, from 1. */
  readonly number: number;
}

/** @param preferred columns as the user chose them */
export function askedOf(
  list: ListDefinition,
  params: URLSearchParams,
  preferred: readonly string[] | undefined,
): Asked {
  const number = Math.floor(Number(params.get("page")));
  const columns = params.get("columns");
  return {
    query: (params.get("q") ?? "").slice(0, LONGEST),
    sort: sortText(parseSort(params.get("sort"), new Set(list.columns.map(({ name }) => name)))),
    columns: chosenColumns(list, columns === null ? preferred : columns.split(",")),
    number: number >= 1 ? number : 1,
  };
}

/** Filters and sorts the objects of a list: those that match first, then the others, both in order. */
export function arranged(
  list: ListDefinition,
  { query: text, sort }: Asked,
  rows: readonly Row[],
  name: NameOf,
) {
  const context: QueryContext = {
    fields: fieldNames(list.name).filter((field) => field !== "id"),
    name,
    now: Date.now(),
    numeric: (field) => isNumeric(list.name, field),
  };
  const query = parseQuery(text, context);
  const known = new Set(list.columns.map(({ name }) => name));
  const keys = [...parseSort(sort, known), ...parseSort(list.sort, known)];
  const ordered = inOrder(rows, keys, list.columns, name);
  const found = ordered.filter(query.matches);
  const rest = found.length === ordered.length ? [] : ordered.filter((row) => !query.matches(row));
  const quick = list.quick.map((quick) => {
    const term = parseQuery(quick.term, context);
    return { quick, term, count: ordered.reduce((sum, row) => sum + Number(term.matches(row)), 0) };
  });
  return { query, found, rest, quick };
}

/**
 * The data of a list's page.
 * @param state gets the page's data, for the islands of the layout
 * @param ops operations that the user may ask of some of its objects
 * @param parts further parts of the page's subscription
 */
export function listProps(
  state: PageState,
  list: ListDefinition,
  asked: Asked,
  ops: readonly string[] = [],
  ...parts: readonly string[]
): ListProps {
  const page = pageOf(state, ...partsOf(list, asked), ...parts);
  const name = namesOf(page);
  const table = page.collections[list.name];
  const rows: readonly Row[] = table === undefined ? [] : fromTable(table);
  const { query, found, rest, quick } = arranged(list, asked, rows, name);
  const sorted = table && inThisOrder(table, [...found, ...rest]);
  const data: PageData = {
    ...page,
    collections: { ...page.collections, ...(sorted ? { [list.name]: sorted } : {}) },
  };
  state.page = data;
  return {
    page: data,
    collection: list.name,
    path: list.path,
    pages: isPaged(list.name) ? `${listHref(list.name)}/` : null,
    title: t(list.title),
    columns: shownColumns(list, asked.columns.filter(({ name }) => name !== "pool" || poolsOf(page) > 1), t),
    order: shownColumns(list, sortedBy(list, `${asked.sort},${list.sort}`), t),
    query: asked.query,
    sort: asked.sort,
    usual: list.sort,
    quick: list.quick,
    hint: t(list.hint),
    empty: { none: t(list.none), unmatched: t(list.unmatched) },
    found: found.length,
    problem: query.problems[0]?.message ?? null,
    chips: chipsOf(asked.query, query, quick, rows.length),
    from: Math.min(found.length, (asked.number - 1) * FIRST),
    ops,
  };
}

const poolsOf = ({ collections: { pool } }: PageData): number =>
  (pool?.uuids?.length ?? 0) / 16 || (pool?.rows[0]?.length ?? 0);

function sortedBy(list: ListDefinition, sort: string): readonly Column[] {
  const keys = parseSort(sort, new Set(list.columns.map(({ name }) => name)));
  return list.columns.filter(({ name }) => keys.some(({ field }) => field === name));
}

/** The parts of the page's subscription: pools, what the rows name, the objects themselves with what is shown or asked of them. */
function partsOf(list: ListDefinition, { query, sort, columns }: Asked): string[] {
  const context: QueryContext = { fields: fieldNames(list.name), now: Date.now() };
  const asked = [query, ...list.quick.map(({ term }) => term)]
    .flatMap((text): readonly string[] => fieldsAsked(parseQuery(text, context)));
  const fields = carriedFields(list, columns, `${sort},${list.sort}`, asked);
  const named = list.names.filter(({ collection }) => collection !== list.name);
  return [
    `pool:${POOL_FIELDS.join(",")}`,
    ...named.map(({ collection, query }) =>
      `${collection}:name,pool${query === undefined ? "" : `?${query}`}`
    ),
    `${list.name}:${fields.join(",")}`,
  ];
}

/** Those that it names. Words are looked for in what the list carries anyway. */
function fieldsAsked({ terms, fields }: Query): readonly string[] {
  const named = new Set(terms.map(({ field }) => field));
  return terms.some(({ field }) => field === undefined) ? fields.filter((field) => named.has(field)) : fields;
}

/** Names of the objects that a page carries. */
function namesOf(page: PageData): NameOf {
  const names = new Map<string, string>();
  for (const [collection, table] of Object.entries(page.collections)) {
    if (table === undefined || !table.fields.includes("name")) continue;
    for (const { id, name } of fromTable(table)) names.set(`${collection}/${id}`, String(name ?? ""));
  }
  return (collection, id) => names.get(`${collection}/${id}`) ?? "";
}

/** A table with its rows in another order. */
function inThisOrder(table: PageTable, rows: readonly Row[]): PageTable {
  const columns = table.fields.map((field) => rows.map((row) => row[field] ?? null));
  const ids = rows.map(({ id }) => id);
  const uuids = table.uuids && packUuids(ids);
  return uuids ? { ...table, rows: [[], ...columns], uuids } : { ...table, rows: [ids, ...columns] };
}
