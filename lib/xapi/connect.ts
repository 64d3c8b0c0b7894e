// Finding out which dialect a host speaks, before any password goes out.
import type { Dialect, Endpoint, Transport } from "./types.ts";

export interface ConnectOptions {
  readonly fingerprint: string | null;
  /** The dialect that worked last, tried first. */
  readonly dialect: Dialect | null;
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds for each question asked; 15 s unless told. */
  readonly timeout?: number | undefined;
}

/**
 * Asks a host for its methods in each dialect until it answers like a Xen-API. Throws ConnectionError: `not-xapi` when
 * something answers that is none, otherwise why it cannot be reached.
 */
export function connect(_endpoint: Endpoint, _options: ConnectOptions): Promise<Transport> {
  throw new Error("Not built");
}
