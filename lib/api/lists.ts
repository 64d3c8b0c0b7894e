// Lists of view objects: filter, order, page, pick fields.
import { AtollError } from "@/lib/errors.ts";
import { fieldNamed, fieldNames } from "@/lib/view/fields.ts";
import { isNumeric } from "@/lib/view/numeric.ts";
import { parseQuery } from "@/lib/view/query.ts";
import type { AnyView, Collection, Json } from "@/lib/view/types.ts";
import type { Visible } from "@/lib/view/visible.ts";

export const DEFAULT_LIMIT = 1_000;
export const MAX_LIMIT = 5_000;
const MAX_FILTER = 1_000;

/** Where a page ended. Name before id: a page goes on where it was, whatever came or went meanwhile. */
type Position = readonly [name: string, id: string];

export interface Page {
  readonly items: readonly { readonly [field: string]: Json }[];
  /** Cursor of the next page; null at the end. */
  readonly next: string | null;
}

export interface ListQuery {
  readonly filter?: string | undefined;
  readonly fields?: string | undefined;
  readonly limit?: string | undefined;
  readonly cursor?: string | undefined;
}

/** One page of what somebody sees of a collection, by name and id. Throws AtollError 400 naming the parameter at fault. */
export function listPage(cache: Visible, collection: Collection, query: ListQuery): Page {
  const limit = parseLimit(query.limit);
  const after = query.cursor === undefined ? undefined : parseCursor(query.cursor);
  const pick = picker(collection, query.fields);
  const matches = filter(cache, collection, query.filter);

  const found: { at: Position; view: AnyView }[] = [];
  for (const view of cache.list(collection)) {
    const at = positionOf(view);
    if ((after === undefined || compare(at, after) > 0) && matches(view)) found.push({ at, view });
  }
  found.sort((a, b) => compare(a.at, b.at));
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(({ view }) => pick(view)),
    next: last !== undefined && found.length > limit ? formatCursor(last.at) : null,
  };
}

/** Gives of a view the fields a `fields` parameter names, and the id. Throws AtollError 400 for an unknown one. */
export function picker(
  collection: Collection,
  fields: string | undefined,
): (view: object) => { [field: string]: Json } {
  if (fields === undefined) return (view) => ({ ...view });
  const names = new Set(["id"]);
  for (const written of fields.split(",").map((name) => name.trim())) {
    if (written === "") continue;
    const name = fieldNamed(collection, written);
    if (name === undefined) {
      throw bad(
        "fields",
        `There is no field "${written.slice(0, 64)}": ${fieldNames(collection).join(", ")} are there`,
      );
    }
    names.add(name);
  }
  return (view) =>
    Object.fromEntries(
      Object.entries(view as { readonly [field: string]: Json }).filter(([name]) => names.has(name)),
    );
}

function filter(
  cache: Visible,
  collection: Collection,
  text: string | undefined,
): (view: object) => boolean {
  if (text === undefined || text.trim() === "") return () => true;
  if (text.length > MAX_FILTER) throw bad("filter", `The filter is longer than ${MAX_FILTER} characters`);
  const query = parseQuery(text, {
    fields: fieldNames(collection),
    now: Date.now(),
    numeric: (field) => isNumeric(collection, field),
    name(of, id) {
      const view = cache.get(of, id);
      return view !== undefined && "name" in view ? view.name : undefined;
    },
  });
  const problem = query.problems[0];
  if (problem !== undefined) throw bad("filter", `The filter is not usable: ${problem.message}`);
  return query.matches;
}

function parseLimit(text: string | undefined): number {
  if (text === undefined) return DEFAULT_LIMIT;
  const limit = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (limit < 1 || limit > MAX_LIMIT) throw bad("limit", `The limit is no number from 1 to ${MAX_LIMIT}`);
  return limit;
}

function positionOf(view: AnyView): Position {
  return ["name" in view ? view.name : "", view.id];
}

function compare(a: Position, b: Position): number {
  if (a[0] !== b[0]) return a[0] < b[0] ? -1 : 1;
  return a[1] === b[1] ? 0 : a[1] < b[1] ? -1 : 1;
}

function formatCursor(at: Position): string {
  return new TextEncoder().encode(JSON.stringify(at)).toBase64({ alphabet: "base64url", omitPadding: true });
}

function parseCursor(text: string): Position {
  try {
    const bytes = Uint8Array.fromBase64(text, { alphabet: "base64url" });
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    if (Array.isArray(value) && value.length === 2) {
      const [name, id]: unknown[] = value;
      if (typeof name === "string" && typeof id === "string") return [name, id];
    }
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof TypeError)) throw error;
  }
  throw bad("cursor", "The cursor is not one this list gave");
}

function bad(field: string, message: string): AtollError {
  return new AtollError(400, "bad-parameter", message, field);
}
