// The model's relations by class, from both ends.
import { MANY_TO_MANY, RELATIONS } from "@/lib/xapi/schema.ts";

/** `cls.field` refers to one or several objects of class `target`, each of which lists the referrers in `set`. */
export interface Relation {
  readonly cls: string;
  readonly field: string;
  readonly target: string;
  readonly set: string;
}

const ALL: readonly Relation[] = [
  ...RELATIONS.map(([cls, field, target, set]) => ({ cls, field, target, set })),
  ...MANY_TO_MANY.map(([cls, field, target, set]) => ({ cls, field, target, set })),
  // The other way round: both sides of a many-to-many relation are sets that may be written.
  ...MANY_TO_MANY.map(([target, set, cls, field]) => ({ cls, field, target, set })),
];

const from = Map.groupBy(ALL, (relation) => relation.cls);
const to = Map.groupBy(ALL, (relation) => relation.target);

/** The relations whose referring side is this class. */
export function linksFrom(cls: string): readonly Relation[] {
  return from.get(cls) ?? [];
}

/** The relations whose set is on this class. */
export function linksTo(cls: string): readonly Relation[] {
  return to.get(cls) ?? [];
}
