// Reading what hosts give by plain paths beside the Xen-API's calls (statistics), over connections of their own: each held to
// the certificate that the pool's hosts are held to, the session in a cookie, which no log writes down.
import { ConnectionError, formatAddress, HttpClient, identify, type ReadAnswer } from "@/lib/xapi/mod.ts";
import type { Endpoint } from "@/lib/xapi/types.ts";
import { type Candidate, memberCandidate, type Whereabouts } from "./candidates.ts";
import type { Link } from "./dials.ts";

/** Requests under way at one host: what is asked of it twice is shared by whoever asks. */
const IN_FLIGHT = 2;

export interface FetchOptions {
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds for all of it; 10 s unless told. */
  readonly timeout?: number | undefined;
}

/** One session's connections to the hosts of its pool. Closing it ends what is under way. */
export class HostFetches {
  readonly #clients = new Map<string, Promise<HttpClient>>();
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
    const { link } = this;
    const host = address === null ? link.candidate : memberCandidate(this.config(), address);
    if (host === null) throw new ConnectionError("unreachable", `"${address}" is no address of a host`);
    const { endpoint, trust } = host;
    // The coordinator's has been seen; any other host has to show one that is trusted before anything is sent.
    const fingerprint = address === null ? link.certificate?.fingerprint ?? null : undefined;
    const key = formatAddress(endpoint);
    let client = this.#clients.get(key);
    if (client === undefined) {
      client = this.#open(endpoint, trust, fingerprint, timeout);
      this.#clients.set(key, client);
      // The next one tries again.
      client.catch(() => this.#clients.delete(key));
    }
    const http = await client;
    try {
      return await http.get(path, { Cookie: `session_id=${link.session.ref}` }, read, { signal, timeout });
    } catch (error) {
      // Another certificate: whether it is trusted is asked anew.
      if (error instanceof ConnectionError && error.kind.startsWith("certificate")) this.#forget(key, client);
      throw error;
    }
  }

  close(): void {
    this.#closed = true;
    for (const [key, client] of [...this.#clients]) this.#forget(key, client);
  }

  #forget(key: string, client: Promise<HttpClient>): void {
    if (this.#clients.get(key) === client) this.#clients.delete(key);
    // One that was never opened told so to whoever waited for it.
    client.then((http) => http.close(), () => {});
  }

  async #open(
    endpoint: Endpoint,
    trust: Candidate["trust"],
    seen: string | null | undefined,
    timeout: number,
  ): Promise<HttpClient> {
    const fingerprint = seen !== undefined
      ? seen
      : trust === null
      ? null
      : (await identify(endpoint, trust, { timeout })).fingerprint;
    const http = new HttpClient(endpoint, { fingerprint, inFlight: IN_FLIGHT });
    if (this.#closed) http.close();
    return http;
  }
}
