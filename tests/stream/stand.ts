// A server of the laws: a real cache with one pool, the real hub and its real routes, asked within the process. Who somebody
// is stands in his cookie; what he may see, the test says.
import assert from "node:assert/strict";
import { OpenAPIHono } from "@hono/zod-openapi";
import { errorAnswer } from "@/lib/api/errors.ts";
import { type ApiEnv, Routes } from "@/lib/api/routes.ts";
import { streamRoutes } from "@/lib/api/stream_routes.ts";
import type { AuthService, Principal } from "@/lib/auth/types.ts";
import type { CacheOptions } from "@/lib/cache/mod.ts";
import type { RightsService } from "@/lib/rights/types.ts";
import { type HubOptions, StreamHub } from "@/lib/stream/mod.ts";
import type { Rights } from "@/lib/stream/types.ts";
import { NOTHING } from "@/lib/view/sight.ts";
import type { Sight } from "@/lib/view/types.ts";
import { EventText } from "./client.ts";
import { Past } from "./past.ts";
import { wireFetch } from "./wire.ts";
import { type Hidden, OPEN, sightOf } from "./worlds.ts";

/** Rights that a test changes. */
class Granted implements Rights {
  readonly #hidden = new Map<string, Hidden>();
  readonly #listeners = new Set<() => void>();

  sight({ username }: Principal): Sight {
    return sightOf(this.#hidden.get(username) ?? OPEN);
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Lets somebody who has no stream yet see what is not hidden. */
  allow(username: string, hidden: Hidden): void {
    this.#hidden.set(username, hidden);
  }

  /** Changes what somebody may see. */
  grant(username: string, hidden: Hidden): void {
    this.allow(username, hidden);
    for (const listener of this.#listeners) listener();
  }
}

/** Everybody is who his cookie says. */
const AUTH: AuthService = {
  verify: (cookie) => Promise.resolve({ userId: cookie, username: cookie, sessionId: cookie, token: null }),
  verifyToken: () => Promise.resolve(null),
  lasts: () => true,
  needsSetup: () => Promise.resolve(false),
  setupToken: () => Promise.resolve(null),
  setUp: () => Promise.reject(new Error("Nobody is set up here")),
  signIn: () => Promise.reject(new Error("Nobody signs in here")),
  signOut: () => Promise.reject(new Error("Nobody signs out here")),
};

/** The stream's routes ask for nothing but a sign-in. */
const NO_RIGHTS: RightsService = {
  can: () => false,
  canSomewhere: () => false,
  holdings: () => [],
  sight: () => NOTHING,
  onChange: () => () => {},
  administers: () => false,
  reserve: () => () => {},
  isGranted: () => false,
};

export interface StandOptions extends Omit<HubOptions, "rights"> {
  readonly journal?: CacheOptions;
  /** Requests go over real sockets. */
  readonly wire?: boolean;
}

export class Stand {
  readonly rights = new Granted();
  readonly past: Past;
  readonly hub: StreamHub;
  readonly #app = new OpenAPIHono<ApiEnv>();

  #server: Deno.HttpServer<Deno.NetAddr> | undefined;

  constructor({ journal, wire, ...options }: StandOptions = {}) {
    this.past = new Past(journal ?? {});
    this.hub = new StreamHub(this.past.cache, { pingSeconds: 3600, ...options, rights: this.rights });
    this.#app.onError(errorAnswer);
    streamRoutes(new Routes(this.#app, AUTH, NO_RIGHTS), this.hub);
    if (!wire) return;
    const quiet = { hostname: "127.0.0.1", port: 0, onListen: () => {} };
    this.#server = Deno.serve(quiet, (request) => this.#answer(request));
  }

  get wired(): boolean {
    return this.#server !== undefined;
  }

  async close(): Promise<void> {
    this.hub.closeAll();
    await this.#server?.shutdown();
  }

  /** A request of somebody. */
  async request(user: string, path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set("cookie", `atoll=${user}`);
    if (this.#server !== undefined) {
      return await wireFetch(`http://127.0.0.1:${this.#server.addr.port}${path}`, { ...init, headers });
    }
    return await this.#answer(new Request(`http://atoll.lab${path}`, { ...init, headers }));
  }

  async #answer(request: Request): Promise<Response> {
    return await this.#app.fetch(request, { client: "127.0.0.1", secure: false });
  }

  /** The number of a subscription under some rights: what somebody else who has them is told. */
  async number(collections: string, hidden: Hidden): Promise<string> {
    const somebody = `somebody ${JSON.stringify(hidden)}`;
    this.rights.allow(somebody, hidden);
    const response = await this.request(somebody, `/api/v1/stream?${new URLSearchParams({ collections })}`);
    assert.equal(response.status, 200, collections);
    const reader = response.body?.getReader();
    const { value } = await reader?.read() ?? {};
    await reader?.cancel();
    const [open] = new EventText().take(new TextDecoder().decode(value));
    const [, number = ""] = /"subscriptions":\["(\w+)"\]/.exec(open?.data ?? "") ?? [];
    assert.notEqual(number, "");
    return number;
  }
}

/** Runs with a stand that is closed afterwards. */
export async function withStand(options: StandOptions, run: (stand: Stand) => Promise<void>): Promise<void> {
  const stand = new Stand(options);
  try {
    await run(stand);
  } finally {
    await stand.close();
  }
}
