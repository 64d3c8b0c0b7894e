// A law of following tasks: in whatever order requests, changes and answers overtake each other, everybody learns the end.
import { strict as assert } from "node:assert";
import fc from "fast-check";
import { ConnectionError } from "./errors.ts";
import { TaskEvents } from "./task_events.ts";
import type { Caller, CallOptions, Value, XapiRecord } from "./types.ts";

type Change = { readonly ref: string; readonly status: string; readonly progress: number } | {
  readonly ref: string;
  readonly status: "destroyed";
};

/** A pool whose every request and answer takes a time of its own, given by the scheduler. */
class Pool implements Caller {
  readonly #tasks = new Map<string, { record: XapiRecord; modified: number }>();
  readonly #deleted: [ref: string, generation: number][] = [];
  readonly #waiting = new Set<() => void>();
  #generation = 1;

  constructor(private readonly scheduler: fc.Scheduler) {}

  /** Calls that wait for something to happen. */
  get blocked(): number {
    return this.#waiting.size;
  }

  change(change: Change): void {
    this.#generation++;
    if (change.status === "destroyed") {
      this.#tasks.delete(change.ref);
      this.#deleted.push([change.ref, this.#generation]);
    } else {
      const { ref, ...fields } = change;
      this.#tasks.set(ref, { record: { ...fields, current_operations: {} }, modified: this.#generation });
    }
    for (const wake of this.#waiting) wake();
  }

  async call(
    _: string,
    [classes = null, token = null, seconds = null]: readonly Value[],
    { signal }: CallOptions = {},
  ): Promise<Value> {
    const wanted = Array.isArray(classes) ? String(classes[0]).split("/")[1] : undefined;
    await this.#way("request", signal);
    for (;;) {
      const events = this.#since(token === "" ? 0 : Number(String(token).split(",")[0]), wanted);
      if (events.length > 0 || Number(seconds) < 1) {
        const answer = { events, token: `${this.#generation},0`, valid_ref_counts: {} };
        await this.#way("answer", signal);
        return answer;
      }
      await this.#something(signal);
      if (signal?.aborted) throw new ConnectionError("aborted", "Given up");
    }
  }

  async #way(what: string, signal: AbortSignal | undefined): Promise<void> {
    await this.scheduler.schedule(Promise.resolve(), what);
    if (signal?.aborted) throw new ConnectionError("aborted", "Given up");
  }

  #something(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        this.#waiting.delete(done);
        resolve();
      };
      this.#waiting.add(done);
      signal?.addEventListener("abort", done);
      if (signal?.aborted) done();
    });
  }

  #since(generation: number, wanted: string | undefined): Value[] {
    const fits = (ref: string, at: number) => at > generation && (wanted === undefined || wanted === ref);
    return [
      ...[...this.#tasks].filter(([ref, { modified }]) => fits(ref, modified)).map(([ref, { record }]) => ({
        class: "task",
        operation: "mod",
        ref,
        snapshot: { ...record },
      })),
      ...this.#deleted.filter(([ref, at]) => generation > 0 && fits(ref, at)).map(([ref]) => ({
        class: "task",
        operation: "del",
        ref,
      })),
    ];
  }
}

const REFS = ["a", "b", "c"];
/** The life of a task after its beginning. */
const life = fc.record({
  steps: fc.integer({ min: 0, max: 3 }),
  end: fc.constantFrom("success", "failure", "cancelled"),
  destroyed: fc.boolean(),
});

function changesOf(
  ref: string,
  { steps, end, destroyed }: { steps: number; end: string; destroyed: boolean },
): Change[] {
  return [
    ...Array.from({ length: steps }, (_, i) => ({ ref, status: "pending", progress: (i + 1) / 4 })),
    { ref, status: end, progress: 1 },
    ...(destroyed ? [{ ref, status: "destroyed" as const }] : []),
  ];
}

Deno.test("however requests, changes and answers overtake each other, every follower learns the end, and nothing is left", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.tuple(life, life, life),
      fc.array(fc.constantFrom(...REFS), { minLength: 1, maxLength: 6 }),
      async (scheduler, lives, followers) => {
        const pool = new Pool(scheduler);
        const source = new TaskEvents(pool);
        for (const ref of REFS) pool.change({ ref, status: "pending", progress: 0 });
        for (const [i, ref] of REFS.entries()) {
          const life = lives[i];
          assert(life !== undefined);
          scheduler.scheduleSequence(
            changesOf(ref, life).map((change) => ({
              label: `${ref} ${change.status}`,
              builder: () => Promise.resolve(pool.change(change)),
            })),
          );
        }
        const seen = await scheduler.waitFor(Promise.all(followers.map(async (ref) => {
          await scheduler.schedule(Promise.resolve(), `follow ${ref}`);
          let last = "nothing";
          for await (const record of source.follow(ref)) {
            last = record === null ? "gone" : String(record.status);
          }
          return { ref, last };
        })));
        for (const { ref, last } of seen) {
          const life = lives[REFS.indexOf(ref)];
          const ends = [life?.end, ...(life?.destroyed ? ["gone"] : [])];
          assert(ends.includes(last), `${ref} ended ${last}, not ${ends}`);
        }
        assert.equal(pool.blocked, 0);
      },
    ),
    { numRuns: 300, seed: 20261123 },
  );
});
