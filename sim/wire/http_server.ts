// A small HTTP/1.1 server that answers as xapi's does, header by header: status words, keep-alive, closing without a word.

import { isMistake } from "../errors.ts";
import { type Body, BodyWriter, textBody } from "./body.ts";

/** A request with its whole body. */
export interface HttpRequest {
  readonly method: string;
  /** Path without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Header values by lower-case name. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Uint8Array;
  /** Aborted when the client closes the connection. */
  readonly signal: AbortSignal;
}

/** An answer; content-length and connection are added. */
export interface HttpResponse {
  readonly status: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string | Body;
}

export interface HttpServerOptions {
  readonly hostname: string;
  readonly port: number;
  /** Answers in TLS with this certificate and key (PEM). */
  readonly tls?: { readonly cert: string; readonly key: string };
}

/** Answers a request; undefined closes the connection without an answer. */
export type HttpHandler = (request: HttpRequest) => Promise<HttpResponse | undefined>;

/** Bytes of a head at most. */
const HEAD_MAX = 64 * 1024;
/** A body beyond this is not even read: the connection closes. */
export const BODY_CLOSED = 400 * 1024;

/** A listening server. Guarantees: after close() every connection is cut, also those in the middle of an answer. */
export class HttpServer {
  readonly #listener: Deno.Listener;
  readonly #connections = new Set<Deno.Conn>();
  readonly #handler: HttpHandler;
  #closed = false;

  /** Throws Deno.errors.AddrInUse and the like. */
  constructor(options: HttpServerOptions, handler: HttpHandler) {
    const { hostname, port, tls } = options;
    this.#handler = handler;
    this.#listener = tls === undefined
      ? Deno.listen({ hostname, port })
      : Deno.listenTls({ hostname, port, cert: tls.cert, key: tls.key });
    this.#accept();
  }

  /** The port it listens on. */
  get port(): number {
    const { addr } = this.#listener;
    return addr.transport === "tcp" ? addr.port : 0;
  }

  /** Open connections. */
  get connections(): number {
    return this.#connections.size;
  }

  /** Cuts every connection but keeps listening. */
  cut(): void {
    for (const connection of [...this.#connections]) this.#drop(connection);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#listener.close();
    this.cut();
  }

  async #accept(): Promise<void> {
    while (!this.#closed) {
      try {
        const connection = await this.#listener.accept();
        this.#connections.add(connection);
        this.#serve(connection).catch((error) => {
          // The client is gone, or its TLS is not to be understood.
          if (isMistake(error)) throw error;
        });
      } catch (error) {
        // A refused TLS handshake fails here too; only the listener's own end ends the loop.
        if (error instanceof Deno.errors.BadResource || error instanceof Deno.errors.Interrupted) return;
      }
    }
  }

  async #serve(connection: Deno.Conn): Promise<void> {
    setNoDelay(connection);
    const reader = new Reader(connection);
    try {
      for (;;) {
        const head = await reader.head();
        if (head === undefined) return;
        const parsed = parseHead(head);
        if (parsed === undefined) return;
        const length = Number(parsed.headers.get("content-length") ?? 0);
        if (!Number.isInteger(length) || length < 0 || length > BODY_CLOSED) return;
        if (parsed.headers.get("expect")?.toLowerCase() === "100-continue") {
          await writeAll(connection, new TextEncoder().encode("HTTP/1.1 100 Continue\r\n\r\n"));
        }
        const body = await reader.body(length);
        if (body === undefined) return;
        const left = new AbortController();
        reader.onEnd = () => left.abort();
        reader.ahead();
        const response = await this.#handler({ ...parsed, body, signal: left.signal });
        reader.onEnd = () => {};
        if (response === undefined || this.#closed) return;
        const keep = parsed.headers.get("connection")?.toLowerCase() !== "close" && !parsed.old;
        for (const bytes of encode(response, keep)) await writeAll(connection, bytes);
        if (!keep) return;
      }
    } finally {
      this.#drop(connection);
    }
  }

  #drop(connection: Deno.Conn): void {
    if (!this.#connections.delete(connection)) return;
    try {
      connection.close();
    } catch (error) {
      // Closed from the other side meanwhile: that is what was wanted.
      if (!(error instanceof Deno.errors.BadResource)) throw error;
    }
  }
}

