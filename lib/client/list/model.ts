// The state of a list as its page first needs it: the rows as they came, in their order. All else (filtering, sorting, selecting,
// keys) is the engine's, which is loaded when somebody begins to use the list, or when something in it changes.
import { effect, type Signal, signal } from "@preact/signals";
import type { Chip, ListProps, Row } from "@/lib/view/lists/types.ts";
import type { SortKey } from "@/lib/view/sort.ts";
import type { Collection, Views } from "@/lib/view/types.ts";
import { Lazy } from "../lazy.ts";
import type { Live, LiveTable } from "../live.ts";
import type { Engine } from "./engine.ts";

export class ListModel {
  /** Ids of the rows that are shown, in their order. */
  readonly ids: Signal<readonly string[]>;
  readonly query: Signal<string>;
  readonly keys: Signal<readonly SortKey[]>;
  /** What is wrong with the query, as a sentence. */
  readonly problem: Signal<string | null>;
  readonly chips: Signal<readonly Chip[]>;
  readonly selected = signal<ReadonlySet<string>>(new Set());
  /** Where the keyboard stands. */
  readonly current = signal<string | null>(null);
  /** Whose menu is open. */
  readonly menu = signal<string | null>(null);
  /** Somebody is about to type a query. */
  readonly filtering = signal(false);
  /** Somebody is there: has moved, scrolled or typed. */
  readonly used = signal(false);
  /** Everything that is shown is selected. */
  readonly all: Signal<boolean> = signal(false);
  readonly table: LiveTable<Row>;
  readonly pools: LiveTable<Pick<Views["pool"], "id" | "name" | "state">>;
  /** The pointer rests on the rows: none of them moves. */
  held = false;
  readonly #engine: Lazy<Engine>;
  readonly #stop: () => void;

  constructor(readonly live: Live, readonly props: ListProps) {
    const { collection, found, query, sort, problem, chips } = props;
    // Rows of one collection, of which the list reads fields by their names.
    this.table = live.table<Collection, readonly []>(collection) as unknown as LiveTable<Row>;
    this.pools = live.table<"pool", readonly ["name", "state"]>("pool");
    this.ids = signal(this.table.list().slice(0, found).map(({ id }) => id));
    this.query = signal(query);
    this.keys = signal(sort === "" ? [] : keysOf(sort));
    this.problem = signal(problem);
    this.chips = signal(chips);
    this.#engine = new Lazy(async () => {
      const { Engine } = await import("./engine.ts");
      return new Engine(this);
    });
    const first = this.table.version.peek();
    this.#stop = effect(() => {
      if (this.table.version.value !== first) this.use(() => {});
    });
  }

  hold(held: boolean): void {
    this.held = held;
    this.#engine.now?.hold(held);
  }

  /** Does something with the engine, once it is there. */
  use(what: (engine: Engine) => void): void {
    // Where it cannot be loaded, that is told.
    this.#engine.get().then(what, () => {});
  }

  /** The name of another object, now and later; "" where it is not known. */
  name(collection: Collection, id: string): string {
    const table = this.live.tableOf(collection) as unknown as LiveTable<Row> | undefined;
    return String(table?.field(id, "name").value ?? "");
  }

  /** Whether the row may no longer be true: gone from the pool, or its pool is not live. */
  stale(id: string): boolean {
    if (!this.table.has(id)) return true;
    const pool = this.props.collection === "pool" ? id : String(this.table.field(id, "pool").value ?? "");
    return this.pools.field(pool, "state").value !== "live";
  }

  stop(): void {
    this.#stop();
    this.#engine.now?.stop();
  }
}

/** The keys of ?sort=, of which the server has left none that it does not know. */
function keysOf(sort: string): SortKey[] {
  return sort.split(",").map((key) =>
    key.startsWith("-") ? { field: key.slice(1), down: true } : { field: key, down: false }
  );
}
