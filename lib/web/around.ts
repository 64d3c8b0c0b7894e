// The outermost middleware: every response, whatever made it, leaves with its security headers and a line in the log, and what
// runs for it knows the request.
import type { Context, Middleware } from "fresh";
import type { State } from "@/fresh.config.ts";
import { refusalOf } from "@/lib/api/refusals.ts";
import { AtollError } from "@/lib/errors.ts";
import { agentOf } from "@/lib/auth/agent.ts";
import { inRequest, requestContext } from "@/lib/request_context.ts";
import { clientAddress } from "./client_address.ts";
import { logRequest } from "./request_log.ts";
import { withSecurityHeaders } from "./security_headers.ts";

export function around(): Middleware<State> {
  return (ctx) => {
    const client = clientAddress(ctx.req.headers, ctx.info.remoteAddr, ctx.config.trustProxy);
    return inRequest(client, () => answered(ctx, client), agentOf(ctx.req.headers.get("user-agent")));
  };
}

async function answered(ctx: Context<State>, client: string): Promise<Response> {
  const started = performance.now();
  const response = withSecurityHeaders(await ctx.next(), ctx.url.protocol === "https:");
  // Of what pages throw, only what is meant for people: the rest is logged where it was not expected.
  const refusal = refusalOf(ctx.req) ?? (ctx.error instanceof AtollError ? ctx.error : undefined);
  // So that whoever reports a failure can name its lines in the log.
  const id = requestContext()?.id;
  if (id !== undefined && response.status !== 101) response.headers.set("x-request-id", id);
  logRequest(ctx.req, response.status, started, client, refusal);
  return response;
}
