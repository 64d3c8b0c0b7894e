// Users, groups, sessions and tokens as those who manage them see them: the contract between lib/auth, the API and the pages.
import type { Principal } from "./types.ts";

export interface User {
  readonly id: string;
  readonly username: string;
  readonly created: string;
  readonly disabled: boolean;
  /** Ids of groups. */
  readonly groups: readonly string[];
  /** Who vouches for the user: Atoll's own password, or a directory. */
  readonly source: "local" | "oidc" | "ldap";
  /** What is set up beside the password. */
  readonly secondFactors: readonly ("totp" | "passkey")[];
  /** Last use of a session or token; null: never. */
  readonly seen: string | null;
}

export interface Group {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** Value of the directory's group claim that puts people into it; null: by hand only. */
  readonly external: string | null;
  readonly members: number;
}

export interface SessionInfo {
  readonly id: string;
  readonly userId: string;
  readonly created: string;
  readonly used: string;
  readonly ends: string;
  /** Where it was started: address, and browser in a few words ("Firefox on Linux"). */
  readonly client: string;
  readonly agent: string;
  /** The one that asks. */
  readonly current: boolean;
}

export interface TokenInfo {
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  /** For reading only, or all that the user may do. */
  readonly scope: "read-only" | "user";
  readonly created: string;
  /** Null: until it is revoked. */
  readonly expires: string | null;
  readonly used: string | null;
}

/** What follows a user to any device. Values are small JSON, checked by their schemas; 32 KiB together at most. */
export interface Preferences {
  readonly theme: "system" | "light" | "dark";
  /** Tag of lib/view/languages.ts; "": the one the browser asks for. */
  readonly language: string;
  /** Columns by list. */
  readonly columns: { readonly [list: string]: readonly string[] };
  /** Saved views: a name and a query, by list. */
  readonly views: readonly { readonly list: string; readonly name: string; readonly query: string }[];
}

/** How pages look and speak to somebody. */
export interface Look {
  readonly theme: Preferences["theme"] | null;
  readonly language: Preferences["language"] | null;
}

/** What is left out, or undefined, stays as it is. */
export type PreferencesChange = { readonly [K in keyof Preferences]?: Preferences[K] | undefined };

/**
 * Managing people. Methods on others need the right `users.manage`; a user may ask the ones marked (own) for themselves. All
 * changes are audited and in force at once: sessions of a disabled or deleted user end, with their streams. Throws AtollError
 * 403, 404, 409 (name taken; last administrator), 422 with the field.
 */
export interface PeopleService {
  users(principal: Principal): Promise<readonly User[]>;
  user(principal: Principal, id: string): Promise<User>; // (own)
  createUser(
    principal: Principal,
    user: { username: string; password: string; groups?: readonly string[] | undefined },
  ): Promise<User>;
  renameUser(principal: Principal, id: string, username: string): Promise<void>;
  /** Ends sessions when disabling. Refuses the last administrator, and oneself. */
  setDisabled(principal: Principal, id: string, disabled: boolean): Promise<void>;
  setGroups(principal: Principal, id: string, groups: readonly string[]): Promise<void>;
  deleteUser(principal: Principal, id: string): Promise<void>;
  /** By an administrator, for somebody else: ends all sessions of the user. */
  resetPassword(principal: Principal, id: string, password: string): Promise<void>;
  /** Takes away TOTP, recovery codes and passkeys of somebody who lost them. */
  resetSecondFactors(principal: Principal, id: string): Promise<void>;
  /** (own) Ends the other sessions. */
  changePassword(principal: Principal, current: string, password: string): Promise<void>;

  groups(principal: Principal): Promise<readonly Group[]>;
  createGroup(
    principal: Principal,
    group: { name: string; description?: string | undefined; external?: string | null | undefined },
  ): Promise<Group>;
  changeGroup(
    principal: Principal,
    id: string,
    group: {
      name?: string | undefined;
      description?: string | undefined;
      external?: string | null | undefined;
    },
  ): Promise<void>;
  deleteGroup(principal: Principal, id: string): Promise<void>;

  /** (own) Of a user; of everybody when `userId` is null. */
  sessions(principal: Principal, userId: string | null): Promise<readonly SessionInfo[]>;
  endSession(principal: Principal, id: string): Promise<void>; // (own)
  endSessionsOf(principal: Principal, userId: string): Promise<void>; // (own: all but the one that asks)

  tokens(principal: Principal, userId: string): Promise<readonly TokenInfo[]>; // (own)
  /** (own) `secret` is shown once: `Authorization: Bearer atoll_…`. A token cannot make tokens, nor can who did not give the password a moment ago. */
  createToken(
    principal: Principal,
    token: { name: string; scope: TokenInfo["scope"]; expires: string | null },
  ): Promise<{ readonly info: TokenInfo; readonly secret: string }>;
  revokeToken(principal: Principal, id: string): Promise<void>; // (own)

  preferences(principal: Principal): Promise<Preferences>; // (own)
  setPreferences(principal: Principal, preferences: PreferencesChange): Promise<void>; // (own)
  /** (own) Ids of the alerts that somebody has taken notice of; some may be gone. */
  acknowledged(principal: Principal): Promise<ReadonlySet<string>>;
  /** (own) Takes notice of alerts, or takes it back. @param isThere which alerts there are: of the others some are forgotten */
  acknowledge(
    principal: Principal,
    ids: readonly string[],
    yes: boolean,
    isThere: (id: string) => boolean,
  ): Promise<void>;
  /** (own) What every page asks for. What was never chosen is null: the browser's cookie counts. */
  look(principal: Principal): Promise<Look>;
}
