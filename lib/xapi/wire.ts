// A connection to a host as a stream of bytes, plain or over TLS with a pinned certificate. Guarantees back-pressure: what nobody reads
// is not taken off the network, so it costs no memory here.
import { isIP } from "node:net";
import { Duplex } from "node:stream";
import { connect as connectTls, type TLSSocket } from "node:tls";
import { formatAddress } from "./address.ts";
import { sameFingerprint } from "./certificate.ts";
import { ConnectionError } from "./errors.ts";
import { aborted, connectionError } from "./failure.ts";
import type { Endpoint } from "./types.ts";

/** Bytes both ways. */
export interface Wire {
  /** What came next, 64 KiB at most; null at the end. Throws ConnectionError. */
  read(): Promise<Uint8Array | null>;
  /** Resolves when the network has taken all of it. Throws ConnectionError. */
  write(bytes: Uint8Array): Promise<void>;
  /** Ends it both ways; whoever reads gets null. */
  close(): void;
}

/** Bytes read off the network at a time. */
const PIECE = 64 * 1024;
/** Decrypted bytes that may wait for whoever reads before no more are taken off the network. */
const WAITING = 256 * 1024;

/**
 * Connects. Over https only the certificate of the fingerprint passes; without one the public authorities and the name decide.
 * Throws ConnectionError.
 */
export async function openWire(
  endpoint: Endpoint,
  fingerprint: string | null,
  signal: AbortSignal,
): Promise<Wire> {
  const connection = await connected(endpoint, signal);
  if (endpoint.protocol === "http:") return new PlainWire(connection, endpoint);
  const wire = new TlsWire(connection, endpoint, fingerprint);
  const giveUp = () => wire.close();
  signal.addEventListener("abort", giveUp, { once: true });
  try {
    await wire.secured;
    return wire;
  } catch (error) {
    wire.close();
    throw signal.aborted ? aborted(endpoint, signal.reason) : error;
  } finally {
    signal.removeEventListener("abort", giveUp);
  }
}

/** A TCP connection that stands. */
async function connected(endpoint: Endpoint, signal: AbortSignal): Promise<Deno.TcpConn> {
  const given = Promise.withResolvers<never>();
  const giveUp = () => given.reject(aborted(endpoint, signal.reason));
  if (signal.aborted) throw aborted(endpoint, signal.reason);
  signal.addEventListener("abort", giveUp, { once: true });
  const connecting = Deno.connect({ hostname: endpoint.hostname, port: endpoint.port });
  try {
    const connection = await Promise.race([connecting, given.promise]);
    connection.setNoDelay();
    return connection;
  } catch (error) {
    // One that stands too late is of no use any more.
    if (signal.aborted) connecting.then((late) => late.close(), () => {});
    throw connectionError(error, endpoint);
  } finally {
    signal.removeEventListener("abort", giveUp);
  }
}

class PlainWire implements Wire {
  #closed = false;

  constructor(private readonly connection: Deno.TcpConn, private readonly endpoint: Endpoint) {}

