// The browser's copy of what a page shows: filled from the page's data, kept up to date by one event stream.
// On the server it only holds the data, so that an island renders alike in both places.
import { batch, signal } from "@preact/signals";
import type { ReadonlySignal } from "@preact/signals";
import { IS_BROWSER } from "fresh/runtime";
import type { Collection, PageData, PageTable, Patch, Views } from "@/lib/view/types.ts";
import { LiveTable } from "./live_table.ts";
import type { JsonObject } from "@/lib/view/merge_patch.ts";
import { openStream, type Received, type StreamState } from "./page_stream.ts";

export type { LiveTable } from "./live_table.ts";
export type { StreamState } from "./messages.ts";

/** The fields F of a view object of C, and its id. */
export type Row<C extends Collection, F extends keyof Views[C]> = Pick<Views[C], F | "id">;

interface AnyRow {
  readonly id: string;
}

/** How the outside reaches a Live; tests put their own in. */
export interface Outside {
  /** Opens the page's stream. */
  open(page: PageData, receive: (received: Received) => void): ReadonlySignal<StreamState>;
  /** Follows something else as well, from a snapshot on, until the function is called that it gives. */
  follow(subscription: string, reader: string, receive: (received: Received) => void): () => void;
  /** Calls back before the next frame is painted; at once where nothing is painted. */
  frame(callback: () => void): void;
}

/** What waits for a frame is applied after this time (ms) without one. */
const LATEST = 250;

const BROWSER: Outside = {
  open: (page, receive) => openStream(page, receive).state,
  follow: (subscription, reader, receive) => openStream({ subscription, reader, at: "" }, receive).close,
  frame(callback) {
    // A tab that is hidden, or becomes so now, paints no frame, and what waits would be applied in one long stop.
    const timer = setTimeout(done, LATEST);
    const frame = requestAnimationFrame(done);
    function done(): void {
      clearTimeout(timer);
      cancelAnimationFrame(frame);
      callback();
    }
  },
};

/** A page's live data; get it with liveFrom. */
export class Live {
  readonly #tables = new Map<Collection, LiveTable<AnyRow>>();
  readonly #outside: Outside;
  #waiting: Received[] | null = null;

  /** How the stream stands. */
  readonly stream: ReadonlySignal<StreamState>;

  /** @param outside null on the server: nothing arrives there */
  constructor(private readonly page: PageData, outside: Outside | null) {
    for (const [collection, table] of tablesOf(page)) this.#tables.set(collection, new LiveTable(table));
    this.#outside = outside ?? BROWSER;
    this.stream = outside === null
      ? signal<StreamState>({ phase: "connecting", since: 0, reason: null })
      : outside.open(page, (received) => this.#receive(received));
  }

  /**
   * A collection with the fields that the page chose, of which F is the list: the list itself stays on the server. Throws where
   * the page carries no such table: a mistake of the page.
   */
  table<C extends Collection, F extends readonly (keyof Views[C])[]>(
    collection: C,
  ): LiveTable<Row<C, F[number]> & AnyRow> {
    const table = this.#tables.get(collection);
    if (table === undefined) throw new Error(`The page carries no table of "${collection}"`);
    // One table serves several islands, each with the fields it names.
    return table as unknown as LiveTable<Row<C, F[number]> & AnyRow>;
  }

  /** The same of any collection, as far as the page carries it. */
  tableOf(collection: Collection): LiveTable<AnyRow> | undefined {
    return this.#tables.get(collection);
  }

  /** Follows what the page does not carry, from a snapshot on, until the function is called that it gives. In browsers only. */
  follow(subscription: string, receive: (received: Received) => void): () => void {
    return this.#outside.follow(subscription, this.page.reader, receive);
  }

  /** What arrives while a frame is on its way waits for it, so that a burst is one rendering. The first goes through at once. */
  #receive(received: Received): void {
    if (this.#waiting !== null) {
      this.#waiting.push(received);
      return;
    }
    this.#waiting = [];
    try {
      this.#apply([received]);
    } finally {
      // Also where something that draws failed: what comes next must not wait for ever.
      this.#outside.frame(() => {
        const waiting = this.#waiting ?? [];
        this.#waiting = null;
        if (waiting.length > 0) this.#apply(waiting);
      });
    }
  }

  #apply(all: readonly Received[]): void {
    batch(() => {
      const touched = new Set<LiveTable<AnyRow>>();
      for (const { kind, patches } of all) {
        if (kind === "snapshot") this.#reset(patches, touched);
        else {
          for (const [collection, id, patch] of patches) {
            const table = this.#tables.get(collection);
            if (table === undefined) continue;
            table.apply(id, patch);
            touched.add(table);
          }
        }
      }
      for (const table of touched) table.touch();
    });
  }

  #reset(patches: readonly Patch[], touched: Set<LiveTable<AnyRow>>): void {
    for (const [collection, table] of this.#tables) {
      const objects = new Map<string, JsonObject>();
      for (const [of, id, object] of patches) {
        if (of === collection && object !== null) objects.set(id, object);
      }
      table.reset(objects);
      touched.add(table);
    }
  }
}

function tablesOf(page: PageData): [Collection, PageTable][] {
  // PageData is typed by Collection: its keys are collections.
  return Object.entries(page.collections) as [Collection, PageTable][];
}

const lives = new WeakMap<PageData, Live>();

/** The live data of a page: one for all islands that were given the same page data. */
export function liveFrom(page: PageData): Live {
  let live = lives.get(page);
  if (live === undefined) {
    live = new Live(page, IS_BROWSER ? BROWSER : null);
    lives.set(page, live);
  }
  return live;
}
