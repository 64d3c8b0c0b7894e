// The Content-Security-Policy header, with a nonce a request where it is wanted.
import type { Context } from "./context.ts";
import type { Middleware } from "./types.ts";

export interface CspOptions {
  /** Directives that replace the defaults of the same name: `["img-src 'self' data:"]`. */
  readonly csp?: readonly string[];
  /** Adds `'nonce-…'` to script-src and style-src; scripts and styles the page renders get it. */
  readonly useNonce?: boolean;
  readonly reportOnly?: boolean;
}

const DEFAULTS = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
];

const nonces = new WeakMap<object, string>();

/** The nonce of a request's response, where `csp({ useNonce: true })` gave it one. */
export function nonceOf<State>(ctx: Context<State>): string | undefined {
  return nonces.get(ctx);
}

/** Sets the policy on every response; one that a handler set itself is kept. */
export function csp<State>(options: CspOptions = {}): Middleware<State> {
  const directives = new Map<string, string>();
  for (const directive of [...DEFAULTS, ...options.csp ?? []]) {
    directives.set(directive.trim().split(/\s+/, 1)[0] ?? "", directive.trim());
  }
  const header = options.reportOnly ? "Content-Security-Policy-Report-Only" : "Content-Security-Policy";

  return async (ctx) => {
    let nonce = "";
    if (options.useNonce) {
      nonce = crypto.randomUUID().replaceAll("-", "");
      nonces.set(ctx, nonce);
    }
    const policy = [...directives].map(([name, directive]) =>
      nonce && (name === "script-src" || name === "style-src") ? `${directive} 'nonce-${nonce}'` : directive
    ).join("; ");
    const response = await ctx.next();
    if (response.status === 101 || response.headers.has(header)) return response;
    try {
      response.headers.set(header, policy);
      return response;
    } catch (error) {
      // Responses of fetch and Response.redirect have immutable headers.
      if (!(error instanceof TypeError)) throw error;
      const headers = new Headers(response.headers);
      headers.set(header, policy);
      return new Response(response.body, {
        status: response.status,
        statusText: response.statusText,
        headers,
      });
    }
  };
}
