// Who has just proved who they are: what changes how somebody signs in asks for that, so that a screen left open gives nobody
// a key to keep.

/** A sign-in, or the password given again, counts for this long. */
export const RECENT_MS = 10 * 60_000;
const REMEMBERED = 10_000;

/** Remembered in memory, by session: after a restart the password is asked for again. */
export class Recent {
  /** When each session's proof was given, oldest first. */
  private readonly proofs = new Map<string, number>();

  constructor(private readonly now: () => number = Date.now) {}

  proved(sessionId: string): void {
    this.proofs.delete(sessionId);
    this.proofs.set(sessionId, this.now());
    if (this.proofs.size <= REMEMBERED) return;
    const oldest = this.proofs.keys().next();
    if (!oldest.done) this.proofs.delete(oldest.value);
  }

  is(sessionId: string): boolean {
    const proof = this.proofs.get(sessionId);
    return proof !== undefined && this.now() - proof < RECENT_MS;
  }
}
