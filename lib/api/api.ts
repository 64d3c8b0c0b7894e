// The public HTTP API, mounted under /api.
import { OpenAPIHono } from "@hono/zod-openapi";
import type { ActionsService } from "@/lib/actions/types.ts";
import type { AuthService, Principal } from "@/lib/auth/types.ts";
import type { CacheReader } from "@/lib/cache/types.ts";
import type { PoolsService } from "@/lib/pools/types.ts";
import type { AuditLog } from "@/lib/store/audit.ts";

export interface ApiDeps {
  readonly cache: CacheReader;
  readonly pools: PoolsService;
  readonly auth: AuthService;
  readonly actions: ActionsService;
  readonly audit: AuditLog;
  /** Answers GET /api/v1/stream for a signed-in principal (lib/stream). */
  readonly stream: (request: Request, principal: Principal) => Response | Promise<Response>;
  /** The site is served over TLS: cookies are Secure. */
  readonly secure: boolean;
  /** Atoll's version, for the OpenAPI document. */
  readonly version: string;
}

/** Per request: `app.fetch(request, { client })` tells the client's address, for rate limiting and the audit. */
export type ApiEnv = { Bindings: { client?: string } };

/** The API with whole paths (`/api/v1/…`). */
export function createApi(_deps: ApiDeps): OpenAPIHono<ApiEnv> {
  throw new Error("Not written yet");
}

/** GET /healthz: the process answers. */
export function healthz(): Response {
  return Response.json({ status: "ok" });
}
