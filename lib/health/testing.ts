// A small world for the tests of rules: objects put in by hand, changes told as the cache tells them.
import { FIELDS } from "@/lib/view/fields.ts";
import { diff, type JsonObject } from "@/lib/view/merge_patch.ts";
import type { Collection, FindingView, Patch, Views } from "@/lib/view/types.ts";
import type { Changes } from "@/lib/cache/types.ts";
import type { FindingWriter, HealthCache } from "./types.ts";

const BLANK = { id: null, time: null, text: "", number: 0, boolean: false, list: [], map: {} } as const;

/** A view object of which all is blank but what is given. */
export function viewOf<C extends Collection>(
  collection: C,
  given: Partial<Views[C]> & { readonly id: string },
): Views[C] {
  const kinds = Object.entries(FIELDS[collection]);
  // Every field is there, and blank as its kind is.
  const view: object = {
    ...Object.fromEntries(kinds.map(([field, kind]) => [field, BLANK[kind]])),
    ...given,
  };
  return view as Views[C];
}

export class SmallWorld implements HealthCache {
  revision = 0;
  making = false;
  readonly findings = new Map<string, FindingView>();
  /** Ids of objects that were looked at. */
  readonly asked: string[] = [];
  commits = 0;
  readonly #objects = new Map<Collection, Map<string, Views[Collection]>>();
  readonly #changes: { readonly at: number; readonly patch: Patch }[] = [];
  readonly #listeners = new Set<(revision: number) => void>();

  get<C extends Collection>(collection: C, id: string): Views[C] | undefined {
    this.asked.push(id);
    return this.#of(collection).get(id);
  }

  *list<C extends Collection>(collection: C): IterableIterator<Views[C]> {
    yield* this.#of(collection).values();
  }

  *naming<C extends Collection>(collection: C, field: string, id: string): IterableIterator<Views[C]> {
    for (const view of this.#of(collection).values()) {
      if (new Map<string, unknown>(Object.entries(view)).get(field) === id) yield view;
    }
  }

  ready(): Promise<void> {
    return Promise.resolve();
  }

  changes(since: number | undefined): Changes {
    const patches = this.#changes.filter(({ at }) => at > (since ?? 0)).map(({ patch }) => patch);
    return { kind: since === undefined ? "snapshot" : "patch", revision: this.revision, patches };
  }

  onCommit(listener: (revision: number) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  derived(): FindingWriter {
    const changes = new Map<string, FindingView | null>();
    return {
      set: (_, view) => void changes.set(view.id, view),
      delete: (_, id) => void changes.set(id, null),
      commit: () => {
        if (changes.size > 0) this.commits++;
        for (const [id, view] of changes) {
          if (view === null) this.findings.delete(id);
          else this.findings.set(id, view);
        }
        changes.clear();
      },
    };
  }

  /** Puts an object in, or changes it. */
  put<C extends Collection>(collection: C, given: Partial<Views[C]> & { readonly id: string }): void {
    const before = this.#of(collection).get(given.id);
    const after = { ...before ?? viewOf(collection, given), ...given };
    this.#of(collection).set(given.id, after);
    const patch = before === undefined ? json(after) : diff(json(before), json(after));
    if (patch !== undefined) this.#tell([collection, given.id, patch]);
  }

  remove(collection: Collection, id: string): void {
    this.#of(collection).delete(id);
    this.#tell([collection, id, null]);
  }

  #tell(patch: Patch): void {
    this.revision++;
    this.#changes.push({ at: this.revision, patch });
    for (const listener of this.#listeners) listener(this.revision);
  }

  #of<C extends Collection>(collection: C): Map<string, Views[C]> {
    let held = this.#objects.get(collection);
    if (held === undefined) this.#objects.set(collection, held = new Map());
    // Filled by put() alone, with views of this collection.
    return held as Map<string, Views[C]>;
  }
}

/** View objects hold JSON only, which no index signature says. */
function json(view: object): JsonObject {
  return view as JsonObject;
}
