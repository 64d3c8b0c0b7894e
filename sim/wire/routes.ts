// The paths xapi serves beside its RPC: which are answered whole, and which take the connection.
import type { HttpRequest, HttpResponse, RequestHead, WireHandler } from "./http_server.ts";

/** Answers a request with its whole body (at most 400 KiB). */
export type RouteHandler = (request: HttpRequest) => Promise<HttpResponse> | HttpResponse;

/** Handlers by method and path, e.g. `GET /rrd_updates`. A path beneath a registered one (`/export/x.xva`) is not served. */
export class Routes {
  readonly #whole = new Map<string, RouteHandler>();
  readonly #wires = new Map<string, WireHandler>();
  readonly #endings: (() => void)[] = [];

  /** Answers these requests; a later handler takes the place of an earlier one. */
  answer(method: string, path: string, handler: RouteHandler): void {
    this.#whole.set(`${method} ${path}`, handler);
  }

  /** Gives these requests their connection: bodies of any size, upgrades. */
  take(method: string, path: string, handler: WireHandler): void {
    this.#wires.set(`${method} ${path}`, handler);
  }

  /** Calls back when the simulator closes. */
  atClose(ending: () => void): void {
    this.#endings.push(ending);
  }

  close(): void {
    for (const ending of this.#endings.splice(0)) ending();
  }

  answerer({ method, path }: RequestHead): RouteHandler | undefined {
    return this.#whole.get(`${method} ${path}`);
  }

  taker({ method, path }: RequestHead): WireHandler | undefined {
    return this.#wires.get(`${method} ${path}`);
  }
}
