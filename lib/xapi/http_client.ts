// POST requests to one host over kept connections: in-flight limit, timeout, abort, pinned certificate, size limits.
import {
  Agent as HttpAgent,
  type ClientRequest,
  type IncomingMessage,
  request as requestHttp,
} from "node:http";
import { Agent as HttpsAgent, request as requestHttps } from "node:https";
import type { Duplex } from "node:stream";
import { formatAddress } from "./address.ts";
import { openTlsSocket } from "./certificate.ts";
import { ConnectionError } from "./errors.ts";
import { aborted, connectionError, timedOut } from "./failure.ts";
import type { Endpoint } from "./types.ts";

/** xapi drops a connection it has not heard from for a while; ours go first, so that no request meets a closing one. */
const IDLE_MS = 15_000;
/** No genuine answer comes near: 1,084 VMs are 8.4 MB of XML. */
const MAX_ANSWER_BYTES = 512 * 1024 * 1024;

export interface HttpOptions {
  readonly fingerprint: string | null;
  readonly inFlight: number;
  readonly maxAnswerBytes?: number | undefined;
  /** Milliseconds after which a kept connection that nobody uses is closed. */
  readonly idleMs?: number | undefined;
}

export interface PostOptions {
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds, waiting for a turn included. */
  readonly timeout: number;
}

export interface HttpAnswer {
  readonly status: number;
  readonly contentType: string;
  /** The body as it arrived, piece by piece. */
  readonly chunks: readonly Uint8Array[];
}

/** Keeps at most `inFlight` requests under way and at most as many connections; further requests wait their turn, first come, first served. */
export class HttpClient {
  readonly #agent: HttpAgent;
  readonly #reaper: IdleReaper;
  readonly #maxAnswerBytes: number;
  readonly #waiting: (() => void)[] = [];
  readonly #underWay = new Set<ClientRequest>();
  #turns: number;
  #closed = false;

  constructor(private readonly endpoint: Endpoint, options: HttpOptions) {
    const settings = { keepAlive: true, maxSockets: options.inFlight, maxFreeSockets: options.inFlight };
    this.#agent = endpoint.protocol === "https:"
      ? new PinningAgent(endpoint, options.fingerprint, settings)
      : new HttpAgent(settings);
    this.#reaper = new IdleReaper(this.#agent, options.idleMs ?? IDLE_MS);
    this.#turns = options.inFlight;
    this.#maxAnswerBytes = options.maxAnswerBytes ?? MAX_ANSWER_BYTES;
  }

  /** Sends a body and collects the answer, whatever its status. Throws ConnectionError. */
  async post(path: string, contentType: string, body: Uint8Array, options: PostOptions): Promise<HttpAnswer> {
    const { signal } = options;
    if (signal?.aborted) throw aborted(this.endpoint, signal.reason);
    const control = new AbortController();
    const timer = setTimeout(() => control.abort(timedOut(this.endpoint)), options.timeout);
    const giveUp = () => control.abort(aborted(this.endpoint, signal?.reason));
    signal?.addEventListener("abort", giveUp, { once: true });
    try {
      await this.#turn(control.signal);
      try {
        return await this.#exchange(path, contentType, body, control.signal);
      } finally {
        this.#nextTurn();
      }
    } catch (error) {
      throw connectionError(error, this.endpoint);
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener("abort", giveUp);
    }
  }

  /** Breaks off what is under way (ConnectionError aborted) and closes every connection. */
  close(): void {
    this.#closed = true;
    for (const request of this.#underWay) request.destroy(this.#closedError());
    for (const start of this.#waiting.splice(0)) start();
    this.#reaper.close();
    this.#agent.destroy();
  }

  async #turn(signal: AbortSignal): Promise<void> {
    if (this.#turns > 0) {
      this.#turns--;
    } else {
      await new Promise<void>((resolve, reject) => {
        const start = () => {
          signal.removeEventListener("abort", leave);
          resolve();
        };
        const leave = () => {
          const place = this.#waiting.indexOf(start);
          if (place !== -1) this.#waiting.splice(place, 1);
          reject(signal.reason);
        };
        signal.addEventListener("abort", leave, { once: true });
        this.#waiting.push(start);
      });
    }
    if (this.#closed) {
      this.#nextTurn();
      throw this.#closedError();
    }
  }

  #nextTurn(): void {
    const start = this.#waiting.shift();
    if (start === undefined) this.#turns++;
    else start();
  }

