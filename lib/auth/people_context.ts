// What the parts of PeopleService share: whom they serve, what somebody may do to whom, and the audit of it.
import { AtollError } from "@/lib/errors.ts";
import type { AuditEntry } from "@/lib/store/audit.ts";
import { type Store, StoreError } from "@/lib/store/store.ts";
import type { UserRecord } from "@/lib/store/users.ts";
import type { Administrators } from "./administrators.ts";
import type { Hasher } from "./password.ts";
import type { Sessions } from "./sessions.ts";
import type { Tokens } from "./tokens.ts";
import type { Principal } from "./types.ts";

/** What is asked of lib/rights, which looks down on this room. */
export interface PeopleRights {
  can(principal: Principal, action: string): boolean;
  /** Whether a user of these groups would be an administrator. */
  administers(user: { readonly id: string; readonly groups: readonly string[] }): boolean;
}

export interface PeopleDeps {
  readonly store: Pick<
    Store,
    "users" | "groups" | "preferences" | "acknowledged" | "factors" | "identities" | "audit"
  >;
  readonly sessions: Sessions;
  readonly tokens: Tokens;
  readonly hasher: Hasher;
  readonly rights: PeopleRights;
  readonly administrators: Administrators;
  /** Whether somebody has just proved who they are (lib/auth/recent.ts); everybody has where nobody asks. */
  readonly proved?: (principal: Principal) => boolean;
  /** Milliseconds since 1970; tests move it. */
  readonly now?: () => number;
}

/** What something is done to, for the audit. */
type Thing = NonNullable<AuditEntry["object"]>;

export const userThing = ({ id, username }: Pick<UserRecord, "id" | "username">): Thing => ({
  collection: "user",
  id,
  name: username,
});

/** Anything else is no key of the database, and may be too long for one. */
export const isId = (text: string): boolean => /^[0-9a-f-]{36}$/i.test(text);

const forbidden = (reason = "You are not allowed to do this") => new AtollError(403, "forbidden", reason);

export class PeopleContext {
  readonly now: () => number;

  constructor(readonly deps: PeopleDeps) {
    this.now = deps.now ?? Date.now;
  }

  manages(principal: Principal): boolean {
    return this.deps.rights.can(principal, "users.manage");
  }

  /** Throws AtollError 403 unless somebody manages people. */
  needsManager(principal: Principal): void {
    if (!this.manages(principal)) throw forbidden();
  }

  /** Throws AtollError 403 unless somebody manages people, or their rights: who gives rights has to see to whom. */
  needsReader(principal: Principal): void {
    if (!this.deps.rights.can(principal, "rights.manage")) this.needsManager(principal);
  }

  /** The same as needsManager, for what somebody may do to themselves. */
  needsSelfOrManager(principal: Principal, userId: string): void {
    if (principal.userId !== userId) this.needsManager(principal);
  }

  /** Throws AtollError 403 when a token for reading would change something of its user's own. */
  needsWriter(principal: Principal): void {
    if (principal.token?.readOnly) throw forbidden("This token is for reading only");
  }

  /** Throws AtollError 403 with any token: one that was stolen must not make itself at home. */
  needsSession(principal: Principal): void {
    if (principal.token === null) return;
    throw new AtollError(403, "session-needed", "This cannot be done with an API token: sign in instead");
  }

  /** Throws AtollError 403 unless somebody has just proved who they are: a session found open gives nobody a key to keep. */
  needsProof(principal: Principal): void {
    if (this.deps.proved?.(principal) ?? true) return;
    throw new AtollError(403, "confirm-first", "Enter your password once more before you make a token");
  }

  /** Throws AtollError 404. */
  async user(id: string): Promise<UserRecord> {
    const user = isId(id) ? await this.deps.store.users.get(id) : null;
    if (user === null) throw new AtollError(404, "unknown-user", "There is no such user");
    return user;
  }

  /** Changes a user. Throws AtollError 404 when the user was deleted meanwhile. */
  async change(id: string, edit: (user: UserRecord) => UserRecord): Promise<void> {
    try {
      await this.deps.store.users.change(id, edit);
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      await this.user(id);
      throw error;
    }
  }

  /**
   * Throws AtollError 403 when somebody who manages people, but is no administrator, would change an administrator or make one:
   * that would be the way to all rights.
   */
  async needsRank(principal: Principal, ...whom: { id: string; groups: readonly string[] }[]): Promise<void> {
    const { rights, store } = this.deps;
    if (!whom.some((user) => rights.administers(user))) return;
    const self = await store.users.get(principal.userId);
    if (self === null || !rights.administers(self)) throw forbidden("Only an administrator may do this");
  }

  /** Makes a change that must leave an administrator. Throws AtollError 409 `last-administrator`. */
  keepOne<T>(
    remains: (user: UserRecord) => { readonly id: string; readonly groups: readonly string[] } | null,
    change: () => Promise<T>,
  ): Promise<T> {
    return this.deps.administrators.keepOne((user) => {
      const after = remains(user);
      return after !== null && this.deps.rights.administers(after);
    }, change);
  }

  /**
   * Does something and writes it to the audit log, as refused where somebody lacks the right or it would be harmful. `tell` says
   * what was done in particular, where the names alone do not: a new name, a token's scope.
   */
  async noted<T>(
    principal: Principal,
    what: string,
    object: Thing | null,
    run: (tell: (particulars: string) => void) => Promise<T>,
  ): Promise<T> {
    const note = (result: AuditEntry["result"], message: string) =>
      this.deps.store.audit.append({
        who: { userId: principal.userId, username: principal.username },
        what,
        object,
        result,
        message,
        task: null,
      });
    let particulars = "";
    let done: T;
    try {
      done = await run((text) => particulars = text);
    } catch (error) {
      if (error instanceof AtollError && (error.status === 403 || error.status === 409)) {
        await note("refused", error.message);
      }
      throw error;
    }
    await note("done", particulars);
    return done;
  }
}
