// Keeps the audit log in order: takes away what is too old or too much, checks the chain each day, and tells the log of the process
// where the chain ends, so that whoever rewrites all of the database is found out elsewhere.
import { log } from "@/lib/log.ts";
import { AUDIT_RETENTION, type AuditRepository, type Retention, type Verification } from "./audit.ts";
import type { SettingsStore } from "./settings.ts";

/** How a check stands. */
export interface Checking {
  /** Entries that were checked, of how many; null while no check runs. */
  readonly running: { readonly done: number; readonly of: number } | null;
  /** What the last check has found; null before the first one. */
  readonly last: Verification | null;
}

const HOUR = 3_600_000;
/** Hours from one check to the next. */
const DAILY = 24;
/** ms after the start of the first check: pools are connected first. */
const FIRST = 60_000;

export class AuditKeeper {
  private running: { done: number; of: number } | null = null;
  private last: Verification | null = null;
  private checking: Promise<Verification> | null = null;
  private readonly stopping = new AbortController();
  private readonly timers: ReturnType<typeof setTimeout>[] = [];
  /** What is under way beside a check; never rejects. */
  private work: Promise<unknown> = Promise.resolve();

  constructor(private readonly audit: AuditRepository, private readonly settings: SettingsStore) {}

  /** Begins; returns at once. */
  start(): void {
    let hours = 0;
    this.timers.push(
      setTimeout(() => this.inBackground(() => this.check()), FIRST),
      setInterval(() => {
        hours++;
        this.inBackground(async () => {
          await this.prune();
          if (hours % DAILY === 0) await this.check();
        });
      }, HOUR),
    );
    this.inBackground(() => this.prune());
  }

  get state(): Checking {
    return { running: this.running === null ? null : { ...this.running }, last: this.last };
  }

  /** Checks the whole chain. Who asks while a check runs gets that one's result. */
  check(): Promise<Verification> {
    this.checking ??= this.runCheck().finally(() => {
      this.checking = null;
      this.running = null;
    });
    return this.checking;
  }

  retention(): Promise<Retention> {
    return this.settings.get(AUDIT_RETENTION);
  }

  /** From now on; what is too much by it goes at once. Throws StoreError for one out of bounds. */
  async setRetention(retention: Retention): Promise<void> {
    await this.settings.set(AUDIT_RETENTION, retention);
    await this.prune();
  }

  /** Ends; a check that runs is given up. */
  async close(): Promise<void> {
    for (const timer of this.timers) clearTimeout(timer);
    this.stopping.abort();
    await Promise.allSettled([this.work, this.checking]);
    await this.audit.idle();
  }

  private inBackground(run: () => Promise<unknown>): void {
    this.work = this.work.then(run).catch((error) => {
      if (!this.stopping.signal.aborted) log.error("The audit log could not be looked after", { error });
    });
  }

  private async runCheck(): Promise<Verification> {
    this.running = { done: 0, of: 0 };
    const found = await this.audit.verify({
      signal: this.stopping.signal,
      progress: (done, of) => this.running = { done, of },
    });
    this.last = found;
    const { entries, head, broken } = found;
    if (broken === null) log.info("Audit log verified", { entries, last: head.seq, hash: head.hash });
    else log.error("The audit log is not as it was written", { entry: broken.seq, reason: broken.reason });
    return found;
  }

  private async prune(): Promise<void> {
    const retention = await this.retention();
    const gone = await this.audit.prune(Date.now(), retention);
    if (gone === 0) return;
    await this.audit.append({
      who: { userId: "", username: "Atoll" },
      what: "audit.prune",
      object: null,
      result: "done",
      message: `${gone} entries that were too old, or more than ${retention.megabytes} MB, were taken away`,
      task: null,
    });
  }
}
