// Follows tasks by the pool's own events: one call at a time for all tasks together, and only while somebody follows one.
import { decodeEventBatch } from "./event_batch.ts";
import type { Ref } from "./schema.ts";
import { TaskFeed, type TaskSource } from "./task_source.ts";
import { isOlderToken } from "./token.ts";
import type { Caller, EventBatch, XapiRecord } from "./types.ts";

/** How long the pool may hold back an empty answer. */
const TIMEOUT_S = 30;
const MARGIN_MS = 60_000;
/** A task that is there is told at once; of one that is not there nothing is told until this has passed. */
const READ_S = 0.01;
/** xapi keeps at least so many deletions of a class (db_cache_types.ml of xapi); when more come at once, some may be missing. */
const DELETIONS_KEPT = 256;

/** A source that asks a pool for the events of its tasks. Pools before XenServer 6.0 know no event.from: give them a TaskFeed. */
export class TaskEvents implements TaskSource {
  #loop: Loop | undefined;

  constructor(private readonly caller: Caller) {}

  async *follow(ref: Ref, signal?: AbortSignal): AsyncGenerator<XapiRecord | null, void, undefined> {
    // Taken when the first record is asked for, not before: until then the run may be over.
    const loop = this.#loop ??= new Loop(this.caller, () => {
      if (this.#loop === loop) this.#loop = undefined;
    });
    yield* loop.feed.follow(ref, signal);
  }
}

/** One run of event.from calls: from the first follower to the last, or until the pool is lost. */
class Loop {
  readonly feed = new TaskFeed({
    current: (ref) => {
      this.#begin(ref);
      return undefined;
    },
    idle: () => this.#stop(),
  });
  readonly #abort = new AbortController();
  /** Fulfilled once there is a token from which on events are complete. */
  #started: Promise<void> | undefined;

  /** @param over called when this run takes no more followers */
  constructor(private readonly caller: Caller, private readonly over: () => void) {}

  /** Somebody follows a task: its record is read, and if it is the first one, events are asked for from then on. */
  #begin(ref: Ref): void {
    if (this.#started === undefined) {
      const first = this.#read(ref);
      this.#started = first.then(() => {});
      // Its failure is told below; with one follower nobody else would look at this promise, and that would end the process.
      this.#started.catch(() => {});
      this.#try(first.then((token) => this.#run(token)));
    } else {
      // Read before the events begin, it could change unseen in between.
      this.#try(this.#started.then(() => this.#read(ref)));
    }
  }

  async #run(from: string): Promise<void> {
    let token = from;
    while (!this.#abort.signal.aborted) {
      const batch = await this.#ask(["task"], token, TIMEOUT_S);
      let deletions = 0;
      for (const event of batch.events) {
        if (event.class !== "task") continue;
        if (event.record === undefined) deletions++;
        this.feed.put(event.ref, event.record ?? null);
      }
      // The pool has gone back in time, or has forgotten deletions.
      if (isOlderToken(batch.token, token) || deletions >= DELETIONS_KEPT) {
        await Promise.all([...this.feed.followed].map((ref) => this.#read(ref)));
      }
      token = batch.token;
    }
  }

  /** Gives the token that belongs to the record read. */
  async #read(ref: Ref): Promise<string> {
    const { events, token } = await this.#ask([`task/${ref}`], "", READ_S);
    this.feed.put(ref, events.find((event) => event.ref === ref)?.record ?? null);
    return token;
  }

  async #ask(classes: string[], token: string, seconds: number): Promise<EventBatch> {
    const { signal } = this.#abort;
    const timeout = seconds * 1000 + MARGIN_MS;
    return await decodeEventBatch(
      await this.caller.call("event.from", [classes, token, seconds], { signal, timeout }),
    );
  }

  /** What fails ends the run for every follower, unless there is none any more. */
  #try(work: Promise<unknown>): void {
    work.catch((error) => {
      if (this.#abort.signal.aborted) return;
      this.#stop();
      this.feed.fail(error);
    });
  }

  #stop(): void {
    this.over();
    this.#abort.abort();
  }
}
