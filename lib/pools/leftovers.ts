// Sessions that could not be ended because the pool was out of reach: they are ended when it is there again.
import { ConnectionError, type Session, XapiError } from "@/lib/xapi/mod.ts";
import type { Ref } from "@/lib/xapi/schema.ts";

/** More than these are not remembered (the oldest go): the pool ends them after a day of silence. */
const MOST = 16;
/** ms for each logout of an old session. */
const TIMEOUT = 10_000;

/** Ends a session and everything its transport holds; false where it could not. Never throws. */
export async function end(session: Session, timeout: number): Promise<boolean> {
  const heard = await logout(session, session.ref, timeout);
  session.transport.close();
  return heard;
}

/** The sessions one pool still has of Atoll's. Their references are keys: they are kept in memory only, and never shown. */
export class Leftovers {
  private readonly refs = new Set<Ref>();

  /** Number of sessions to be ended. */
  get size(): number {
    return this.refs.size;
  }

  /** Ends a session with its transport, or remembers it. */
  async leave(session: Session, timeout: number): Promise<void> {
    if (await end(session, timeout)) return;
    this.refs.add(session.ref);
    const [oldest] = this.refs;
    if (this.refs.size > MOST && oldest !== undefined) this.refs.delete(oldest);
  }

  /** Ends what was remembered, over a connection that works. */
  async settle(session: Session): Promise<void> {
    for (const ref of [...this.refs]) {
      if (!await logout(session, ref, TIMEOUT)) return;
      this.refs.delete(ref);
    }
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
