// Where the records of a task come from while somebody follows it.
import type { Ref } from "./schema.ts";
import type { XapiRecord } from "./types.ts";

/**
 * Tells how tasks go. TaskEvents asks the pool itself; who has the pool's tasks already (a replica) puts them into a TaskFeed
 * and needs no further call.
 */
export interface TaskSource {
  /**
   * The task's record now and after each change, newest only when they come faster than they are taken; null when the pool
   * does not have the task (any more). Ends after that, after the task's own end, and quietly when the signal aborts. Throws
   * what a call throws when the pool cannot be asked any more.
   */
  follow(ref: Ref, signal?: AbortSignal): AsyncIterable<XapiRecord | null>;
}

/** Whether a task has ended. Its result is set a moment before that. */
export function isOver({ status }: XapiRecord): boolean {
  return status === "success" || status === "failure" || status === "cancelled";
}

/** What somebody waits for: the newest record not taken yet, or the end. */
class Mailbox {
  #wake: (() => void) | undefined;
  #news: XapiRecord | null | undefined;
  #failure: { readonly error: unknown } | undefined;
  #closed = false;

  put(record: XapiRecord | null): void {
    this.#news = record;
    this.#wake?.();
  }

  fail(error: unknown): void {
    this.#failure = { error };
    this.#wake?.();
  }

  close(): void {
    this.#closed = true;
    this.#wake?.();
  }

  async *records(): AsyncGenerator<XapiRecord | null, void, undefined> {
    while (!this.#closed) {
      const news = this.#news;
      if (news !== undefined) {
        this.#news = undefined;
        yield news;
        if (news === null || isOver(news)) return;
      } else if (this.#failure !== undefined) {
        throw this.#failure.error;
      } else {
        await new Promise<void>((resolve) => this.#wake = resolve);
      }
    }
  }
}

export interface TaskFeedOptions {
  /** Asked when somebody begins to follow: the task as it is now, null when the pool does not have it; undefined when it will be put. */
  readonly current?: (ref: Ref) => XapiRecord | null | undefined;
  /** The last follower has left. */
  readonly idle?: () => void;
}

/** A source that is told of every task's changes. Holds nothing of tasks that nobody follows. */
export class TaskFeed implements TaskSource {
  readonly #boxes = new Map<Ref, Set<Mailbox>>();

  constructor(private readonly options: TaskFeedOptions = {}) {}

  /** The tasks that are followed now. */
  get followed(): Iterable<Ref> {
    return this.#boxes.keys();
  }

  /** A task has changed; null: it is gone. After its end nobody follows it any more: older news that come late reach nobody. */
  put(ref: Ref, record: XapiRecord | null): void {
    const boxes = this.#boxes.get(ref);
    if (boxes === undefined) return;
    for (const box of boxes) box.put(record);
    if (record === null || isOver(record)) this.#drop(ref, boxes);
  }

  /** Nothing more will be told: whoever follows a task gets this error. */
  fail(error: unknown): void {
    for (const boxes of this.#boxes.values()) for (const box of boxes) box.fail(error);
  }

  async *follow(ref: Ref, signal?: AbortSignal): AsyncGenerator<XapiRecord | null, void, undefined> {
    if (signal?.aborted) return;
    const box = new Mailbox();
    const close = () => box.close();
    signal?.addEventListener("abort", close);
    const boxes = this.#boxes.get(ref) ?? new Set<Mailbox>();
    this.#boxes.set(ref, boxes.add(box));
    try {
      const current = this.options.current?.(ref);
      if (current !== undefined) box.put(current);
      yield* box.records();
    } finally {
      signal?.removeEventListener("abort", close);
      boxes.delete(box);
      if (boxes.size === 0) this.#drop(ref, boxes);
    }
  }

  #drop(ref: Ref, boxes: Set<Mailbox>): void {
    // Others may follow it again by now.
    if (this.#boxes.get(ref) !== boxes) return;
    this.#boxes.delete(ref);
    if (this.#boxes.size === 0) this.options.idle?.();
  }
}
