// The paths xapi serves beside its RPC: which are answered whole, and which take the connection.
import type { HttpRequest, HttpResponse, RequestHead, WireHandler } from "./http_server.ts";

/** Answers a request with its whole body (at most 400 KiB). */
export type RouteHandler = (request: HttpRequest) => Promise<HttpResponse> | HttpResponse;

/**
 * Handlers by method and path, e.g. `GET /export`. As in xapi (http_svr.ml), a request goes to the longest path it begins
 * with: `/export/x.xva` too.
 */
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

  answerer(head: RequestHead): RouteHandler | undefined {
    return longest(this.#whole, head);
  }

  taker(head: RequestHead): WireHandler | undefined {
    return longest(this.#wires, head);
  }
}

/** What is registered for the longest beginning of a request. */
function longest<T>(handlers: ReadonlyMap<string, T>, { method, path }: RequestHead): T | undefined {
  const request = `${method} ${path}`;
  let found: { readonly key: string; readonly handler: T } | undefined;
  for (const [key, handler] of handlers) {
    if (request.startsWith(key) && key.length > (found?.key.length ?? 0)) found = { key, handler };
  }
  return found?.handler;
}
