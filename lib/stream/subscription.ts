// Subscriptions as they are written: `vm:name,power_state?power:running pool:lab;task;vm/686a…+`; the grammar is in docs/stream.md.
import { AtollError } from "@/lib/errors.ts";
import { fieldNamed, fieldNames, isCollection } from "@/lib/view/fields.ts";
import { isNumeric } from "@/lib/view/numeric.ts";
import { parseQuery, type Query, queryText } from "@/lib/view/query.ts";
import {
  type Collection,
  COLLECTIONS,
  type FieldSet,
  type Selection,
  type Subscription,
} from "@/lib/view/types.ts";

/** Each of these costs something whenever anything changes, so nobody may ask for any number of them. */
const MOST = { characters: 16_384, parts: 200, related: 20, values: 50, fieldLists: 20, id: 256 };

/** A part while parts are merged. */
interface Part {
  readonly collection: Collection;
  readonly id: string | undefined;
  readonly related: boolean;
  readonly query: Query | undefined;
  /** The query's canonical text; "" without one. */
  readonly asked: string;
  fields: FieldSet;
}

/**
 * Parses the text of a subscription. What means the same gives the same key, as far as that can be told from the text alone.
 * Throws AtollError 400 with a sentence that says what would be right.
 */
export function parseSubscription(text: string | null): Subscription {
  if ((text ?? "").length > MOST.characters) {
    throw malformed(`A subscription has at most ${MOST.characters} characters`);
  }
  const written = split(text ?? "").filter((part) => part.trim() !== "");
  if (written.length === 0) {
    throw malformed("Name the collections to follow, as in collections=vm:name,power_state;task");
  }
  if (written.length > MOST.parts) throw malformed(`A subscription has at most ${MOST.parts} parts`);
  const parts = merged(written.map(parsePart));
  if (parts.filter(({ related }) => related).length > MOST.related) {
    throw malformed(`A subscription has at most ${MOST.related} objects with their relations`);
  }
  const terms = parts.flatMap(({ query }) => query?.terms ?? []);
  if (terms.reduce((sum, { values }) => sum + values.length, 0) > MOST.values) {
    throw malformed(`The queries of a subscription have at most ${MOST.values} values together`);
  }
  for (const name of COLLECTIONS) {
    const lists = parts.filter(({ collection }) => collection === name).map(({ fields }) => listed(fields));
    if (new Set(lists).size > MOST.fieldLists) {
      throw malformed(`A subscription has at most ${MOST.fieldLists} different lists of fields of ${name}`);
    }
  }
  return { key: parts.map(textOf).join(";"), parts: parts.map(selectionOf) };
}

/** Pieces between semicolons; one inside double quotes belongs to a query. */
function split(text: string): string[] {
  return text.match(/(?:"[^"]*(?:"|$)|[^;"])+/g) ?? [];
}

function parsePart(text: string): Part {
  const asked = text.indexOf("?");
  const head = asked < 0 ? text : text.slice(0, asked);
  const colon = head.indexOf(":");
  const object = colon < 0 ? head : head.slice(0, colon);
  const slash = object.indexOf("/");
  const name = (slash < 0 ? object : object.slice(0, slash)).trim();
  if (!isCollection(name)) {
    throw malformed(`Cannot subscribe to "${shown(name)}": the collections are ${COLLECTIONS.join(", ")}`);
  }
  const query = asked < 0 ? undefined : queryOf(name, text.slice(asked + 1));
  return {
    collection: name,
    ...(slash < 0 ? { id: undefined, related: false } : idOf(name, object.slice(slash + 1))),
    query,
    asked: query === undefined ? "" : queryText(query.terms),
    fields: colon < 0 ? true : fieldsOf(name, head.slice(colon + 1)),
  };
}