  async read(): Promise<Uint8Array | null> {
    if (this.#closed) return null;
    const bytes = new Uint8Array(PIECE);
    try {
      const count = await this.connection.read(bytes);
      return count === null ? null : bytes.subarray(0, count);
    } catch (error) {
      if (this.#closed) return null;
      throw connectionError(error, this.endpoint);
    }
  }

  async write(bytes: Uint8Array): Promise<void> {
    try {
      for (let at = 0; at < bytes.length;) at += await this.connection.write(bytes.subarray(at));
    } catch (error) {
      throw connectionError(error, this.endpoint);
    }
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.connection.close();
  }
}

/** Deno 2.9's TLS sockets read on while nobody listens, so what they read comes through a gate of ours. */
class TlsWire implements Wire {
  /** Resolves when the handshake is done with the right certificate; rejects with ConnectionError. */
  readonly secured: Promise<void>;
  readonly #socket: TLSSocket;
  readonly #queue: Uint8Array[] = [];
  #waiting = 0;
  #ended = false;
  #failure: ConnectionError | null = null;
  #news = Promise.withResolvers<void>();
  #gate = Promise.withResolvers<void>();

  constructor(
    private readonly connection: Deno.TcpConn,
    private readonly endpoint: Endpoint,
    private readonly fingerprint: string | null,
  ) {
    this.#gate.resolve();
    this.#socket = connectTls({
      socket: this.#below(),
      // A pinned certificate is checked by its fingerprint instead, below.
      rejectUnauthorized: fingerprint === null,
      // An address may not be sent as a server name.
      ...(isIP(endpoint.hostname) === 0 ? { servername: endpoint.hostname } : {}),
    });
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.secured = promise;
    this.#socket.once("secureConnect", () => {
      const wrong = this.#objection();
      if (wrong === null) resolve();
      else reject(wrong);
    });
    this.#socket.on("data", (bytes: Uint8Array) => this.#take(bytes));
    this.#socket.on("error", (error) => {
      this.#failure ??= connectionError(error, endpoint);
      reject(this.#failure);
      this.#end();
    });
    const over = () => {
      reject(connectionError(new Error("closed during the handshake"), endpoint));
      this.#end();
    };
    this.#socket.once("end", over);
    this.#socket.once("close", over);
  }

  async read(): Promise<Uint8Array | null> {
    for (;;) {
      const bytes = this.#queue.shift();
      if (bytes !== undefined) {
        this.#waiting -= bytes.length;
        if (this.#waiting < WAITING) this.#gate.resolve();
        return bytes;
      }
      if (this.#failure !== null) throw this.#failure;
      if (this.#ended) return null;
      await this.#news.promise;
    }
  }

  write(bytes: Uint8Array): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#ended) return reject(connectionError(new Error("closed"), this.endpoint));
      this.#socket.write(
        bytes,
        (error) => error ? reject(connectionError(error, this.endpoint)) : resolve(),
      );
    });
  }

  close(): void {
    this.#end();
    this.#queue.length = 0;
    this.#socket.destroy();
  }

  #take(bytes: Uint8Array): void {
    this.#queue.push(bytes);
    this.#waiting += bytes.length;
    if (this.#waiting >= WAITING) this.#gate = Promise.withResolvers();
    this.#tell();
  }

  #end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#gate.resolve();
    this.#tell();
  }

  #tell(): void {
    this.#news.resolve();
    this.#news = Promise.withResolvers();
  }

  /** Why the certificate presented is not the right one; null: it is. */
  #objection(): ConnectionError | null {
    if (this.fingerprint === null) return null;
    const presented = this.#socket.getPeerCertificate().fingerprint256;
    if (presented !== undefined && sameFingerprint(presented, this.fingerprint)) return null;
    return new ConnectionError(
      "certificate-changed",
      `The certificate of ${formatAddress(this.endpoint)} is not the one that was accepted`,
      presented === undefined ? {} : { fingerprint: presented },
    );
  }

  /** The encrypted side: takes from the network while the gate is open. */
  #below(): Duplex {
    const { connection } = this;
    const below = new Duplex({
      read: () => {
        const next = async () => {
          await this.#gate.promise;
          const bytes = new Uint8Array(PIECE);
          const count = await connection.read(bytes);
          below.push(count === null ? null : bytes.subarray(0, count));
        };
        next().catch((error) => below.destroy(error));
      },
      write: (chunk: Uint8Array, _, done) => {
        const all = async () => {
          for (let at = 0; at < chunk.length;) at += await connection.write(chunk.subarray(at));
        };
        all().then(() => done(), done);
      },
      destroy: (error, done) => {
        try {
          connection.close();
        } catch (problem) {
          // The other side's end has closed it already.
          if (!(problem instanceof Deno.errors.BadResource)) throw problem;
        }
        done(error);
      },
    });
    // Told by the TLS socket above it.
    below.on("error", () => {});
    return below;
  }
}
