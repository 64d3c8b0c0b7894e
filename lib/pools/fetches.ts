// Reading what hosts give by plain paths beside the Xen-API's calls (statistics), over connections of their own: each held to
// the certificate that the pool's hosts are held to, the session in a cookie, which no log writes down.
import {
  ConnectionError,
  formatAddress,
  HttpClient,
  identify,
  openTunnel,
  type ReadAnswer,
  type Wire,
} from "@/lib/xapi/mod.ts";
import { type Candidate, memberCandidate, type Whereabouts } from "./candidates.ts";
import type { Link } from "./dials.ts";

export interface FetchOptions {
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds for all of it; 10 s unless told. */
  readonly timeout?: number | undefined;
}

/** Reads from the hosts of one session's pool. Closing it ends what is under way. */
export class HostFetches {
  /** The certificates that hosts have shown and that are trusted, by address; null over plain http. */
  readonly #seen = new Map<string, Promise<string | null>>();
  readonly #open = new Set<{ close(): void }>();
  #closed = false;

  /** @param config of the pool at this moment */
  constructor(private readonly link: Link, private readonly config: () => Whereabouts) {}

  /**
   * GETs a path and gives what `read` makes of the answer. Throws ConnectionError.
   * @param address as the pool names the host; null: its coordinator, where the session was opened
   */
  async get<T>(
    address: string | null,
    path: string,
    read: ReadAnswer<T>,
    { signal, timeout = 10_000 }: FetchOptions,
  ): Promise<T> {
    const { candidate, session } = this.link;
    const host = address === null ? candidate : memberCandidate(this.config(), address);
    if (host === null) throw new ConnectionError("unreachable", `"${address}" is no address of a host`);
    const fingerprint = await this.#trusted(host, timeout);
    // A connection for each: hosts say that they keep it, and close it.
    const http = new HttpClient(host.endpoint, { fingerprint, inFlight: 1 });
    this.#open.add(http);
    try {
      if (this.#closed) http.close();
      const headers = { Cookie: `session_id=${session.ref}`, Connection: "close" };
      return await http.get(path, headers, read, { signal, timeout });
    } catch (error) {
      // Another certificate: whether it is trusted is asked anew.
      if (error instanceof ConnectionError && error.kind.startsWith("certificate")) {
        this.#seen.delete(formatAddress(host.endpoint));
      }
      throw error;
    } finally {
      this.#open.delete(http);
      http.close();
    }
  }

  /**
   * Opens what lies behind a path of a host (a console): bytes both ways, until one side ends it or the session is over.
   * Throws ConnectionError.
   */
  async tunnel(address: string, path: string, { signal, timeout = 15_000 }: FetchOptions): Promise<Wire> {
    const host = memberCandidate(this.config(), address);
    if (host === null) throw new ConnectionError("unreachable", `"${address}" is no address of a host`);
    const fingerprint = await this.#trusted(host, timeout);
    const session = this.link.session.ref;
    const wire = await openTunnel(host.endpoint, path, { fingerprint, session, signal, timeout });
    const whole: Wire = {
      read: () => wire.read(),
      write: (bytes) => wire.write(bytes),
      close: () => {
        this.#open.delete(whole);
        wire.close();
      },
    };
    this.#open.add(whole);
    if (this.#closed) whole.close();
    return whole;
  }

  close(): void {
    this.#closed = true;
    for (const one of [...this.#open]) one.close();
  }

  /** What a host's certificate is held to: that of the coordinator has been seen, any other host has to show a trusted one first. */
  #trusted(host: Candidate, timeout: number): Promise<string | null> {
    const { candidate, certificate } = this.link;
    if (host.trust === null) return Promise.resolve(null);
    if (host === candidate) return Promise.resolve(certificate?.fingerprint ?? null);
    const key = formatAddress(host.endpoint);
    let seen = this.#seen.get(key);
    if (seen === undefined) {
      seen = identify(host.endpoint, host.trust, { timeout }).then(({ fingerprint }) => fingerprint);
      this.#seen.set(key, seen);
      // The next one tries again.
      seen.catch(() => this.#seen.delete(key));
    }
    return seen;
  }
}
