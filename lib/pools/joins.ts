// First connections: while they are under way, and the sessions that those which failed could not end.
import { AtollError } from "@/lib/errors.ts";
import { log } from "@/lib/log.ts";
import { AddressError, formatAddress, parseAddress, probeCertificate } from "@/lib/xapi/mod.ts";
import type { Certificate, Endpoint } from "@/lib/xapi/types.ts";
import { Background } from "./background.ts";
import { firstLink, type Joined, toAtollError } from "./join.ts";
import { Leftovers } from "./leftovers.ts";
import type { NewPool } from "./types.ts";

/** ms for a look at a certificate. */
const PROBE = 10_000;

export class Joins {
  private readonly background = new Background((error) =>
    log.error("A first connection ended unexpectedly", { error })
  );
  /** By address: which pool they are of, the next one there that succeeds will know. */
  private readonly left = new Map<string, Leftovers>();

  /** @param signal gives up what is under way */
  constructor(private readonly signal: AbortSignal) {}

  /** The certificate presented at an address; null over plain http. Throws AtollError. */
  async probe(address: string): Promise<Certificate | null> {
    const endpoint = endpointOf(address);
    if (endpoint.protocol === "http:") return null;
    try {
      return await probeCertificate(endpoint, { signal: this.signal, timeout: PROBE });
    } catch (error) {
      throw toAtollError(error, address);
    }
  }

  /** Signs in to a pool and gives what `work` makes of that. Session and leftovers are the work's, unless it throws. Throws AtollError. */
  join<T>(pool: NewPool, work: (joined: Joined) => Promise<T>): Promise<T> {
    const joined = this.run(pool, work);
    this.background.add(Promise.allSettled([joined]));
    return joined;
  }

  /** Waits until nothing is under way. */
  settled(): Promise<void> {
    return this.background.settled();
  }

  private async run<T>(pool: NewPool, work: (joined: Joined) => Promise<T>): Promise<T> {
    const endpoint = endpointOf(pool.address);
    requireUsername(pool.username);
    const address = formatAddress(endpoint);
    const leftovers = this.left.get(address) ?? new Leftovers();
    this.left.delete(address);
    let closed: Promise<void> = Promise.resolve();
    try {
      const joined = await firstLink(endpoint, pool, {
        signal: this.signal,
        leftovers,
        closing: (dials) => this.background.add(closed = dials.close()),
      });
      return await work(joined);
    } catch (error) {
      this.keep(address, leftovers);
      // Sign-ins that were given up end later, and may leave more.
      this.background.add(closed.then(() => this.keep(address, leftovers)));
      throw this.signal.aborted ? stopping() : error;
    }
  }

  private keep(address: string, leftovers: Leftovers): void {
    if (leftovers.size === 0) return;
    const kept = this.left.get(address) ?? new Leftovers();
    kept.take(leftovers);
    this.left.set(address, kept);
  }
}

export function stopping(): AtollError {
  return new AtollError(503, "stopping", "Atoll is stopping");
}

/** Throws AtollError where there is no user name. */
export function requireUsername(username: string): void {
  if (username.trim() !== "") return;
  throw new AtollError(422, "username-missing", "Enter the user name of the pool", "username");
}

/** Throws AtollError 422 where it is no address. */
export function endpointOf(address: string): Endpoint {
  try {
    return parseAddress(address);
  } catch (error) {
    if (error instanceof AddressError) {
      throw new AtollError(422, "bad-address", error.message, "address", { cause: error });
    }
    throw error;
  }
}
