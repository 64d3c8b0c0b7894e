// A route and its description in one call, so that neither can be without the other.
import { type OpenAPIHono, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { readCookie } from "@/lib/auth/cookie.ts";
import { readBearer } from "@/lib/auth/tokens.ts";
import type { AuthService, Principal } from "@/lib/auth/types.ts";
import { AtollError } from "@/lib/errors.ts";
import { passes } from "@/lib/rights/rules.ts";
import type { RightsService, Rule } from "@/lib/rights/types.ts";
import { errorShape } from "./errors.ts";

/**
 * Per request, `app.fetch(request, env)`: the client's address, for rate limiting and the log, and whether the request came
 * over TLS (a proxy may say so), as cookies depend on it.
 */
export type ApiEnv = { Bindings: { readonly client: string; readonly secure: boolean } };
export type ApiContext = Context<ApiEnv>;

export const isSecure = (context: ApiContext): boolean => context.env.secure;

type Handler = (context: ApiContext, principal: Principal) => Response | Promise<Response>;

export interface RouteDoc {
  readonly method: "get" | "post" | "delete";
  /** OpenAPI's spelling: `/api/v1/vms/{id}`. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodObject;
  /** Set where it is no get and yet changes nothing that lasts: a token for reading may use it. */
  readonly reading?: true;
  readonly status: 200 | 201 | 202 | 204;
  /** What the answer holds; left out for 204. */
  readonly answer?: z.ZodType;
  /** Media type of the answer, where it is not JSON. */
  readonly media?: string;
}

/** Failures by status, and the routes that can end so. */
const ERRORS: Readonly<Record<number, { readonly about: string; readonly of: (doc: RouteDoc) => boolean }>> =
  {
    400: {
      about: "A parameter or the body is malformed",
      of: (doc) => hasBody(doc) || doc.query !== undefined,
    },
    401: { about: "Not signed in, or wrong credentials", of: () => true },
    403: { about: "Not allowed, or the request comes from another site", of: () => true },
    404: { about: "Unknown id", of: (doc) => doc.path.includes("{") },
    409: { about: "Not possible in this state", of: hasBody },
    413: { about: "The body is larger than 64 KiB", of: hasBody },
    415: { about: "The body is not JSON", of: hasBody },
    422: { about: "An argument is wrong", of: hasBody },
    429: { about: "Too many failed tries: Retry-After says how many seconds to wait", of: hasBody },
    502: { about: "The pool answered badly", of: hasBody },
    503: { about: "The pool is away", of: hasBody },
  };

function hasBody(doc: RouteDoc): boolean {
  return doc.method !== "get";
}

/** Who comes through which door: what the tests of rights go by. */
export interface RouteRule {
  readonly method: string;
  /** OpenAPI's spelling. */
  readonly path: string;
  readonly pattern: RegExp;
  readonly rule: Rule | "open";
}

export class Routes {
  private readonly paths: RouteRule[] = [];

  constructor(
    private readonly app: OpenAPIHono<ApiEnv>,
    private readonly auth: Pick<AuthService, "verify" | "verifyToken">,
    private readonly rights: RightsService,
  ) {}

  /** A route for those whom its rule lets through, with its description. */
  add(doc: RouteDoc, rule: Rule, handler: Handler): void {
    this.describe(doc);
    this.serve(doc, rule, handler);
  }

  /** A route for everybody, with its description. */
  open(doc: RouteDoc, handler: (context: ApiContext) => Response | Promise<Response>): void {
    this.describe(doc, []);
    this.listen(doc.method, doc.path, "open", handler);
  }

  /** A route for those whom its rule lets through; its description is given elsewhere. */
  serve(
    { method, path, reading }: Pick<RouteDoc, "method" | "path" | "reading">,
    rule: Rule,
    handler: Handler,
  ): void {
    this.listen(method, path, rule, async (context) => {
      const principal = await this.principal(context);
      if (principal === null) throw new AtollError(401, "not-signed-in", "Sign in first");
      if (!passes(this.rights, principal, rule, method === "get" || reading === true)) {
        throw new AtollError(403, "forbidden", "You are not allowed to do this");
      }
      return await handler(context, principal);
    });
  }

  /** The session cookie of a request; null when there is none. */
  cookie(context: ApiContext): string | null {
    return readCookie(context.req.raw.headers.get("cookie"), isSecure(context));
  }

  /** Who asks: by an API token, else by the session cookie, which does not make up for a token that is none. */
  async principal(context: ApiContext): Promise<Principal | null> {
    const token = readBearer(context.req.raw.headers.get("authorization"));
    if (token !== null) return await this.auth.verifyToken(token);
    const cookie = this.cookie(context);
    return cookie === null ? null : await this.auth.verify(cookie);
  }

  /** Every route there is, with its rule. */
  get rules(): readonly RouteRule[] {
    return this.paths;
  }

  /** Methods a path takes; none when there is no such path. */
  methods(path: string): string[] {
    const methods = this.paths.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method);
    return [...new Set(methods.flatMap((method) => method === "GET" ? ["GET", "HEAD"] : [method]))];
  }

  /** Adds a path to the API's description. */
  describe(doc: RouteDoc, security: Record<string, string[]>[] = [{ session: [] }, { token: [] }]): void {
    const { method, path, tag, summary, query, body, status, answer, media = "application/json" } = doc;
    const names = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "");
    const params = names.length === 0
      ? undefined
      : z.object(Object.fromEntries(names.map((name) => [name, z.string()])));
    const description = status === 204 ? "Done" : summary;
    this.app.openAPIRegistry.registerPath({
      method,
      path,
      tags: [tag],
      summary,
      security,
      request: {
        ...(params === undefined ? {} : { params }),
        ...(query === undefined ? {} : { query }),
        ...(body === undefined ? {} : { body: { content: { "application/json": { schema: body } } } }),
      },
      responses: {
        [status]: answer === undefined
          ? { description }
          : { description, content: { [media]: { schema: answer } } },
        ...Object.fromEntries(
          Object.entries(ERRORS).filter(([, { of }]) => of(doc)).map(([code, { about }]) => [
            code,
            { description: about, content: { "application/json": { schema: errorShape } } },
          ]),
        ),
      },
    });
  }

  private listen(
    method: RouteDoc["method"],
    path: string,
    rule: Rule | "open",
    handler: (context: ApiContext) => Response | Promise<Response>,
  ): void {
    const pattern = new RegExp("^" + path.replaceAll(".", "\\.").replaceAll(/\{\w+\}/g, "[^/]+") + "$");
    this.paths.push({ pattern, path, method: method.toUpperCase(), rule });
    this.app.on(method.toUpperCase(), path.replaceAll(/\{(\w+)\}/g, ":$1"), handler);
  }
}

/** A path parameter. */
export function param(context: ApiContext, name: string): string {
  const value = context.req.param(name);
  if (value === undefined) throw new Error(`The route has no parameter ${name}`);
  return value;
}
