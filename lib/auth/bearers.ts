// Secrets that stand for a user (session cookies, API tokens): begun, shown on every request, ended. Only hashes are stored.
import { createHash, randomBytes } from "node:crypto";
import { AtollError } from "@/lib/errors.ts";
import { log } from "@/lib/log.ts";
import type { HashedRecord, HashedStore } from "@/lib/store/hashed.ts";
import { Listeners } from "@/lib/store/listeners.ts";
import type { UserRecord, UserStore } from "@/lib/store/users.ts";
import type { Principal } from "./types.ts";

/** Uses closer together than this are not written down. */
export const TOUCH_MS = 5 * 60_000;
const REMEMBERED = 10_000;

/** A new secret: 256 random bits in base64url. */
export const newSecret = (): string => randomBytes(32).toString("base64url");

export const hashOf = (secret: string): string => createHash("sha256").update(secret).digest("hex");

/** What tells one kind of secret from another. */
export interface BearerKind<R extends HashedRecord> {
  /** "Session", "Token", for the log. */
  readonly name: string;
  readonly store: HashedStore<R>;
  /** Anything else is no secret of this kind, and not looked for. */
  readonly pattern: RegExp;
  principal(record: R, user: UserRecord): Principal;
  over(record: R, now: number): boolean;
  /** When it was used last, milliseconds since 1970; null: never. */
  usedAt(record: R): number | null;
  /** The record after a use. */
  used(record: R, now: number): R;
}

interface Known<R> {
  record: R;
  principal: Principal;
}

/**
 * The memory answers for the database as long as every change goes through here. A secret counts while its record is there and
 * not over, and its user there and not disabled: a change of the user is in force when the call that made it returns.
 */
export class Bearers<R extends HashedRecord> {
  private readonly memory = new Map<string, Known<R>>();
  /** The same by the record's id. */
  private readonly byId = new Map<string, Known<R>>();
  /** Counts changes: a check that was reading the database meanwhile must not remember what it read. */
  private changes = 0;
  private readonly ended = new Listeners<[id: string]>();

  constructor(
    private readonly kind: BearerKind<R>,
    private readonly users: UserStore,
    private readonly now: () => number,
  ) {
    users.onChange((id, user) => this.userChanged(id, user));
  }

  /** Calls back with the id of what was ended, so that what is open for it ends, too. Gives the function that ends it. */
  onEnd(listener: (id: string) => void): () => void {
    return this.ended.add(listener);
  }

  /**
   * Begins a secret's life for a user as they were when they proved who they are. Throws AtollError 401 when the user was
   * disabled or deleted, or the password changed, since then: whoever did that must not have missed this one.
   */
  async begin(record: R, user: UserRecord): Promise<Principal> {
    await this.kind.store.create(record);
    const before = this.changes;
    const current = await this.users.get(user.id);
    if (current === null || current.disabled || current.password?.hash !== user.password?.hash) {
      await this.end(record);
      throw new AtollError(401, "user-changed", "This user was changed just now: sign in again");
    }
    // A session is in use from its beginning; a token that was made is not.
    if (this.kind.usedAt(record) !== null) await this.saw(user.id, this.now());
    return this.known(record, current, before).principal;
  }

  /** The principal of a secret; null when it is unknown, over, or its user is gone or disabled. */
  async verify(secret: string): Promise<Principal | null> {
    if (!this.kind.pattern.test(secret)) return null;
    const hash = hashOf(secret);
    const known = this.memory.get(hash) ?? await this.load(hash);
    if (known === null) return null;
    const now = this.now();
    if (this.kind.over(known.record, now)) {
      await this.end(known.record);
      return null;
    }
    const last = this.kind.usedAt(known.record);
    if (last === null || now - last >= TOUCH_MS) {
      await this.touch(known, now);
      // Ended while that was written down: what was known before lets nobody in.
      if (this.memory.get(hash) !== known) return (await this.load(hash))?.principal ?? null;
    }
    return known.principal;
  }

  /**
   * Whether what was verified still counts; asking does not prolong it. False as well for what had to be forgotten: whoever
   * holds on to it (an open stream) shows the secret again.
   */
  lasts(id: string): boolean {
    const known = this.byId.get(id);
    return known !== undefined && !this.kind.over(known.record, this.now());
  }

  /** The record of a secret that is shown; null when there is none. */
  async find(secret: string): Promise<R | null> {
    return this.kind.pattern.test(secret) ? await this.kind.store.get(hashOf(secret)) : null;
  }

  /** Those that are not over, of a user or of everybody (null), newest first. */
  async list(userId: string | null): Promise<R[]> {
    const records = userId === null ? await this.kind.store.list() : await this.kind.store.listOf(userId);
    const now = this.now();
    return records.map((record) => this.memory.get(record.hash)?.record ?? record)
      .filter((record) => !this.kind.over(record, now))
      .sort((a, b) => b.created.localeCompare(a.created));
  }

  async end(record: R): Promise<void> {
    await this.kind.store.delete(record);
    this.changes++;
    this.drop(record.hash);
    this.ended.tell(record.id);
  }

  /** Ends all of a user but the one to keep. */
  async endOf(userId: string, keep: string | null = null): Promise<void> {
    for (const record of await this.kind.store.listOf(userId)) if (record.id !== keep) await this.end(record);
  }

  private async touch(known: Known<R>, now: number): Promise<void> {
    known.record = this.kind.used(known.record, now);
    try {
      await this.kind.store.update(known.record);
    } catch (error) {
      // A full disk must not keep anybody from looking.
      log.error(`${this.kind.name}'s use not noted`, { error });
      return;
    }
    await this.saw(known.record.userId, now);
  }

  private async saw(userId: string, now: number): Promise<void> {
    try {
      await this.users.saw(userId, new Date(now).toISOString());
    } catch (error) {
      log.error("A user's presence not noted", { error });
    }
  }

  private async load(hash: string): Promise<Known<R> | null> {
    for (;;) {
      const before = this.changes;
      const record = await this.kind.store.get(hash);
      if (record === null) return null;
      const user = await this.users.get(record.userId);
      if (user === null || user.disabled) return null;
      // What ended while it was being read is read once more.
      if (before === this.changes) return this.known(record, user, before);
    }
  }

  /** Remembers what was read, unless something has changed since the count was taken. */
  private known(record: R, user: UserRecord, before: number): Known<R> {
    const known = { record, principal: this.kind.principal(record, user) };
    if (before !== this.changes) return known;
    this.memory.set(record.hash, known);
    this.byId.set(record.id, known);
    if (this.memory.size > REMEMBERED) {
      const oldest = this.memory.keys().next();
      if (!oldest.done) this.drop(oldest.value);
    }
    return known;
  }

  private drop(hash: string): void {
    const known = this.memory.get(hash);
    if (known === undefined) return;
    this.memory.delete(hash);
    this.byId.delete(known.record.id);
  }

  private userChanged(userId: string, user: UserRecord | null): void {
    this.changes++;
    for (const [hash, known] of this.memory) {
      if (known.record.userId !== userId) continue;
      if (user !== null && !user.disabled) {
        known.principal = this.kind.principal(known.record, user);
        continue;
      }
      this.drop(hash);
      this.ended.tell(known.record.id);
    }
  }
}
