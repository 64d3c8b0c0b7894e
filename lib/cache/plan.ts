// A subscription made ready for evaluation: by collection what selects an object, with which fields, and on what that depends.
import { type Path, pathsOf } from "@/lib/view/relations.ts";
import type { Query } from "@/lib/view/query.ts";
import type { Collection, FieldSet, Selection, Subscription } from "@/lib/view/types.ts";

/** Selects objects, and gives them the fields of the list `bit`. */
export interface Selector {
  readonly bit: number;
  readonly query: Query | undefined;
}

/** An object whose relations are followed. */
export interface Root {
  readonly collection: Collection;
  readonly id: string;
  readonly query: Query | undefined;
}

/** Selects what one row of the relations brings along with an object. */
export interface Related {
  readonly bit: number;
  readonly root: Root;
  readonly path: Path;
}

/** A place on a way of relations where an object may link what comes along, and the fields by which it does. */
export interface Link {
  readonly collection: Collection;
  readonly related: Related;
  /** The step that begins at the object. */
  readonly at: number;
  readonly fields: ReadonlySet<string>;
}

/** Objects of `target` whose name decides which objects of `collection` a query lets through, by their `field`. */
export interface NameUse {
  readonly collection: Collection;
  readonly field: string;
  readonly target: Collection;
}

/** What selects the objects of one collection. A set of field lists is a number with a bit for each. */
export class Chosen {
  readonly #lists: FieldSet[] = [];
  readonly #unions = new Map<number, FieldSet>();
  /** The lists that every object has. */
  always = 0;
  /** Selectors of all objects that a query lets through. */
  readonly filters: Selector[] = [];
  readonly byId = new Map<string, Selector[]>();
  readonly related: Related[] = [];
  /** Fields on which it depends whether an object is selected. */
  readonly decisive = new Set<string>();
  /** These, and those that are wanted. */
  interesting: FieldSet = new Set<string>();

  /** Whether any object may be selected, not only single ones and what is related to them. */
  get broad(): boolean {
    return this.always !== 0 || this.filters.length > 0;
  }

  /** Whether an object may be selected at some time or other. */
  mayHave(id: string): boolean {
    return this.broad || this.related.length > 0 || this.byId.has(id);
  }

  bit(fields: FieldSet): number {
    let at = this.#lists.findIndex((list) => sameFields(list, fields));
    if (at < 0) at = this.#lists.push(fields) - 1;
    // The parser lets no more through.
    if (at > 30) throw new RangeError("Too many different lists of fields of one collection");
    this.interesting = union(this.interesting, fields);
    return 1 << at;
  }

  /** All fields of some lists together; undefined of none. */
  fields(lists: number): FieldSet | undefined {
    if (lists === 0) return undefined;
    let fields = this.#unions.get(lists);
    if (fields === undefined) {
      fields = new Set<string>();
      this.#lists.forEach((list, i) => {
        if ((lists & 1 << i) !== 0) fields = union(fields ?? list, list);
      });
      this.#unions.set(lists, fields);
    }
    return fields;
  }
}

export class Plan {
  readonly #chosen = new Map<Collection, Chosen>();
  readonly roots: Root[] = [];
  readonly names: NameUse[] = [];
  /** By the collection of the objects that link. */
  readonly links = new Map<Collection, Link[]>();
  /** Collections whose changes may matter. */
  readonly concerned = new Set<Collection>();

  constructor({ parts }: Subscription) {
    for (const part of parts) this.#add(part);
    for (const [collection, chosen] of this.#chosen) {
      for (const field of chosen.decisive) chosen.interesting = union(chosen.interesting, new Set([field]));
      this.concerned.add(collection);
    }
    for (const { target } of this.names) this.concerned.add(target);
  }

  /** What selects objects of a collection; undefined when nothing does. */
  of(collection: Collection): Chosen | undefined {
    return this.#chosen.get(collection);
  }

  /** The collections that are selected from. */
  get collections(): Iterable<readonly [Collection, Chosen]> {
    return this.#chosen;
  }

  /** Whether an object's own values decide alone whether it is selected. */
  get plain(): boolean {
    return this.roots.length === 0 && this.names.length === 0;
  }

  #add({ collection, fields, id, related, query }: Selection): void {
    const chosen = this.#open(collection);
    const selector = { bit: chosen.bit(fields), query };
    if (id !== undefined) chosen.byId.set(id, [...chosen.byId.get(id) ?? [], selector]);
    else if (query === undefined) chosen.always |= selector.bit;
    else chosen.filters.push(selector);
    for (const field of query?.fields ?? []) chosen.decisive.add(field);
    for (const [field, target] of query?.names ?? []) this.names.push({ collection, field, target });
    if (id !== undefined && related) this.#relate({ collection, id, query });
  }

  #relate(root: Root): void {
    this.roots.push(root);
    for (const path of pathsOf(root.collection)) {
      const target = this.#open(path.to);
      const related = { bit: target.bit(path.fields), root, path };
      target.related.push(related);
      path.steps.forEach(({ from, to, holder, field }, at) => {
        this.#open(holder === "from" ? from : to).decisive.add(field);
        const fields = new Set<string>(at === 0 ? root.query?.fields : []);
        if (holder === "from") fields.add(field);
        const before = path.steps[at - 1];
        if (before?.holder === "to") fields.add(before.field);
        const link = { collection: path.to, related, at, fields };
        const held = this.links.get(from);
        if (held === undefined) this.links.set(from, [link]);
        else held.push(link);
      });
    }
  }

  #open(collection: Collection): Chosen {
    let chosen = this.#chosen.get(collection);
    if (chosen === undefined) this.#chosen.set(collection, chosen = new Chosen());
    return chosen;
  }
}

const plans = new WeakMap<Subscription, Plan>();

/** The plan of a subscription, made once. */
export function planOf(subscription: Subscription): Plan {
  let plan = plans.get(subscription);
  if (plan === undefined) plans.set(subscription, plan = new Plan(subscription));
  return plan;
}

function union(a: FieldSet, b: FieldSet): FieldSet {
  return a === true || b === true ? true : a.union(b);
}

function sameFields(a: FieldSet, b: FieldSet): boolean {
  if (a === true || b === true) return a === b;
  return a.size === b.size && a.isSubsetOf(b);
}
