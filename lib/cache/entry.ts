// An entry: one view object with what the cache must know about it. Kept once per object, so every field counts.
import type { Ref } from "@/lib/xapi/schema.ts";
import type { Collection, Views } from "@/lib/view/types.ts";

const NOTHING: readonly Ref[] = [];

/** A view object in the cache. `view` is undefined before its first projection and after its removal. */
export class Entry<C extends Collection = Collection> {
  view: Views[C] | undefined = undefined;
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
}
