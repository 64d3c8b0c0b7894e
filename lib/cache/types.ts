// The contract of the cache: what lib/pools writes into it and everybody else reads out of it.
import type { Ref } from "@/lib/xapi/schema.ts";
import type { Arrival, EventBatch, XapiRecord } from "@/lib/xapi/types.ts";
import type {
  AnyView,
  Collection,
  ConnectionCause,
  ConnectionState,
  DerivedCollection,
  Patch,
  View,
  Views,
} from "@/lib/view/types.ts";

/** How a pool is connected, merged into its view by the cache. */
export interface Connection {
  readonly state: ConnectionState;
  readonly since: string;
  readonly reason: string | null;
  readonly retry_at: string | null;
  readonly address: string;
  readonly fingerprint: string | null;
  readonly offered_fingerprint: string | null;
  /** Nothing of these where they are left out. */
  readonly cause?: ConnectionCause | null;
  readonly offered_address?: string | null;
  readonly tried?: { readonly [address: string]: string };
  readonly authorities?: readonly string[];
  /** The name that Atoll shows instead of the pool's own. */
  readonly label?: string;
  /** Atoll changes nothing in the pool. */
  readonly read_only?: boolean;
}

/**
 * The writing side of one pool, held by its supervisor alone. Each call is one revision step (none if nothing visible changed).
 * `reset`, `relist` and an `apply` of many events work in turns and give way to other work in between; readers see their
 * outcome at once, at the end. Until then only `connection`, `clocks` and `remove` may be called. After a step that brought very many
 * objects the next one begins when all their views are made.
 */
export interface PoolWriter {
  readonly id: string;
  /**
   * Applies a batch of changes: at once, or when the promise is fulfilled. Gives the classes whose number of objects differs from validRefCounts: they need relisting.
   * A loop that is subscribed to some classes only must pass the counts of these alone: it runs ahead for the others.
   */
  apply(batch: EventBatch): string[] | Promise<string[]>;
  /** Begins to take the whole state as it is told, event by event. It must be committed or abandoned before anything else. */
  renew(): Renewal;
  /** Takes a batch asked with token "" as the whole state: what is not in it goes. Readers see only the difference. */
  reset(batch: EventBatch): Promise<void>;
  /** Replaces one class by a fresh list. */
  relist(className: string, records: ReadonlyMap<Ref, XapiRecord>): Promise<void>;
  connection(connection: Connection): void;
  /** How far hosts' clocks are ahead of Atoll's, in seconds, by reference; of those left out nothing is known. Never waits. */
  clocks(clocks: ReadonlyMap<Ref, number>): void;
  /** The raw records of a class. */
  records(className: string): ReadonlyMap<Ref, XapiRecord>;
  /** Takes the pool and all its objects out. */
  remove(): void;
}

/** The whole state of a pool on its way into the cache. Readers see nothing of it before the end. */
export interface Renewal {
  take(event: Arrival): void;
  /** With these events all was told: what was not goes. Readers see only the difference. */
  commit(rest: EventBatch): Promise<void>;
  /** The rest will not come: all is as it was. Does nothing after commit(). */
  abandon(): void;
}

/** The writing side of what Atoll works out itself. Nothing is seen before `commit`, which makes one revision of all (none where nothing differs). */
export interface DerivedWriter {
  /** Shows an object, whole. Nothing comes of it where what it is about is not there when it is committed. */
  set<C extends DerivedCollection>(collection: C, view: Views[C]): void;
  /** Takes one down. What an object was about that is gone goes by itself. */
  delete(collection: DerivedCollection, id: string): void;
  commit(): void;
}

/** Where a view object comes from. */
export interface Origin {
  readonly pool: string;
  readonly class: string;
  readonly ref: Ref;
}

/** What a reader at some revision has to be told. */
export interface Changes {
  /** snapshot: `patches` is everything there is, forget the rest; patch: only what changed. */
  readonly kind: "snapshot" | "patch";
  /** Revision the reader stands at afterwards. */
  readonly revision: number;
  readonly patches: readonly Patch[];
}

/** The reading side: synchronous, over memory. */
export interface CacheReader {
  /** Random at start: tells restarts apart. */
  readonly epoch: string;
  readonly revision: number;
  get<C extends Collection>(collection: C, id: string): Views[C] | undefined;
  list<C extends Collection>(collection: C): IterableIterator<Views[C]>;
  size(collection: Collection): number;
  /** The objects that name an id in a linking field, by an index. */
  naming<C extends Collection>(collection: C, field: string, id: string): IterableIterator<Views[C]>;
  origin(collection: Collection, id: string): Origin | undefined;
  /** The raw record behind a view object, as far as it is kept (`omitted.ts`). Complete ones: `get_record` of its origin. */
  raw(collection: Collection, id: string): XapiRecord | undefined;
  /**
   * What leads a reader who has what there was of `from` at revision `since` to what there is of `to`. Where both have equal
   * keys that is in time proportional to the changes, and leads whoever stands at a later revision there, too; otherwise it
   * is exactly the difference, in time proportional to what there is. Field by field while the journal reaches back, whole
   * changed objects (and removals) beyond, a snapshot where it cannot tell or `since` is undefined.
   */
  changes(since: number | undefined, from: View, to: View): Changes;
  /**
   * Fulfilled when no view waits to be made. Reading before makes the views it looks at, which holds up everything else:
   * who wants thousands of them waits.
   */
  ready(): Promise<void>;
  /** Whether views wait to be made. */
  readonly making: boolean;
  /** Calls back after every revision step. Gives the function that ends it. */
  onCommit(listener: (revision: number) => void): () => void;
}

/** Gives the sentence for people of a Xen-API error. */
export type ErrorText = (code: string, params: readonly string[]) => string;

export interface CacheOptions {
  /** The sentence for an error of the Xen-API (lib/xapi's errorText); the code itself unless given. */
  readonly errorText?: ErrorText;
  /** Batches of more events are applied in turns; 500 unless told. */
  readonly large?: number;
  /** Of more new objects than these at once the views are made when somebody looks, or right after; 500 unless told. */
  readonly many?: number;
  /** Most changes the journal keeps; 50,000 unless told. */
  readonly journalEntries?: number;
  /** Most bytes (estimated) the journal keeps; 16 MiB unless told. */
  readonly journalBytes?: number;
  /** Most removals that are remembered beyond the journal; 50,000 unless told. */
  readonly tombstones?: number;
}

export type { AnyView };