/** In a URL a bare plus sign arrives as a blank, so a blank after an id is one. */
function idOf(name: Collection, text: string): { id: string; related: boolean } {
  const [, written = "", plus] = /^\s*([^\s+]*)([\s+]*)$/.exec(text) ?? [];
  let id = "";
  try {
    id = decodeURIComponent(written);
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
  }
  if (id === "" || id.length > MOST.id || !id.isWellFormed()) {
    throw malformed(
      `Cannot subscribe to "${
        shown(`${name}/${text}`)
      }": after the slash comes an id, and + for what is related to it`,
    );
  }
  return { id, related: plus !== "" };
}

function queryOf(name: Collection, text: string): Query | undefined {
  const query = parseQuery(text, {
    fields: fieldNames(name).filter((field) => field !== "id"),
    numeric: (field) => isNumeric(name, field),
  });
  const [problem] = query.problems;
  if (problem !== undefined) {
    throw malformed(`Cannot read the query of ${name}: ${shown(problem.message, 600)}`);
  }
  return query.terms.length === 0 ? undefined : query;
}

function fieldsOf(name: Collection, list: string): FieldSet {
  const fields = new Set<string>();
  for (const written of list.split(",").map((item) => item.trim())) {
    if (written === "" || written === "id") continue;
    const field = fieldNamed(name, written);
    if (field === undefined) {
      throw malformed(
        `Cannot subscribe to the field "${shown(written)}" of ${name}: its fields are ${
          fieldNames(name).join(", ")
        }`,
      );
    }
    fields.add(field);
  }
  return allOf(name, fields);
}

function allOf(name: Collection, fields: Set<string>): FieldSet {
  fields.delete("id");
  return fields.size === fieldNames(name).length - 1 ? true : fields;
}

/** Parts of the same objects made one, without those that add nothing to another, in one order. */
function merged(parts: readonly Part[]): Part[] {
  const byObjects = new Map<string, Part>();
  for (const part of parts) {
    const { collection, id, asked, related } = part;
    const key = JSON.stringify([collection, id, asked]);
    const held = byObjects.get(key);
    const fields = held === undefined ? part.fields : union(collection, held.fields, part.fields);
    byObjects.set(key, { ...part, fields, related: related || held?.related === true });
  }
  const all = [...byObjects.values()];
  return all.filter((part) => !all.some((other) => other !== part && covers(other, part)))
    .map((part) => ({ part, text: textOf(part) }))
    .sort((a, b) =>
      COLLECTIONS.indexOf(a.part.collection) - COLLECTIONS.indexOf(b.part.collection) ||
      (a.text < b.text ? -1 : 1)
    )
    .map(({ part }) => part);
}

function union(collection: Collection, a: FieldSet, b: FieldSet): FieldSet {
  return a === true || b === true ? true : allOf(collection, new Set([...a, ...b]));
}

function covers(a: Part, b: Part): boolean {
  return a.collection === b.collection && !b.related && (a.id === undefined || a.id === b.id) &&
    (a.asked === "" || a.asked === b.asked) &&
    (a.fields === true || b.fields !== true && b.fields.isSubsetOf(a.fields));
}

function selectionOf({ collection, fields, id, related, query }: Part): Selection {
  return {
    collection,
    fields,
    ...(id === undefined ? {} : { id }),
    ...(related ? { related } : {}),
    ...(query === undefined ? {} : { query }),
  };
}

function textOf({ collection, fields, id, related, asked }: Part): string {
  return collection + (id === undefined ? "" : `/${encodeURIComponent(id).replaceAll("%40", "@")}`) +
    (related ? "+" : "") + (fields === true ? "" : `:${listed(fields)}`) + (asked === "" ? "" : `?${asked}`);
}

function listed(fields: FieldSet): string {
  return fields === true ? "*" : [...fields].sort().join(",");
}

function malformed(message: string): AtollError {
  return new AtollError(400, "bad-subscription", message, "collections");
}

function shown(text: string, most = 40): string {
  return text.length > most ? text.slice(0, most) + "…" : text;
}