  #exchange(path: string, contentType: string, body: Uint8Array, signal: AbortSignal): Promise<HttpAnswer> {
    return new Promise((resolve, reject) => {
      const send = this.endpoint.protocol === "https:" ? requestHttps : requestHttp;
      const request = send({
        agent: this.#agent,
        host: this.endpoint.hostname,
        port: this.endpoint.port,
        path,
        method: "POST",
        headers: { "Content-Type": contentType, "Content-Length": String(body.length) },
      });
      const giveUp = () => {
        request.destroy(signal.reason);
        // Deno 2.9's node:http forgets a destroy() that comes before the request has its socket, or on a kept one.
        request.socket?.destroy();
        fail(signal.reason);
      };
      const done = () => {
        this.#underWay.delete(request);
        signal.removeEventListener("abort", giveUp);
      };
      let responding = false;
      const fail = (error: unknown) => {
        done();
        if (signal.aborted) reject(signal.reason);
        else reject(responding && isParseError(error) ? this.#malformed(error) : error);
      };
      this.#underWay.add(request);
      signal.addEventListener("abort", giveUp, { once: true });
      request.on("socket", (socket) => {
        this.#reaper.busy(socket);
        if (signal.aborted) socket.destroy();
      });
      request.on("error", fail);
      request.on("response", (response) => {
        responding = true;
        this.#collect(response, request).then((answer) => {
          done();
          resolve(answer);
        }, fail);
      });
      request.end(body);
    });
  }

  async #collect(response: IncomingMessage, request: ClientRequest): Promise<HttpAnswer> {
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of response) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > this.#maxAnswerBytes) {
        const error = new ConnectionError(
          "bad-answer",
          `The answer of ${formatAddress(this.endpoint)} is larger than ${this.#maxAnswerBytes} bytes`,
        );
        request.destroy(error);
        throw error;
      }
    }
    const announced = response.headers["content-length"];
    if (announced !== undefined && Number(announced) !== size) {
      throw new ConnectionError("reset", `${formatAddress(this.endpoint)} broke off its answer`);
    }
    return {
      status: response.statusCode ?? 0,
      contentType: response.headers["content-type"] ?? "",
      chunks,
    };
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

/** Every connection is held to the pinned certificate; the socket is given back at once, so that maxSockets counts it. */
class PinningAgent extends HttpsAgent {
  constructor(
    private readonly endpoint: Endpoint,
    private readonly fingerprint: string | null,
    settings: { keepAlive: boolean; maxSockets: number; maxFreeSockets: number },
  ) {
    super(settings);
  }

  override createConnection(): Duplex {
    return openTlsSocket(this.endpoint, this.fingerprint);
  }
}

/** Closes a kept connection that nobody has used for a while. */
class IdleReaper {
  readonly #timers = new Map<unknown, ReturnType<typeof setTimeout>>();
  /** Sockets whose end is awaited already: each becomes idle many times. */
  readonly #watched = new WeakSet<Duplex>();

  constructor(agent: HttpAgent, private readonly idleMs: number) {
    agent.on("free", (socket) => this.#idle(socket));
  }

  /** Called for each socket that is put to work (again). */
  busy(socket: unknown): void {
    clearTimeout(this.#timers.get(socket));
    this.#timers.delete(socket);
  }

  close(): void {
    for (const socket of this.#timers.keys()) this.busy(socket);
  }

  #idle(socket: Duplex): void {
    this.busy(socket);
    this.#timers.set(socket, setTimeout(() => socket.destroy(), this.idleMs));
    if (this.#watched.has(socket)) return;
    this.#watched.add(socket);
    socket.once("close", () => this.busy(socket));
  }
}
