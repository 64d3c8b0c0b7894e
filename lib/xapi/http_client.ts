// POST requests to one host over kept connections: in-flight limit, timeout, abort, pinned certificate, size limits.
import {
  Agent as HttpAgent,
  type ClientRequest,
  type IncomingMessage,
  request as requestHttp,
} from "node:http";
import { request as requestHttps } from "node:https";
import type { Duplex } from "node:stream";
import { formatAddress } from "./address.ts";
import { ConnectionError } from "./errors.ts";
import { aborted, connectionError, timedOut } from "./failure.ts";
import { IdleReaper } from "./idle_reaper.ts";
import { PinningAgent } from "./pinning_agent.ts";
import { Places } from "./places.ts";
import type { Endpoint } from "./types.ts";

/** xapi drops a connection it has not heard from for a while; ours go first, so that no request meets a closing one. */
const IDLE_MS = 15_000;
/** An answer that has begun goes on within this time: whatever takes a xapi long, it does before it begins to answer. */
const SILENCE_MS = 30_000;
/** No genuine answer comes near: 1,084 VMs are 8.4 MB of XML. */
const MAX_ANSWER_BYTES = 512 * 1024 * 1024;

export interface HttpOptions {
  readonly fingerprint: string | null;
  readonly inFlight: number;
  readonly maxAnswerBytes?: number | undefined;
  /** Milliseconds after which a kept connection that nobody uses is closed. */
  readonly idleMs?: number | undefined;
  /** Milliseconds that an answer which has begun may stand still. */
  readonly silenceMs?: number | undefined;
}

export interface PostOptions {
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds, waiting for a turn included. */
  readonly timeout: number;
}

export interface HttpAnswer {
  readonly status: number;
  readonly contentType: string;
  /** The body, piece by piece, as it arrives. Throws ConnectionError where it is cut off, malformed or too large. */
  readonly chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
}

/** Reads an answer. One that it does not read to its end, or refuses, costs the connection. */
export type ReadAnswer<T> = (answer: HttpAnswer) => Promise<T>;

/** Keeps at most `inFlight` requests under way and at most as many connections; further requests wait their turn, first come, first served. */
export class HttpClient {
  readonly #agent: HttpAgent;
  readonly #reaper: IdleReaper;
  readonly #maxAnswerBytes: number;
  readonly #silenceMs: number;
  readonly #places: Places;
  /** What gives up each call, whether it waits for its turn, its connection or its answer. */
  readonly #underWay = new Set<AbortController>();
  #closed = false;

  constructor(private readonly endpoint: Endpoint, options: HttpOptions) {
    const settings = { keepAlive: true, maxSockets: options.inFlight, maxFreeSockets: options.inFlight };
    this.#agent = endpoint.protocol === "https:"
      ? new PinningAgent(endpoint, options.fingerprint, settings)
      : new HttpAgent(settings);
    this.#reaper = new IdleReaper(this.#agent, options.idleMs ?? IDLE_MS);
    this.#places = new Places(options.inFlight);
    this.#maxAnswerBytes = options.maxAnswerBytes ?? MAX_ANSWER_BYTES;
    this.#silenceMs = options.silenceMs ?? SILENCE_MS;
  }

