// One way of speaking to one host.
import type { Dialect, Endpoint, Transport } from "./types.ts";

export interface TransportOptions {
  /** The pinned certificate (SHA-256, hex with colons); null: the public authorities decide, or plain http. */
  readonly fingerprint: string | null;
  /** JSON-RPC 2.0 unless told. */
  readonly dialect?: Dialect | undefined;
  /** Milliseconds for a call that does not bring its own; 30 s unless told. */
  readonly timeout?: number | undefined;
  /** Calls in flight at most, further ones wait; 20 unless told. */
  readonly inFlight?: number | undefined;
}

/** Opens nothing yet: connections are made as calls need them, and kept. */
export function openTransport(_endpoint: Endpoint, _options: TransportOptions): Transport {
  throw new Error("Not built");
}
