// Tells the audit log how the tasks that were started have ended: follows them in the cache until they are over.
import type { CacheReader } from "@/lib/cache/types.ts";
import { log } from "@/lib/log.ts";
import type { AuditEntry, AuditLog, AuditRecord, OpenTask } from "@/lib/store/audit.ts";
import { COLLECTIONS, type TaskView } from "@/lib/view/types.ts";

/** What of the audit log's repository is needed. */
export interface TaskLog extends AuditLog {
  begin(entry: AuditEntry, pool: string): Promise<AuditRecord>;
  finish(begun: AuditRecord, result: "done" | "failed" | "unknown", message: string): Promise<AuditRecord>;
  openTasks(): Promise<OpenTask[]>;
}

interface Followed {
  readonly begun: AuditRecord;
  readonly pool: string;
  /** It has been in the cache. */
  seen: boolean;
  /** Since when (performance.now()) its pool has been live without it. */
  missing: number | null;
}

interface Outcome {
  readonly result: "done" | "failed" | "unknown";
  readonly message: string;
}

/** When it looks, in ms. */
export interface Timing {
  /** A task that has not been seen in its live pool for this long is gone: its event comes within a second or two. */
  readonly grace: number;
  /** What happens in the cache is looked at this long after it: changes come in bursts. */
  readonly delay: number;
  /** Whether a missing task is still missing is looked at each … */
  readonly again: number;
}

/** Tasks of which it stays known who started them: pools forget theirs within a day. */
const MOST_STARTED = 2000;

const TIMING: Timing = { grace: 60_000, delay: 200, again: 15_000 };

/**
 * An audit log that follows what was started. It guarantees: each entry of a task gets exactly one outcome, after a restart too;
 * one whose task is gone without its end having been seen says that.
 */
export class TaskOutcomes implements AuditLog {
  private readonly followed = new Map<number, Followed>();
  private readonly startedBy = new Map<string, string>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** The timer is set for the next moment. */
  private soon = false;
  private closed = false;
  private readonly unfollow: () => void;

  constructor(
    private readonly cache: Pick<CacheReader, "get" | "origin" | "onCommit">,
    private readonly audit: TaskLog,
    private readonly timing: Timing = TIMING,
  ) {
    this.unfollow = cache.onCommit(() => this.look(this.timing.delay));
  }

  /** Takes up the tasks that an earlier process started. */
  async start(): Promise<void> {
    for (const { record, pool } of await this.audit.openTasks()) this.follow(record, pool);
  }

  async append(entry: AuditEntry): Promise<void> {
    const { object, task } = entry;
    const pool = task === null || object === null || entry.result !== "started"
      ? undefined
      : this.poolOf(object);
    if (pool === undefined) return await this.audit.append(entry);
    this.follow(await this.audit.begin(entry, pool), pool);
  }

  /** Names of the users who started tasks, by task: of what is open, and of what this process has seen end. */
  get starters(): ReadonlyMap<string, string> {
    return this.startedBy;
  }

  /** Ends; what is still open is taken up by the next start. */
  close(): void {
    this.closed = true;
    this.unfollow();
    clearTimeout(this.timer);
  }

  /** The pool of an entry's object; entries may be about more than pools have: a user, a group. */
  private poolOf({ collection, id }: { collection: string; id: string }): string | undefined {
    const known = COLLECTIONS.find((one) => one === collection);
    return known === undefined ? undefined : this.cache.origin(known, id)?.pool;
  }

  private follow(begun: AuditRecord, pool: string): void {
    if (begun.task !== null) this.startedBy.set(begun.task, begun.who.username);
    const [oldest] = this.startedBy.keys();
    if (oldest !== undefined && this.startedBy.size > MOST_STARTED) this.startedBy.delete(oldest);
    this.followed.set(begun.seq, { begun, pool, seen: false, missing: null });
    this.look(this.timing.delay);
  }

  /** Looks after so many ms, or when it is to look anyway if that is sooner. */
  private look(delay: number): void {
    if (this.closed || this.soon || this.followed.size === 0) return;
    this.soon = delay === this.timing.delay;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.soon = false;
      for (const followed of this.followed.values()) {
        const outcome = this.outcomeOf(followed);
        if (outcome !== null) void this.end(followed, outcome);
      }
      this.look(this.timing.again);
    }, delay);
  }

  private outcomeOf(followed: Followed): Outcome | null {
    const { begun, pool, seen } = followed;
    const task = this.cache.get("task", begun.task ?? "");
    if (task !== undefined) {
      followed.seen = true;
      followed.missing = null;
      return endOf(task);
    }
    const state = this.cache.get("pool", pool)?.state;
    if (state === undefined) {
      return { result: "unknown", message: "The pool was removed before the end of the task was seen" };
    }
    // While a pool is away nothing can be said.
    const now = performance.now();
    followed.missing = state === "live" ? followed.missing ?? now : null;
    if (followed.missing === null || now - followed.missing < (seen ? 0 : this.timing.grace)) return null;
    return { result: "unknown", message: "The pool no longer knows the task" };
  }

  private async end(followed: Followed, { result, message }: Outcome): Promise<void> {
    const { begun } = followed;
    this.followed.delete(begun.seq);
    try {
      await this.audit.finish(begun, result, message);
    } catch (error) {
      log.error("Outcome of a task not written to the audit log", {
        what: begun.what,
        task: begun.task,
        error,
      });
      this.followed.set(begun.seq, followed);
      this.look(this.timing.again);
    }
  }
}

function endOf({ status, error }: TaskView): Outcome | null {
  switch (status) {
    case "pending":
    case "cancelling":
      return null;
    case "success":
      return { result: "done", message: "" };
    case "cancelled":
      return { result: "failed", message: "The task was cancelled" };
    case "failure":
      return { result: "failed", message: error || "The task failed" };
  }
}