  /**
   * Sends a body and gives what `read` makes of the answer, whatever its status, while it arrives. Throws ConnectionError,
   * and what `read` throws.
   */
  async post<T>(
    path: string,
    contentType: string,
    body: Uint8Array,
    read: ReadAnswer<T>,
    options: PostOptions,
  ): Promise<T> {
    const { signal } = options;
    if (signal?.aborted) throw aborted(this.endpoint, signal.reason);
    const control = new AbortController();
    this.#underWay.add(control);
    const timer = setTimeout(() => control.abort(timedOut(this.endpoint)), options.timeout);
    const giveUp = () => control.abort(aborted(this.endpoint, signal?.reason));
    signal?.addEventListener("abort", giveUp, { once: true });
    try {
      const giveBack = await this.#places.take(control.signal);
      try {
        if (this.#closed) throw this.#closedError();
        // Nothing is awaited where a connection is free: another call would take it.
        const leave = this.#agent instanceof PinningAgent && !this.#agent.free
          ? await this.#agent.prepare(control.signal)
          : undefined;
        try {
          return await this.#exchange(path, contentType, body, read, control);
        } finally {
          leave?.();
        }
      } finally {
        giveBack();
      }
    } finally {
      this.#underWay.delete(control);
      clearTimeout(timer);
      signal?.removeEventListener("abort", giveUp);
    }
  }

  /** Breaks off what is under way (ConnectionError aborted) and closes every connection. */
  close(): void {
    this.#closed = true;
    for (const control of [...this.#underWay]) control.abort(this.#closedError());
    this.#reaper.close();
    this.#agent.destroy();
  }

  #exchange<T>(
    path: string,
    contentType: string,
    body: Uint8Array,
    read: ReadAnswer<T>,
    control: AbortController,
  ): Promise<T> {
    const { signal } = control;
    return new Promise((resolve, reject) => {
      const request = this.#request(path, contentType, body.length);
      const giveUp = () => {
        abandon(request);
        fail(signal.reason);
      };
      const done = () => {
        signal.removeEventListener("abort", giveUp);
        release(request);
      };
      let responding = false;
      const fail = (error: unknown) => {
        done();
        reject(signal.aborted ? signal.reason : error);
      };
      signal.addEventListener("abort", giveUp, { once: true });
      request.once("socket", (socket) => {
        this.#reaper.busy(socket);
        // Deno 2.9's node:http sends a request again when a kept connection breaks, though the pool may have run it already.
        request.reusedSocket = false;
        if (signal.aborted || this.#closed) drop(socket);
      });
      request.on("error", (error) => {
        fail(
          responding && isParseError(error) ? this.#malformed(error) : connectionError(error, this.endpoint),
        );
      });
      // No xapi says anything but its answer; endless hints at one would come in for as long as the call may take.
      request.on("information", () => {
        abandon(request);
        fail(this.#malformed("an interim answer"));
      });
      request.on("upgrade", (_, socket) => {
        socket.destroy();
        fail(this.#malformed("another protocol"));
      });
      request.on("response", (response) => {
        responding = true;
        read({
          status: response.statusCode ?? 0,
          contentType: response.headers["content-type"] ?? "",
          chunks: this.#chunks(response, control),
        }).then((value) => {
          done();
          resolve(value);
          // A kept connection would hand the rest to the next call, or wait for ever for somebody to read it.
          if (!response.readableEnded) abandon(request);
        }, (error) => {
          fail(error);
          abandon(request);
        });
      });
      request.end(body);
    });
  }

  #request(path: string, contentType: string, length: number): ClientRequest {
    const send = this.endpoint.protocol === "https:" ? requestHttps : requestHttp;
    try {
      return send({
        agent: this.#agent,
        host: this.endpoint.hostname,
        port: this.endpoint.port,
        path,
        method: "POST",
        headers: { "Content-Type": contentType, "Content-Length": String(length) },
      });
    } catch (error) {
      throw connectionError(error, this.endpoint);
    }
  }

  async *#chunks(
    response: IncomingMessage,
    control: AbortController,
  ): AsyncGenerator<Uint8Array, void, undefined> {
    let size = 0;
    const { signal } = control;
    let silence: ReturnType<typeof setTimeout> | undefined;
    const heard = () => clearTimeout(silence);
    const listen = () => {
      if (!signal.aborted) silence = setTimeout(() => control.abort(this.#stopped()), this.#silenceMs);
    };
    // Of a response that is given up Deno 2.9 tells whoever reads it neither the end nor an error.
    signal.addEventListener("abort", heard);
    listen();
    try {
      for await (const chunk of response) {
        heard();
        size += chunk.length;
        if (size > this.#maxAnswerBytes) {
          throw new ConnectionError(
            "bad-answer",
            `The answer of ${formatAddress(this.endpoint)} is larger than ${this.#maxAnswerBytes} bytes`,
          );
        }
        yield chunk;
        listen();
      }
    } catch (error) {
      throw isParseError(error) ? this.#malformed(error) : connectionError(error, this.endpoint);
    } finally {
      heard();
    }
    const announced = response.headers["content-length"];
    if (announced !== undefined && Number(announced) !== size) {
      throw new ConnectionError("reset", `${formatAddress(this.endpoint)} broke off its answer`);
    }
  }

  #stopped(): ConnectionError {
    return new ConnectionError(
      "timeout",
      `${formatAddress(this.endpoint)} stopped in the middle of its answer`,
    );
  }

  #malformed(cause: unknown): ConnectionError {
    return new ConnectionError("bad-answer", `${formatAddress(this.endpoint)} sent a malformed answer`, {
      cause,
    });
  }

  #closedError(): ConnectionError {
    return aborted(this.endpoint, "the transport was closed");
  }
}

/**
 * Ends a request with its connection: Deno 2.9's node:http forgets a destroy() before the request has its socket, or on a kept
 * one. Whoever waits is told by other means than the request's own error, which would keep alive all that its stack has seen.
 */
function abandon(request: ClientRequest): void {
  const { socket } = request;
  request.destroy();
  if (socket !== null) drop(socket);
}

/** Has nobody listen to a request any more: through its connection the runtime may keep it for good, and all they refer to. */
function release(request: ClientRequest): void {
  for (const event of ["error", "information", "upgrade", "response"]) request.removeAllListeners(event);
  // An error of a connection that is being given up says nothing.
  request.on("error", nothing);
}

function nothing(): void {}

/** Ends a connection. Deno 2.9 never lets go of a TLS socket that was destroyed: it must not hold on to its request as well. */
function drop(socket: Duplex): void {
  const unlink = () => {
    // It may tell of its end after its close, and node:http would look for the request then.
    for (const event of ["end", "data"]) socket.removeAllListeners(event);
    Reflect.set(socket, "_httpMessage", null);
  };
  // Not while its bytes are being parsed: the parser expects a request to each head it finds.
  if (socket.closed) queueMicrotask(unlink);
  else socket.once("close", () => queueMicrotask(unlink));
  socket.destroy();
}

function isParseError(error: unknown): boolean {
  return error instanceof Error && "code" in error && String(error.code).startsWith("HPE_");
}
