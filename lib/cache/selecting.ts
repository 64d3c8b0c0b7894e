// Which objects a plan selects in a world at a revision, and which ones another object's change may bring in or put out.
import { idIn, type Path } from "@/lib/view/relations.ts";
import type { JsonObject } from "@/lib/view/merge_patch.ts";
import type { Query } from "@/lib/view/query.ts";
import type { Collection } from "@/lib/view/types.ts";
import type { Chosen, Plan, Related, Root } from "./plan.ts";
import type { World } from "./world.ts";

export class Selecting {
  /** What rows of the relations bring at a revision, as far as it was asked for. */
  readonly #members = new Map<Related, Map<number, Set<string>>>();

  constructor(
    private readonly plan: Plan,
    private readonly world: World,
    /** Whether everything will be asked for: then what is related is found from the objects themselves. */
    private readonly everything = false,
  ) {}

  /** The field lists that an object has at a revision, as bits; 0 when it is not selected. `view` is as it is seen. */
  lists(chosen: Chosen, id: string, view: JsonObject | undefined, revision: number): number {
    if (view === undefined) return 0;
    let lists = chosen.always;
    for (const { bit, query } of chosen.filters) {
      if ((lists & bit) === 0 && this.#passes(query, view, revision)) lists |= bit;
    }
    for (const { bit, query } of chosen.byId.get(id) ?? []) {
      if ((lists & bit) === 0 && this.#passes(query, view, revision)) lists |= bit;
    }
    for (const related of chosen.related) {
      if ((lists & related.bit) === 0 && this.#isRelated(related, id, view, revision)) lists |= related.bit;
    }
    return lists;
  }

  /** An object whose relations are followed, where it is selected. */
  root({ collection, id, query }: Root, revision: number): JsonObject | undefined {
    const view = this.world.get(collection, id, revision);
    return view !== undefined && this.#passes(query, view, revision) ? view : undefined;
  }

  /** Ids of what a row of the relations brings. */
  members(related: Related, revision: number): ReadonlySet<string> {
    let byRevision = this.#members.get(related);
    if (byRevision === undefined) {
      this.#members.set(related, byRevision = new Map<number, Set<string>>());
    }
    let members = byRevision.get(revision);
    if (members === undefined) {
      byRevision.set(revision, members = new Set<string>());
      const view = this.root(related.root, revision);
      if (view !== undefined) this.follow(related.path, 0, view, revision, members);
    }
    return members;
  }

  /** Adds the ids of all objects at the end of a path to which an object at one of its steps leads. */
  follow(path: Path, at: number, view: JsonObject, revision: number, into: Set<string>): void {
    const step = path.steps[at];
    if (step === undefined) return void into.add(String(view.id));
    const { to, field, holder } = step;
    if (holder === "to") {
      for (const next of this.world.naming(to, field, String(view.id), revision)) {
        this.follow(path, at + 1, next, revision, into);
      }
      return;
    }
    const id = idIn(view[field]);
    const next = id === undefined ? undefined : this.world.get(to, id, revision);
    if (next !== undefined) this.follow(path, at + 1, next, revision, into);
  }

  #passes(query: Query | undefined, view: JsonObject, revision: number): boolean {
    return query === undefined ||
      query.matchesBy(view, (collection: Collection, id) => this.world.name(collection, id, revision));
  }

  #isRelated(related: Related, id: string, view: JsonObject, revision: number): boolean {
    const { path, root } = related;
    if (this.everything || !path.backwards) return this.members(related, revision).has(id);
    const origin = this.root(root, revision);
    return origin !== undefined && this.#leadsBack(path, path.steps.length - 1, view, origin, revision);
  }

  /** Whether a path leads from `origin` to an object at the end of its step `at`. */
  #leadsBack(path: Path, at: number, view: JsonObject, origin: JsonObject, revision: number): boolean {
    const step = path.steps[at];
    if (step === undefined) return false;
    const { from, field, holder } = step;
    if (at === 0) {
      return holder === "to" ? idIn(view[field]) === origin.id : idIn(origin[field]) === view.id;
    }
    if (holder === "to") {
      const id = idIn(view[field]);
      const before = id === undefined ? undefined : this.world.get(from, id, revision);
      return before !== undefined && this.#leadsBack(path, at - 1, before, origin, revision);
    }
    for (const before of this.world.naming(from, field, String(view.id), revision)) {
      if (this.#leadsBack(path, at - 1, before, origin, revision)) return true;
    }
    return false;
  }
}
