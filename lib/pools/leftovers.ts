// Sessions that could not be ended because the pool was out of reach: they are ended when it is there again.
import { ConnectionError, type Session, XapiError } from "@/lib/xapi/mod.ts";
import type { Ref } from "@/lib/xapi/schema.ts";
import { pause } from "./pause.ts";

/** More than these are not remembered (the oldest go): a pool has no more than that of one originator (facts.md). */
const MOST = 500;
/** ms for each logout of an old session. */
const TIMEOUT = 10_000;
/** A pool that did not hear one is told again after so long (ms). */
const AGAIN = 60_000;

/** The sessions one pool still has of Atoll's. Their references are keys: they are kept in memory only, and never shown. */
export class Leftovers {
  private readonly refs = new Set<Ref>();
  /** Resolves when there is one more. */
  private added = Promise.withResolvers<void>();

  /** Number of sessions to be ended. */
  get size(): number {
    return this.refs.size;
  }

  /** Ends a session with its transport, or remembers it. `last`: no other will follow, so those remembered are ended by it too. */
  async leave(session: Session, timeout: number, last = false): Promise<void> {
    const others = last ? [...this.refs] : [];
    const [heard] = await Promise.all([
      logout(session, session.ref, timeout),
      ...others.map((ref) => this.finish(session, ref, timeout)),
    ]);
    session.transport.close();
    if (heard !== true) this.add(session.ref);
  }

  /** Takes over what another one remembers. */
  take(other: Leftovers): void {
    if (other === this) return;
    for (const ref of other.refs) this.add(ref);
    other.refs.clear();
  }

  /** Ends what was remembered, over a connection that works. */
  async settle(session: Session): Promise<void> {
    for (const ref of [...this.refs]) if (!await this.finish(session, ref, TIMEOUT)) return;
  }

  /** Ends what is remembered and what comes to be meanwhile, over a connection that works, until the abort. */
  async tend(session: Session, signal: AbortSignal, again = AGAIN): Promise<void> {
    const aborted = new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
    while (!signal.aborted) {
      this.added = Promise.withResolvers();
      await this.settle(session);
      const waited = new AbortController();
      const due = this.refs.size > 0 ? [rest(again, waited.signal)] : [];
      await Promise.race([this.added.promise, aborted, ...due]);
      waited.abort();
    }
  }

  private add(ref: Ref): void {
    this.refs.add(ref);
    const [oldest] = this.refs;
    if (this.refs.size > MOST && oldest !== undefined) this.refs.delete(oldest);
    this.added.resolve();
  }

  private async finish(session: Session, ref: Ref, timeout: number): Promise<boolean> {
    const heard = await logout(session, ref, timeout);
    if (heard) this.refs.delete(ref);
    return heard;
  }
}

/** Waits so long (ms), or until the abort. */
async function rest(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await pause(ms, signal);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/** Whether it is ended, also where the pool knows it no more. A member, or a host that starts, ends nothing. */
async function logout({ transport }: Session, ref: Ref, timeout: number): Promise<boolean> {
  try {
    await transport.call("session.logout", [ref], { timeout });
    return true;
  } catch (error) {
    if (error instanceof XapiError) return error.code === "SESSION_INVALID";
    if (error instanceof ConnectionError) return false;
    throw error;
  }
}
