// The messages every class has: reading records and fields, finding by uuid and name, writing fields that may be written.
import { parseType } from "@/lib/xapi/schema_type.ts";
import { type Argument, assertStorable, convert } from "./arguments.ts";
import type { Database } from "./db.ts";
import { ApiError } from "./errors.ts";
import { parseExpression } from "./expression.ts";
import { fieldsOf, messageOf } from "./model.ts";
import { find } from "./objects.ts";
import { dict, type Json, type Rec, type Ref, text } from "./values.ts";
import type { ModelType } from "@/lib/xapi/schema_type.ts";

/** What a call gives: the value and its type, by which the wire writes it. */
export interface Result {
  readonly value: Json;
  readonly type: ModelType | undefined;
}

/** A message ready to run: how many parameters it takes after the session, and what it does with them. */
export interface Generic {
  readonly params: number;
  readonly run: (db: Database, args: readonly Argument[]) => Result;
}

const STRING = parseType("string");
const VOID: Result = { value: "", type: parseType("void") };

/**
 * The generic message of this name, or undefined when the class has none such. Only fields of the model that may be
 * written have setters. Works for classes nobody knows too, as far as they are in the database.
 */
export function genericMethod(db: Database, cls: string, name: string): Generic | undefined {
  if (!db.has(cls) || !db.version.hasMessage(`${cls}.${name}`)) return undefined;
  const refs = parseType(`${cls} ref set`);
  const records = parseType(`(${cls} ref -> ${cls} record) map`);
  switch (name) {
    case "get_all":
      return take(0, () => ({ value: listed(db, cls).map(([ref]) => ref), type: refs }));
    case "get_all_records":
      return take(0, () => ({ value: shown(db, cls, listed(db, cls)), type: records }));
    case "get_all_where":
      return take(
        1,
        (_, [expression]) => ({ value: where(db, cls, expression).map(([ref]) => ref), type: refs }),
      );
    case "get_all_records_where":
      return take(
        1,
        (_, [expression]) => ({ value: shown(db, cls, where(db, cls, expression)), type: records }),
      );
    case "get_record":
      return take(1, (_, [self]) => ({
        value: db.version.view(cls, record(db, cls, self)),
        type: parseType(`${cls} record`),
      }));
    case "get_by_uuid":
      return take(1, (_, [wanted]) => {
        const id = asText(wanted);
        const ref = db.findByUuid(cls, id);
        if (ref === undefined) throw new ApiError("UUID_INVALID", cls, id);
        return { value: ref, type: parseType(`${cls} ref`) };
      });
    case "get_by_name_label":
      if (fieldsOf(cls).has("name_label") === false) return undefined;
      return take(1, (_, [wanted]) => {
        const label = asText(wanted);
        const found = listed(db, cls).filter(([, record]) => text(record, "name_label") === label);
        return { value: found.map(([ref]) => ref), type: refs };
      });
  }
  return getter(db, cls, name) ?? writer(cls, name);
}

function getter(db: Database, cls: string, name: string): Generic | undefined {
  if (!name.startsWith("get_")) return undefined;
  const field = name.slice(4);
  const type = fieldsOf(cls).get(field);
  if (type === undefined) {
    if (messageOf(`${cls}.${name}`) !== undefined) return undefined;
    // A field that only a state file knows.
    const sample = db.table(cls).values().next().value;
    if (sample?.[field] === undefined) return undefined;
  }
  return take(1, (_, [self]) => ({ value: db.version.view(cls, record(db, cls, self))[field] ?? "", type }));
}

function writer(cls: string, name: string): Generic | undefined {
  if (messageOf(`${cls}.${name}`) === undefined) return undefined;
  const [, verb, field = ""] = /^(set|add_to|remove_from|add|remove)_(.+)$/.exec(name) ?? [];
  const type = fieldsOf(cls).get(field);
  if (verb === undefined || type === undefined) return undefined;
  switch (verb) {
    case "set":
      return take(2, (db, [self, value = ""]) => {
        const wanted = convert(value, type);
        const ref = refOf(db, cls, self);
        assertStorable(wanted);
        db.set(cls, ref, field, wanted);
        return VOID;
      });
    case "add_to":
      if (type.kind !== "map") return undefined;
      return take(3, (db, [self, key, value = ""]) => {
        const [name, wanted] = [asText(key), convert(value, type.value)];
        const ref = refOf(db, cls, self);
        const map = dict(db.get(cls, ref), field);
        if (name in map) throw new ApiError("MAP_DUPLICATE_KEY", cls, field, ref, name);
        assertStorable([name, wanted]);
        db.set(cls, ref, field, { [name]: wanted, ...map });
        return VOID;
      });
    case "remove_from":
      if (type.kind !== "map") return undefined;
      return take(2, (db, [self, key]) => {
        const ref = refOf(db, cls, self);
        const { [asText(key)]: _gone, ...rest } = dict(db.get(cls, ref), field);
        db.set(cls, ref, field, rest);
        return VOID;
      });
    default:
      if (type.kind !== "set") return undefined;
      return take(2, (db, [self, value = ""]) => {
        const item = convert(value, type.of);
        const ref = refOf(db, cls, self);
        const before = db.get(cls, ref)?.[field];
        const items = (Array.isArray(before) ? before : []).filter((other) => other !== item);
        assertStorable(item);
        const same = Array.isArray(before) && items.length < before.length;
        if (verb === "remove") db.set(cls, ref, field, items);
        else if (!same) db.set(cls, ref, field, [item, ...items]);
        return VOID;
      });
  }
}

/** The ref an argument names. Throws HANDLE_INVALID when there is no such object. */
export function refOf(db: Database, cls: string, self: Argument | undefined): Ref {
  const ref = asText(self);
  find(db, cls, ref);
  return ref;
}

function record(db: Database, cls: string, self: Argument | undefined): Rec {
  return find(db, cls, asText(self));
}

function asText(value: Argument | undefined): string {
  const converted = convert(value ?? "", STRING);
  return typeof converted === "string" ? converted : "";
}

/** Rows as xapi lists them: by falling reference; messages, which are no rows, the newest first. */
function listed(db: Database, cls: string): [Ref, Rec][] {
  const rows = [...db.table(cls)];
  if (cls === "message") {
    return rows.sort(([, a], [, b]) => text(a, "timestamp") < text(b, "timestamp") ? 1 : -1);
  }
  return rows.sort(([a], [b]) => a < b ? 1 : -1);
}

/** Rows as the version shows them. */
function shown(db: Database, cls: string, rows: readonly (readonly [Ref, Rec])[]): Rec {
  return Object.fromEntries(rows.map(([ref, record]) => [ref, db.version.view(cls, record)]));
}

function where(db: Database, cls: string, expression: Argument | undefined): [Ref, Rec][] {
  const matches = parseExpression(asText(expression));
  return listed(db, cls).filter(([, record]) => matches(record));
}

function take(params: number, run: Generic["run"]): Generic {
  return { params, run };
}
