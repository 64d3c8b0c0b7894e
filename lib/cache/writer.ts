// The writing side of one pool: its steps one after the other, large ones in turns.
import { log } from "@/lib/log.ts";
import { Pacer } from "@/lib/xapi/pacer.ts";
import type { Ref } from "@/lib/xapi/schema.ts";
import type { EventBatch, XapiRecord } from "@/lib/xapi/types.ts";
import { CountCheck } from "./counts.ts";
import type { Draft } from "./draft.ts";
import type { Entry } from "./entry.ts";
import type { PoolState } from "./pool_state.ts";
import { Renewing } from "./renewing.ts";
import type { Replica, Touched } from "./replica.ts";
import type { Connection, PoolWriter, Renewal } from "./types.ts";

/** What a writer needs of the cache. */
export interface Host {
  /** Batches of more events are applied in turns. */
  readonly large: number;
  draft(): Draft;
  /** Makes one revision step of a draft. */
  commit(draft: Draft): void;
  /** Is told of promised views that are being made. */
  making(views: Promise<void>): void;
  /** All entries of the pool, also those that are not shown. */
  entries(): Iterable<Entry>;
  /** The pool takes nothing any more. */
  closed(): void;
}

export function openWriter(id: string, state: PoolState, cache: Host): PoolWriter {
  const counts = new CountCheck();
  let open = true, busy = false;
  const begin = (): Draft => {
    // Two steps of one pool at once would each miss what the other changes.
    if (busy) throw new Error(`Cannot write to pool ${id}: its last call is still under way`);
    return cache.draft();
  };
  const isOpen = () => open;
  const showClocks = () => {
    if (!state.hasClocks) return;
    const draft = cache.draft();
    state.showClocks(draft);
    cache.commit(draft);
  };
  // The making of views that the last step has promised, until it is done or the next step has heard why it failed.
  let promised: Promise<void> | undefined;
  const fulfil = () => {
    const made = inTurns(state.fulfil(), isOpen, true);
    promised = made;
    cache.making(made);
    made.then(
      () => {
        if (promised === made) promised = undefined;
      },
      (error) => log.error("A view could not be made", { pool: id, error }),
    );
  };
  const inSteps = async (
    draft: Draft,
    work: () => Generator<void, Replica>,
    then: (next: Replica) => void,
  ): Promise<void> => {
    busy = true;
    if (promised !== undefined) {
      try {
        await promised;
      } finally {
        busy = false;
        promised = undefined;
      }
      if (!open) return;
    }
    await inTurns(
      (function* () {
        busy = true;
        let replica: Replica;
        try {
          replica = yield* work();
        } finally {
          busy = false;
        }
        cache.commit(draft);
        showClocks();
        if (draft.promised || state.replica.unread) fulfil();
        then(replica);
      })(),
      isOpen,
    );
  };
  const replace = (
    draft: Draft,
    next: () => Generator<void, Replica>,
    then: (next: Replica) => void,
  ): Promise<void> =>
    inSteps(
      draft,
      function* () {
        const replica = yield* next();
        yield* state.replace(replica, draft);
        return replica;
      },
      then,
    );
  const renew = (): Renewal => {
    const draft = begin();
    const renewing = new Renewing(state, draft);
    let under = busy = true;
    return {
      take: (event) => {
        if (open && under) renewing.take(event);
      },
      commit: async ({ events }) => {
        if (!open) return;
        under = false;
        await inSteps(draft, () => renewing.finish(events), () => counts.reset());
      },
      abandon: () => {
        if (!open || !under) return;
        under = busy = false;
        renewing.abandon();
        cache.commit(draft);
      },
    };
  };
  const applyLarge = async (batch: EventBatch, draft: Draft): Promise<string[]> => {
    let differing: string[] = [];
    await replace(
      draft,
      () => state.replica.changed(batch.events),
      (next) => void (differing = counts.check(batch, next)),
    );
    return differing;
  };
  // A writer that was removed takes nothing any more: a late reply of the pool must not bring it back.
  return {
    id,
    apply: (batch: EventBatch): string[] | Promise<string[]> => {
      if (!open) return [];
      const draft = begin();
      if (batch.events.length > cache.large || promised !== undefined) return applyLarge(batch, draft);
      const touched: Touched = new Map();
      for (const event of batch.events) state.replica.event(event, touched);
      if (touched.size > 0) {
        for (const _ of state.refresh(touched, draft));
        cache.commit(draft);
      }
      return counts.check(batch, state.replica);
    },
    renew,
    reset: async (batch: EventBatch): Promise<void> => {
      if (!open) return;
      await renew().commit(batch);
    },
    relist: async (className: string, records: ReadonlyMap<Ref, XapiRecord>): Promise<void> => {
      if (!open) return;
      await replace(
        begin(),
        () => state.replica.relisted(className, records),
        () => counts.relisted(className),
      );
    },
    connection: (connection: Connection): void => {
      if (!open) return;
      const draft = cache.draft();
      state.connected(connection, draft);
      cache.commit(draft);
    },
    clocks: (clocks: ReadonlyMap<Ref, number>): void => {
      if (!open) return;
      state.setClocks(clocks);
      if (!busy) showClocks();
    },
    records: (className: string) => state.replica.records(className),
    remove: (): void => {
      if (!open) return;
      open = false;
      cache.closed();
      const draft = cache.draft();
      for (const entry of cache.entries()) draft.remove(entry);
      cache.commit(draft);
    },
  };
}

/**
 * Does work that yields now and then, giving way to other work about every 10 ms, or at first; leaves off when it need not
 * go on.
 */
async function inTurns(work: Iterable<void>, goOn: () => boolean, later = false): Promise<void> {
  const pacer = new Pacer();
  if (later) await pacer.rest();
  for (const _ of work) {
    if (!pacer.due) continue;
    await pacer.rest();
    if (!goOn()) return;
  }
}
