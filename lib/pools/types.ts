// What the registry of pools keeps of a pool, and what it tells of its connection.
import type { ConnectionState } from "@/lib/view/types.ts";
import type { Dialect } from "@/lib/xapi/types.ts";

/** A configured pool, as persisted (the password encrypted at rest by lib/store). */
export interface PoolConfig {
  /** The pool's uuid, learned when it was added. */
  readonly id: string;
  /** Last known name, shown until the pool has answered. */
  readonly name: string;
  /** As entered: host, host:port or URL. */
  readonly address: string;
  /** Addresses of all members last seen, tried when `address` does not answer. */
  readonly members: readonly string[];
  readonly username: string;
  readonly password: string;
  /** Pinned certificate (SHA-256, hex with colons); null over plain http. */
  readonly fingerprint: string | null;
  /** Dialect that worked last; tried first. */
  readonly dialect: Dialect | null;
}

/** Where the registry keeps its pools; lib/store implements it. */
export interface PoolStore {
  list(): Promise<PoolConfig[]>;
  put(config: PoolConfig): Promise<void>;
  delete(id: string): Promise<void>;
}

/** How Atoll stands with a pool, as the pool's view shows it. */
export interface ConnectionInfo {
  readonly state: ConnectionState;
  readonly since: string;
  readonly reason: string | null;
  readonly retry_at: string | null;
  readonly address: string;
  readonly fingerprint: string | null;
  readonly offered_fingerprint: string | null;
}
