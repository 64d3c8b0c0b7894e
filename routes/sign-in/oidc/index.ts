// The way to the provider. A link, no form: policies of pages forbid forms that end on another site.
import { noteRefusal } from "@/lib/api/refusals.ts";
import { AtollError } from "@/lib/errors.ts";
import { answer, safePath } from "@/lib/web/forms.ts";
import { leadTo } from "@/lib/web/sign_in.ts";
import { define } from "../../../fresh.config.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const next = safePath(ctx.url.searchParams.get("next"));
    // Nobody's page but Atoll's own may begin a sign-in in somebody's browser.
    const from = ctx.req.headers.get("sec-fetch-site");
    if (from === "cross-site" || from === "same-site") return ctx.redirect("/sign-in", 303);
    try {
      const { url, ticket } = await ctx.state.services.signIns.oidcBegin(ctx.url.origin, next);
      return leadTo(ctx, url, "provider", ticket);
    } catch (error) {
      if (!(error instanceof AtollError)) throw error;
      noteRefusal(ctx.req, error);
      return answer("failed", error.message, `/sign-in?next=${encodeURIComponent(next)}`);
    }
  },
});
