// What a rule about the health of pools is, and what it is told by.
import type { CacheReader } from "@/lib/cache/types.ts";
import type { RuledCollection } from "@/lib/view/health.ts";
import type { Collection, FindingView, Severity, Views } from "@/lib/view/types.ts";

/** What rules look at beside the object itself. */
export type World = Pick<CacheReader, "get" | "naming">;

/** What a finding says beside its rule, by name: lib/view/health.ts knows how each is written. */
export type Detail = FindingView["detail"];

/**
 * Others that a rule looks at. When one of these fields of theirs changes, or they come or go, the rule is asked again of the
 * objects that they name in `by` (`it`), or that name them in `by` (`this`).
 */
export interface Reads {
  readonly collection: Collection;
  readonly fields: readonly string[];
  readonly by: string;
  readonly holder: "it" | "this";
}

/** A rule as it is written. `F`: the fields of the object that it looks at beside those its query does. */
export interface RuleSpec<C extends RuledCollection, F extends keyof Views[C]> {
  /** Stands in the ids of findings and in addresses: never changed. */
  readonly name: string;
  readonly severity: Severity;
  /** What is the matter, as a heading; advice: what to do about it. Marked by msg(). */
  readonly title: string;
  readonly advice: string;
  /** What is said of one object, with `{values}` of its detail; left out where the title says all. */
  readonly text?: string;
  /** In the language of the lists: what it finds, or with `check` among what it looks. */
  readonly query: string;
  readonly fields?: readonly F[];
  readonly detail?: (object: Pick<Views[C], F | "id">) => Detail;
  /** Whether it finds an object that its query lets through: what it says of it, or null. */
  readonly check?: (object: Pick<Views[C], F | "id">, world: World, now: number) => Detail | null;
  /** Moments (ms) at which the outcome may change by itself; those of the query's own times are known. */
  readonly moments?: (object: Pick<Views[C], F | "id">, world: World) => readonly number[];
  /** The object's own time since when it is so; else the latest of the moments, or when it was seen first. */
  readonly since?: (object: Pick<Views[C], F | "id">) => string | null;
  readonly reads?: readonly Reads[];
}

/** What is the matter with one object, and when to look again. */
export interface Looked {
  readonly finding: Omit<FindingView, "since"> | null;
  /** When it became so, where that is known; ISO 8601. */
  readonly since: string | null;
  /** When the outcome may change by itself next, in ms; null: never. */
  readonly next: number | null;
}

/** A rule as it is used. */
export interface HealthRule {
  readonly name: string;
  readonly collection: RuledCollection;
  readonly severity: Severity;
  readonly title: string;
  readonly advice: string;
  readonly text: string;
  readonly query: string;
  /** Whether its query alone says what it finds, so that a list shows exactly that. */
  readonly exact: boolean;
  /** All fields of the object that it looks at. */
  readonly fields: ReadonlySet<string>;
  readonly reads: readonly Reads[];
  look(id: string, world: World, now: number): Looked;
}

/** Where findings are written: what is put in between two commits becomes one revision step. */
export interface FindingWriter {
  set(collection: "finding", view: FindingView): void;
  delete(collection: "finding", id: string): void;
  commit(): void;
}

/** What is needed of the cache. */
export interface HealthCache extends Pick<CacheReader, "get" | "list" | "naming" | "ready" | "making"> {
  readonly revision: number;
  changes: CacheReader["changes"];
  onCommit: CacheReader["onCommit"];
  derived(): FindingWriter;
}
