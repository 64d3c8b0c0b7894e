// Makes of a rule as it is written one that can be asked of an object.
import { fieldNames } from "@/lib/view/fields.ts";
import type { RuledCollection } from "@/lib/view/health.ts";
import { isNumeric } from "@/lib/view/numeric.ts";
import { parseQuery, type Query } from "@/lib/view/query.ts";
import type { Views } from "@/lib/view/types.ts";
import { momentsOf } from "./moments.ts";
import type { HealthRule, Looked, RuleSpec, World } from "./types.ts";

/** A query of a collection's objects, with times counted from `now` (ms). */
export function queryOf(collection: RuledCollection, text: string, now: number): Query {
  return parseQuery(text, {
    fields: fieldNames(collection),
    now,
    numeric: (field) => isNumeric(collection, field),
  });
}

const NOTHING: Looked = { finding: null, since: null, next: null };

/** Throws where the query is wrong: a mistake of the table. */
export function ruleOf<C extends RuledCollection, F extends keyof Views[C] & string>(
  collection: C,
  spec: RuleSpec<C, F>,
): HealthRule {
  const { name, severity, query: text, check, detail, moments, since } = spec;
  let query = queryOf(collection, text, 0);
  const [problem] = query.problems;
  if (problem !== undefined) throw new Error(`Rule ${name}: ${problem.message}`);
  const { terms } = query;
  const timed = momentsOf(terms, { id: "" }).timed;
  let parsed = 0;
  return {
    name,
    collection,
    severity,
    title: spec.title,
    advice: spec.advice,
    text: spec.text ?? "",
    query: text,
    exact: check === undefined,
    fields: new Set(["name", ...query.fields, ...spec.fields ?? []]),
    reads: spec.reads ?? [],
    look(id: string, world: World, now: number): Looked {
      const object: Views[C] | undefined = world.get(collection, id);
      if (object === undefined) return NOTHING;
      // Times that are told from now mean something else each second.
      if (timed && parsed !== now) query = queryOf(collection, text, parsed = now);
      const times = [...momentsOf(terms, object).moments, ...moments?.(object, world) ?? []];
      const next = Math.min(...times.filter((time) => time > now));
      const found = query.matches(object) ? check ? check(object, world, now) : detail?.(object) ?? {} : null;
      const begun = since?.(object) ?? latest(times.filter((time) => time <= now));
      return {
        finding: found && {
          id: `${name}:${collection}:${id}`,
          pool: "pool" in object ? object.pool : id,
          rule: name,
          severity,
          object: { collection, id, name: object.name },
          detail: found,
        },
        since: begun,
        next: next === Infinity ? null : next,
      };
    },
  };
}

function latest(times: readonly number[]): string | null {
  return times.length === 0 ? null : new Date(Math.max(...times)).toISOString();
}
