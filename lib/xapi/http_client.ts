// Requests to one host over kept connections: in-flight limit, timeout, abort, pinned certificate, size limits.
import {
  Agent as HttpAgent,
  type ClientRequest,
  type IncomingMessage,
  request as requestHttp,
} from "node:http";
import { request as requestHttps } from "node:https";
import { formatAddress } from "./address.ts";
import { ConnectionError } from "./errors.ts";
import { aborted, connectionError, timedOut } from "./failure.ts";
import { abandon, drop, release } from "./http_release.ts";
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

/** Of one request. */
export interface RequestOptions {
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

/** What goes out. */
interface Message {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
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
  post<T>(
    path: string,
    contentType: string,
    body: Uint8Array,
    read: ReadAnswer<T>,
    options: RequestOptions,
  ): Promise<T> {
    const headers = { "Content-Type": contentType, "Content-Length": String(body.length) };
    return this.#send({ method: "POST", path, headers, body }, read, options);
  }

  /** The same with a GET, which has no body. */
  get<T>(
    path: string,
    headers: Readonly<Record<string, string>>,
    read: ReadAnswer<T>,
    options: RequestOptions,
  ): Promise<T> {
    return this.#send({ method: "GET", path, headers }, read, options);
  }

  async #send<T>(message: Message, read: ReadAnswer<T>, options: RequestOptions): Promise<T> {
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
          return await this.#exchange(message, read, control);
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

  #exchange<T>(message: Message, read: ReadAnswer<T>, control: AbortController): Promise<T> {
    const { signal } = control;
    return new Promise((resolve, reject) => {
      const request = this.#request(message);
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
      request.end(message.body);
    });
  }

  #request({ path, method, headers }: Message): ClientRequest {
    const send = this.endpoint.protocol === "https:" ? requestHttps : requestHttp;
    try {
      return send({
        agent: this.#agent,
        host: this.endpoint.hostname,
        port: this.endpoint.port,
        path,
        method,
        headers,
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

function isParseError(error: unknown): boolean {
  return error instanceof Error && "code" in error && String(error.code).startsWith("HPE_");
}
