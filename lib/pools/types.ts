// What the registry of pools keeps of a pool, and what it tells of its connection.
import type { ReadAnswer, Wire } from "@/lib/xapi/mod.ts";
import type { CallOptions, Certificate, Dialect, Value } from "@/lib/xapi/types.ts";
import type { FetchOptions } from "./fetches.ts";

/** A host of a pool, as the pool itself told of it. */
export interface Member {
  readonly address: string;
  /** For people; "" where it is not known. */
  readonly name: string;
  /** SHA-256 of its certificate, learned over a connection that was trusted already; null where it is not known. */
  readonly fingerprint: string | null;
}

/** A configured pool, as persisted (the password encrypted at rest by lib/store). */
export interface PoolConfig {
  /** The pool's uuid, learned when it was added. */
  readonly id: string;
  /** Last known name, shown until the pool has answered. */
  readonly name: string;
  /** The name that Atoll shows instead; "" where it shows the pool's own. */
  readonly label: string;
  /** Switched off: kept, but not connected. */
  readonly disabled: boolean;
  /** Whatever would change something in the pool is refused. */
  readonly readOnly: boolean;
  /** As entered: host, host:port or URL. */
  readonly address: string;
  /** All hosts last seen, the coordinator first; tried when `address` does not answer. */
  readonly members: readonly Member[];
  readonly username: string;
  readonly password: string;
  /** Certificate accepted for `address` (SHA-256, hex with colons); null over plain http, or where authorities decide. */
  readonly fingerprint: string | null;
  /** Certificates that a person accepted for other hosts of the pool, by address. */
  readonly accepted: Readonly<Record<string, string>>;
  /** The pool's own certificate authorities in PEM; null: none were given. */
  readonly ca: string | null;
  /** Dialect that worked last; tried first. */
  readonly dialect: Dialect | null;
}

/** The name that people know a pool by. */
export function nameOf({ label, name }: Pick<PoolConfig, "label" | "name">): string {
  return label || name;
}

/** Where the registry keeps its pools; lib/store implements it. */
export interface PoolStore {
  list(): Promise<PoolConfig[]>;
  put(config: PoolConfig): Promise<void>;
  delete(id: string): Promise<void>;
}

/** What an administrator enters to add a pool. */
export interface NewPool {
  /** host, host:port or URL; http only where it is written out. */
  readonly address: string;
  readonly username: string;
  readonly password: string;
  /** The certificate the administrator has seen and accepted; may be left out for http and for publicly trusted ones. */
  readonly fingerprint?: string | undefined;
  /** The pool's own certificate authorities in PEM, instead of a fingerprint. */
  readonly ca?: string | undefined;
  /** The name that Atoll shows instead of the pool's own. */
  readonly label?: string | undefined;
  readonly readOnly?: boolean | undefined;
}

/** What is changed of a pool; the rest stays. */
export interface PoolEdit {
  /** "": the pool's own name is shown. */
  readonly label?: string | undefined;
  readonly address?: string | undefined;
  /** The certificate seen and accepted at the new address. */
  readonly fingerprint?: string | undefined;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
}

/** What is set of a pool, for those who manage it: all but the password and the authorities. */
export interface PoolSettings {
  readonly label: string;
  /** The pool's own name, as last known. */
  readonly ownName: string;
  readonly address: string;
  readonly username: string;
  readonly disabled: boolean;
  readonly readOnly: boolean;
}

/** The registry of pools. Methods throw AtollError with a sentence for people. */
export interface PoolsService {
  /** The certificate presented at an address, before any password is sent; null over plain http. */
  probe(address: string): Promise<Certificate | null>;
  /** Connects, logs in, learns the pool's uuid, persists and supervises. Resolves with the pool's id once its objects are in the cache. */
  add(pool: NewPool): Promise<string>;
  /** Logs out, forgets, and takes its objects out of the cache. */
  remove(id: string): Promise<void>;
  /** Tries at once, whatever the backoff says. */
  reconnect(id: string): void;
  /** Pins the certificate now presented, if it is still the one shown. */
  acceptCertificate(id: string, fingerprint: string): Promise<void>;
  setCredentials(id: string, username: string, password: string): Promise<void>;
  settings(id: string): PoolSettings;
  /**
   * Changes name, address or credentials. What answers at a new address must be trusted already, or by the fingerprint given;
   * nothing is sent there before. An address where nobody answers is taken.
   */
  edit(id: string, edit: PoolEdit): Promise<void>;
  /** Signs out and shows nothing of the pool any more, or connects it again. */
  setDisabled(id: string, disabled: boolean): Promise<void>;
  /** Refuses whatever would change something in the pool, or no longer. */
  setReadOnly(id: string, readOnly: boolean): Promise<void>;
  /** Holds the hosts to the pool's own authorities (PEM) from now on; null: to the certificates known now. */
  setAuthorities(id: string, ca: string | null): Promise<void>;
  /**
   * Calls the pool in its current session (the session parameter is added). Throws XapiError, ConnectionError or AtollError:
   * `pool-not-live`; `pool-read-only` where the call may change something and the pool is not to be changed.
   */
  call(id: string, method: string, params: readonly Value[], options?: CallOptions): Promise<Value>;
  /** Logs out of every pool, so that no session leaks. */
  close(): Promise<void>;
}

/** Reads what hosts give beside the Xen-API's calls. */
export interface HostReader {
  /**
   * GETs a path of one of the pool's hosts (its address as the pool names it; null: the coordinator, where Atoll reaches it) in
   * the current session, and gives what `read` makes of the answer. For what only reads. Throws ConnectionError or AtollError.
   */
  fetch<T>(
    id: string,
    address: string | null,
    path: string,
    read: ReadAnswer<T>,
    options?: FetchOptions,
  ): Promise<T>;
}

/** Reaches what hosts give as bytes both ways. */
export interface HostTunnels {
  /**
   * Opens what lies behind a path of one of the pool's hosts (its address as the pool names it) in the current session: a console.
   * It ends with the session. Throws ConnectionError or AtollError.
   */
  tunnel(id: string, address: string, path: string, options?: FetchOptions): Promise<Wire>;
}
