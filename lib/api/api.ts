// The public HTTP API, mounted under /api: everything a page can do, a program can do too.
import { OpenAPIHono, z } from "@hono/zod-openapi";
import type { AuditReader } from "@/lib/actions/audit_reader.ts";
import type { PoolImports } from "@/lib/actions/pool_import.ts";
import type { PoolAdmin } from "@/lib/actions/pool_admin.ts";
import type { ActionsService } from "@/lib/actions/types.ts";
import { agentOf } from "@/lib/auth/agent.ts";
import type { FactorsService, SignInSettingsService, SignInSteps } from "@/lib/auth/factor_types.ts";
import type { PeopleService } from "@/lib/auth/people_types.ts";
import type { AuthService } from "@/lib/auth/types.ts";
import type { CacheReader } from "@/lib/cache/types.ts";
import type { Configuration } from "@/lib/config/config.ts";
import { inRequest } from "@/lib/request_context.ts";
import type { PoolsService } from "@/lib/pools/types.ts";
import type { RightsAdminService, RightsService } from "@/lib/rights/types.ts";
import type { StatsService } from "@/lib/stats/types.ts";
import type { StreamService } from "@/lib/stream/types.ts";
import { alertRoutes } from "./alert_routes.ts";
import { auditRoutes } from "./audit_routes.ts";
import { configRoutes } from "./config_routes.ts";
import { errorAnswer, missingAnswer } from "./errors.ts";
import { directoryRoutes } from "./directory_routes.ts";
import { factorRoutes } from "./factor_routes.ts";
import { checkOrigin } from "./guard.ts";
import { groupRoutes } from "./group_routes.ts";
import { objectRoutes } from "./object_routes.ts";
import { ownRoutes } from "./own_routes.ts";
import { poolImportRoutes } from "./pool_import_routes.ts";
import { poolRoutes } from "./pool_routes.ts";
import { rawRoutes } from "./raw_routes.ts";
import { rightsRoutes } from "./rights_routes.ts";
import { type ApiEnv, isSecure, type RouteRule, Routes } from "./routes.ts";
import { searchRoutes } from "./search_routes.ts";
import { sessionRoutes } from "./session_routes.ts";
import { userRoutes } from "./user_routes.ts";
import { statsRoutes } from "./stats_routes.ts";
import { type StarterDeps, starterRoutes } from "./starter_routes.ts";
import { streamRoutes } from "./stream_routes.ts";

export { healthz, readyz } from "./health.ts";
export type { ApiEnv } from "./routes.ts";

export interface ApiDeps {
  readonly cache: CacheReader;
  readonly poolAdmin: PoolAdmin;
  /** For the records of objects. */
  readonly pools: Pick<PoolsService, "call">;
  readonly auth: AuthService;
  readonly signIns: SignInSteps;
  readonly factors: FactorsService;
  readonly signInSettings: SignInSettingsService;
  readonly people: PeopleService;
  readonly actions: ActionsService;
  readonly auditReader: AuditReader;
  readonly poolImports: PoolImports;
  readonly configuration: Configuration;
  readonly rights: RightsService;
  readonly rightsAdmin: RightsAdminService;
  readonly stats: StatsService;
  readonly streams: StreamService;
  /** Who started which task. */
  readonly started?: StarterDeps["started"];
  /** Atoll's version, for the OpenAPI document. */
  readonly version: string;
}

const ROUTES = new WeakMap<object, Routes>();

/** Every route of an API with its rule: what the tests of rights go by. */
export function rulesOf(api: OpenAPIHono<ApiEnv>): readonly RouteRule[] {
  return ROUTES.get(api)?.rules ?? [];
}

/** The API with whole paths (`/api/v1/…`). */
export function createApi(deps: ApiDeps): OpenAPIHono<ApiEnv> {
  const { cache, poolAdmin, auth, actions, rights, rightsAdmin, streams } = deps;
  const app = new OpenAPIHono<ApiEnv>();
  const routes = new Routes(app, auth, rights);
  ROUTES.set(app, routes);

  app.onError(errorAnswer);
  app.notFound((context) => {
    const methods = routes.methods(context.req.path);
    return missingAnswer(context.req.raw, methods.includes(context.req.method) ? [] : methods);
  });
  app.use((context, next) =>
    inRequest(context.env.client, next, agentOf(context.req.raw.headers.get("user-agent")))
  );
  app.use(async (context, next) => {
    checkOrigin(context.req.raw, isSecure(context));
    await next();
    // Hono answers HEAD through GET and drops the body: a stream would stay open behind it.
    if (context.req.method === "HEAD") await context.res.body?.cancel();
    if (!context.res.headers.has("cache-control")) {
      context.res.headers.set("cache-control", "private, no-store");
    }
  });

  sessionRoutes(routes, auth, deps.signIns);
  factorRoutes(routes, deps.factors);
  userRoutes(routes, deps.people);
  groupRoutes(routes, deps.people);
  ownRoutes(routes, deps.people);
  directoryRoutes(routes, deps.signInSettings);
  poolImportRoutes(routes, deps.poolImports);
  poolRoutes(routes, poolAdmin, cache);
  alertRoutes(routes, { cache, rights, people: deps.people });
  starterRoutes(routes, deps);
  objectRoutes(routes, { cache, actions, rights });
  searchRoutes(routes, { cache, rights });
  rawRoutes(routes, { cache, rights, pools: deps.pools });
  auditRoutes(routes, deps.auditReader);
  configRoutes(routes, deps.configuration);
  statsRoutes(routes, { cache, rights, stats: deps.stats });
  streamRoutes(routes, streams);
  rightsRoutes(routes, rightsAdmin);
  openApiRoute(app, routes, deps.version);
  return app;
}

function openApiRoute(app: OpenAPIHono<ApiEnv>, routes: Routes, version: string): void {
  let document: string | undefined;
  app.openAPIRegistry.registerComponent("securitySchemes", "session", {
    type: "apiKey",
    in: "cookie",
    name: "atoll",
    description: "Set by POST /api/v1/session; named __Host-atoll over TLS",
  });
  app.openAPIRegistry.registerComponent("securitySchemes", "token", {
    type: "http",
    scheme: "bearer",
    description: "An API token: atoll_…. Whatever needs a session says so",
  });
  routes.open({
    method: "get",
    path: "/api/v1/openapi.json",
    tag: "Description",
    summary: "This description, OpenAPI 3.1",
    status: 200,
    answer: z.record(z.string(), z.unknown()),
  }, () => {
    document ??= JSON.stringify(app.getOpenAPI31Document({
      openapi: "3.1.0",
      info: {
        title: "Atoll",
        version,
        description: "Sizes are bytes, times ISO 8601 in UTC, references are ids of other objects.",
        license: { name: "AGPL-3.0-or-later" },
      },
    }));
    return new Response(document, {
      headers: { "content-type": "application/json", "cache-control": "no-cache" },
    });
  });
}