/** Lets small answers go out at once; TLS connections have no such switch. */
function setNoDelay(connection: Deno.Conn): void {
  if ("setNoDelay" in connection && typeof connection.setNoDelay === "function") connection.setNoDelay(true);
}

interface Head {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: ReadonlyMap<string, string>;
  /** HTTP/1.0: no keep-alive. */
  readonly old: boolean;
}

function parseHead(head: string): Head | undefined {
  const [first = "", ...lines] = head.split("\r\n");
  const [, method, target, version] = /^([A-Z]+) (\S+) HTTP\/(1\.[01])$/.exec(first) ?? [];
  if (method === undefined || target === undefined) return undefined;
  const headers = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(":");
    if (colon > 0) headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  const [path = "/", query = ""] = target.replace(/^https?:\/\/[^/]+/, "").split("?", 2);
  return {
    method,
    path: path === "" ? "/" : path,
    query: new URLSearchParams(query),
    headers,
    old: version === "1.0",
  };
}

/** An answer's bytes: the head together with the first piece of the body, which often is all of it. */
function encode(response: HttpResponse, keep: boolean): Body {
  const [first = new Uint8Array(0), ...rest] = typeof response.body === "string"
    ? textBody(response.body)
    : response.body;
  const lines = [
    `HTTP/1.1 ${response.status}`,
    `content-length: ${rest.reduce((sum, { length }) => sum + length, first.length)}`,
    `connection: ${keep ? "keep-alive" : "close"}`,
    "cache-control: no-cache, no-store",
    ...response.headers.map(([name, value]) => `${name}: ${value}`),
  ];
  const start = new BodyWriter();
  start.text(`${lines.join("\r\n")}\r\n\r\n`);
  start.bytes(first);
  return [...start.done(), ...rest];
}

async function writeAll(connection: Deno.Conn, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) at += await connection.write(bytes.subarray(at));
}

/** Reads a connection; knows when it ends even while nobody waits for bytes. */
class Reader {
  onEnd: () => void = () => {};
  #buffer = new Uint8Array(0);
  #pending: Promise<boolean> | undefined;

  constructor(readonly connection: Deno.Conn) {}

  /** The next head without its empty line; undefined at the end of the connection. */
  async head(): Promise<string | undefined> {
    for (;;) {
      const end = find(this.#buffer);
      if (end >= 0) {
        const head = new TextDecoder("latin1").decode(this.#buffer.subarray(0, end));
        this.#buffer = this.#buffer.slice(end + 4);
        return head;
      }
      if (this.#buffer.length > HEAD_MAX || !(await this.#more())) return undefined;
    }
  }

  async body(length: number): Promise<Uint8Array | undefined> {
    while (this.#buffer.length < length) if (!(await this.#more())) return undefined;
    const body = this.#buffer.slice(0, length);
    this.#buffer = this.#buffer.slice(length);
    return body;
  }

  /** Starts reading ahead, so that the end of the connection is noticed. */
  ahead(): void {
    // A connection that fails has ended; whoever reads next gets the error.
    this.#more().catch(() => this.onEnd());
  }

  #more(): Promise<boolean> {
    this.#pending ??= this.#read().finally(() => this.#pending = undefined);
    return this.#pending;
  }

  async #read(): Promise<boolean> {
    const chunk = new Uint8Array(64 * 1024);
    const count = await this.connection.read(chunk);
    if (count === null) {
      this.onEnd();
      return false;
    }
    const whole = new Uint8Array(this.#buffer.length + count);
    whole.set(this.#buffer);
    whole.set(chunk.subarray(0, count), this.#buffer.length);
    this.#buffer = whole;
    return true;
  }
}

/** Where a head ends: the index of its empty line, -1 when it is not there yet. */
function find(bytes: Uint8Array): number {
  for (let at = bytes.indexOf(13); at >= 0 && at + 3 < bytes.length; at = bytes.indexOf(13, at + 1)) {
    if (bytes[at + 1] === 10 && bytes[at + 2] === 13 && bytes[at + 3] === 10) return at;
  }
  return -1;
}
