// A small HTTP/1.1 server that answers as xapi's does, header by header: status words, keep-alive, closing without a word.

import { isMistake } from "../errors.ts";
import { type Body, joined } from "./body.ts";
import { ByteReader } from "./byte_reader.ts";
import { closeConnection, writeAll } from "./connection.ts";
import { encodeResponse, type HttpResponse, parseHead, type RequestHead } from "./http_head.ts";

export type { HttpResponse, RequestHead } from "./http_head.ts";

/** A request with its whole body. */
export interface HttpRequest extends RequestHead {
  readonly body: Uint8Array;
  /** The client's port. */
  readonly peer: number;
  /** Aborted when the client closes the connection. */
  readonly signal: AbortSignal;
}

export interface HttpServerOptions {
  readonly hostname: string;
  readonly port: number;
  /** Answers in TLS with this certificate and key (PEM). */
  readonly tls?: { readonly cert: string; readonly key: string };
  /** Who takes the whole connection after a head, if anybody: large bodies, upgrades. */
  readonly takes?: (head: RequestHead) => WireHandler | undefined;
  /** Who writes an answer in the server's place, if anybody: faults. Gives whether the connection goes on. */
  readonly delivers?: Delivery;
}

/** Writes an answer with its head; undefined: the server does it. */
export type Delivery = (
  request: HttpRequest,
  response: HttpResponse,
  write: (bytes: Uint8Array) => Promise<void>,
) => Promise<boolean> | undefined;

/** Answers a request; undefined closes the connection without an answer. */
export type HttpHandler = (request: HttpRequest) => Promise<HttpResponse | undefined>;

/** A connection that somebody has for himself after the head of a request. */
export interface Wire {
  /** The next bytes from the client, those that came with the head first; undefined at their end. Nothing is read ahead. */
  read(): Promise<Uint8Array | undefined>;
  /** Resolves when the system has taken them: a slow reader holds its writer up. Throws when the connection is gone. */
  write(bytes: Uint8Array): Promise<void>;
}

/** Answers on the wire itself, HTTP head included. The connection closes when it is done. */
export type WireHandler = (head: RequestHead, wire: Wire) => Promise<void>;

/** A body beyond this is not even read: the connection closes. */
export const BODY_CLOSED = 400 * 1024;

/** A listening server. Guarantees: after close() every connection is cut, also those in the middle of an answer. */
export class HttpServer {
  #listener: Deno.Listener;
  readonly #connections = new Set<Deno.Conn>();
  readonly #handler: HttpHandler;
  readonly #takes: (head: RequestHead) => WireHandler | undefined;
  readonly #delivers: Delivery;
  readonly #hostname: string;
  readonly #tls: boolean;
  #closed = false;

  /** Throws Deno.errors.AddrInUse and the like. */
  constructor(options: HttpServerOptions, handler: HttpHandler) {
    const { hostname, port, tls } = options;
    this.#handler = handler;
    this.#hostname = hostname;
    this.#tls = tls !== undefined;
    this.#takes = options.takes ?? (() => undefined);
    this.#delivers = options.delivers ?? (() => undefined);
    this.#listener = listen(hostname, port, tls);
    this.#accept(this.#listener);
  }

  /** Listens on another port from now on, with another certificate; the connections that are there stay. */
  move(tls: HttpServerOptions["tls"]): void {
    if (this.#closed) return;
    const before = this.#listener;
    this.#listener = listen(this.#hostname, 0, tls);
    before.close();
    this.#accept(this.#listener);
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

  async #accept(listener: Deno.Listener): Promise<void> {
    while (!this.#closed) {
      try {
        const connection = await listener.accept();
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
    const reader = new ByteReader(connection);
    try {
      for (;;) {
        const head = await reader.head();
        if (head === undefined) return;
        const parsed = parseHead(head);
        if (parsed === undefined) return;
        const taker = this.#takes(parsed);
        if (taker !== undefined) {
          return await taker(parsed, {
            read: () => reader.some(),
            write: (bytes) => writeAll(connection, bytes),
          });
        }
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
        const { remoteAddr } = connection;
        const peer = remoteAddr.transport === "tcp" ? remoteAddr.port : 0;
        const request = { ...parsed, body, peer, signal: left.signal };
        const response = await this.#handler(request);
        if (response === undefined || this.#closed) return;
        const delivered = this.#delivers(request, response, (bytes) => writeAll(connection, bytes));
        if (delivered !== undefined) {
          if (!await delivered) return;
          continue;
        }
        reader.onEnd = () => {};
        const keep = parsed.headers.get("connection")?.toLowerCase() !== "close" && !parsed.old;
        for (const bytes of this.#inOne(encodeResponse(response, keep))) await writeAll(connection, bytes);
        if (!keep) return;
      }
    } finally {
      this.#drop(connection);
    }
  }

  /** TLS connections hold small pieces back until the one before is acknowledged: there they go out together. */
  #inOne(pieces: Body): Body {
    return this.#tls && pieces.length > 1 ? [joined(pieces)] : pieces;
  }

  #drop(connection: Deno.Conn): void {
    if (this.#connections.delete(connection)) closeConnection(connection);
  }
}

function listen(hostname: string, port: number, tls: HttpServerOptions["tls"]): Deno.Listener {
  return tls === undefined
    ? Deno.listen({ hostname, port })
    : Deno.listenTls({ hostname, port, cert: tls.cert, key: tls.key });
}

/** Lets small answers go out at once; TLS connections have no such switch. */
function setNoDelay(connection: Deno.Conn): void {
  if ("setNoDelay" in connection && typeof connection.setNoDelay === "function") connection.setNoDelay(true);
}
