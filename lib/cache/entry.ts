// An entry: one view object with what the cache must know about it. Kept once per object, so every field counts.
import type { Ref } from "@/lib/xapi/schema.ts";
import type { Collection, Views } from "@/lib/view/types.ts";

const NOTHING: readonly Ref[] = [];

/** Stands where a view will be: it is made when somebody looks, or when its turn comes. */
export abstract class Promised {
  abstract make<C extends Collection>(entry: Entry<C>): Views[C];
}

/** A view object in the cache. */
export class Entry<C extends Collection = Collection> {
  #view: Views[C] | Promised | undefined = undefined;
  /** Revision at which readers first saw it; 0 before. */
  created = 0;
  /** Revision of its last visible change. */
  changed = 0;
  /** Neighbours in the journal's list by `changed`. */
  older: Entry | undefined = undefined;
  newer: Entry | undefined = undefined;
  /** Records its projection read: a change of one of them projects it anew. */
  reads: readonly Ref[] = NOTHING;
  /** Objects whose id its projection asked for: only their coming, going or renaming projects it anew. */
  names: readonly Ref[] = NOTHING;

  constructor(
    readonly collection: C,
    readonly id: string,
    /** The uuid in the pool: `id` unless that was taken. */
    readonly uuid: string,
    /** Id of its pool. */
    readonly pool: string,
    public ref: Ref,
  ) {}

  /** Undefined before it is shown and after its removal. Makes what was promised; throws where that fails. */
  get view(): Views[C] | undefined {
    const held = this.#view;
    return held instanceof Promised ? this.#view = held.make(this) : held;
  }

  set view(view: Views[C] | Promised | undefined) {
    this.#view = view;
  }

  /** The view if it was made already: what was only promised nobody has looked at. */
  get made(): Views[C] | undefined {
    return this.#view instanceof Promised ? undefined : this.#view;
  }

  /** Whether readers see it: its view is there, or promised. */
  get shown(): boolean {
    return this.#view !== undefined;
  }
}
