// Slows guessing down: some tries are free, then each further one costs a growing wait. Nobody is locked out for good.
import { AtollError } from "@/lib/errors.ts";

/** Too many tries; `retryAfter` in whole seconds, for the Retry-After header. */
export class TooManyTriesError extends AtollError {
  constructor(readonly retryAfter: number) {
    super(429, "too-many-tries", `Too many failed tries: wait ${spoken(retryAfter)}, then try again`);
  }
}

function spoken(seconds: number): string {
  if (seconds < 90) return seconds === 1 ? "1 second" : `${seconds} seconds`;
  return `${Math.ceil(seconds / 60)} minutes`;
}

export interface LimiterOptions {
  /** Tries without a wait. */
  readonly free?: number;
  /** Longest wait between two tries, in seconds. */
  readonly longest?: number;
  /** Keys remembered at most; the ones idle longest go first. */
  readonly size?: number;
}

interface Tries {
  count: number;
  /** Milliseconds since 1970 when the next try is allowed. */
  next: number;
  /** When all is forgotten. */
  forget: number;
}

const MEMORY_MS = 30 * 60_000;

/**
 * Counts tries by key. A try counts as failed from its start until `succeeded` says otherwise, so a thousand guesses sent at
 * the same moment are a thousand tries. Past the free ones the wait doubles from one second to the longest.
 */
export class Limiter {
  private readonly tries = new Map<string, Tries>();
  private readonly free: number;
  private readonly longest: number;
  private readonly size: number;

  constructor({ free = 10, longest = 300, size = 10_000 }: LimiterOptions = {}) {
    this.free = free;
    this.longest = longest;
    this.size = size;
  }

  /** Whole seconds until `key` may try again; 0 when it may now. */
  wait(key: string, now: number): number {
    const tries = this.tries.get(key);
    return tries === undefined || tries.forget <= now ? 0 : Math.max(0, Math.ceil((tries.next - now) / 1000));
  }

  /** Notes a try. */
  began(key: string, now: number): void {
    const known = this.tries.get(key);
    const count = (known === undefined || known.forget <= now ? 0 : known.count) + 1;
    const over = count - this.free;
    const wait = over < 0 ? 0 : Math.min(this.longest, 2 ** Math.min(over, 20)) * 1000;
    this.tries.delete(key);
    this.tries.set(key, { count, next: now + wait, forget: now + wait + MEMORY_MS });
    if (this.tries.size > this.size) {
      const oldest = this.tries.keys().next();
      if (!oldest.done) this.tries.delete(oldest.value);
    }
  }

  /** Takes some of a key's failures back: fewer than the free ones are left, and there is no wait. */
  forgive(key: string, failures: number): void {
    const known = this.tries.get(key);
    if (known === undefined) return;
    known.count -= failures;
    if (known.count < this.free) known.next = 0;
    if (known.count <= 0) this.tries.delete(key);
  }

  /** How many failures are counted. */
  failures(key: string, now: number): number {
    const known = this.tries.get(key);
    return known === undefined || known.forget <= now ? 0 : known.count;
  }

  /** Forgets a key's failures. */
  succeeded(key: string): void {
    this.tries.delete(key);
  }
}

/** What a client is counted by: its IPv4 address, or its IPv6 network (one household or server has 2^64 addresses). */
export function clientKey(client: string): string {
  if (!client.includes(":")) return client;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(client);
  if (mapped?.[1] !== undefined) return mapped[1];
  const [head = "", tail] = client.split("%")[0]?.split("::") ?? [];
  const groups = head === "" ? [] : head.split(":");
  const after = tail === undefined || tail === "" ? [] : tail.split(":");
  while (tail !== undefined && groups.length + after.length < 8) groups.push("0");
  return [...groups, ...after].slice(0, 4).map((group) => parseInt(group, 16).toString(16)).join(":") +
    "::/64";
}
