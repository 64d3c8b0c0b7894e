// What the pages in front of the door share: who stands there, and how somebody goes in.
import type { Context } from "fresh";
import type { State } from "@/fresh.config.ts";
import { readDevice, readStep, signedInHeaders, stepCookie, type StepName } from "@/lib/auth/cookie.ts";
import type { Visitor } from "@/lib/auth/factor_types.ts";
import { SecondFactorError } from "@/lib/auth/second_step.ts";
import { siteOf } from "@/lib/auth/site.ts";
import type { SignedIn } from "@/lib/auth/types.ts";
import { clientAddress } from "./client_address.ts";

const isSecure = ({ url }: Context<State>) => url.protocol === "https:";

export function visitorOf(ctx: Context<State>): Visitor {
  const secure = isSecure(ctx);
  return {
    client: clientAddress(ctx.req.headers, ctx.info.remoteAddr, ctx.config.trustProxy),
    device: readDevice(ctx.req.headers.get("cookie"), secure),
    site: siteOf(ctx.req, secure),
  };
}

/** The ticket of a step that was begun in this browser. */
export function ticketOf(ctx: Context<State>, name: StepName): string | null {
  return readStep(ctx.req.headers.get("cookie"), name, isSecure(ctx));
}

/** Leads to a page with a ticket in the browser (or, null, without the one it had). */
export function leadTo(ctx: Context<State>, to: string, name: StepName, ticket: string | null): Response {
  return new Response(null, {
    status: 303,
    headers: [["location", to], ["set-cookie", stepCookie(name, ticket, isSecure(ctx))]],
  });
}

/**
 * Goes on after a proof: into Atoll, or to the second step.
 * @param next a path of this site (safePath)
 * @param left a step that is done with
 */
export async function goIn(
  ctx: Context<State>,
  next: string,
  proof: Promise<SignedIn>,
  left: StepName | null = null,
): Promise<Response> {
  const secure = isSecure(ctx);
  const cleared: [string, string][] = left === null ? [] : [["set-cookie", stepCookie(left, null, secure)]];
  try {
    const signedIn = await proof;
    return new Response(null, {
      status: 303,
      headers: [["location", next], ...cleared, ...signedInHeaders(signedIn, secure)],
    });
  } catch (error) {
    if (!(error instanceof SecondFactorError)) throw error;
    const { ticket } = error.challenge;
    const second = `/sign-in/second${next === "/" ? "" : `?next=${encodeURIComponent(next)}`}`;
    return new Response(null, {
      status: 303,
      headers: [["location", second], ...cleared, ["set-cookie", stepCookie("step", ticket, secure)]],
    });
  }
}
