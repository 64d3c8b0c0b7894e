// The way back from the provider.
import { noteRefusal } from "@/lib/api/refusals.ts";
import { AtollError } from "@/lib/errors.ts";
import { answer, safePath } from "@/lib/web/forms.ts";
import { goIn, ticketOf, visitorOf } from "@/lib/web/sign_in.ts";
import { define } from "../../../fresh.config.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const { signIns } = ctx.state.services;
    const ticket = ticketOf(ctx, "provider") ?? "";
    const next = safePath(signIns.oidcNext(ticket));
    try {
      return await goIn(ctx, next, signIns.oidcFinish(ticket, ctx.url.search, visitorOf(ctx)), "provider");
    } catch (error) {
      if (!(error instanceof AtollError)) throw error;
      noteRefusal(ctx.req, error);
      return answer("failed", error.message, `/sign-in?next=${encodeURIComponent(next)}`);
    }
  },
});
