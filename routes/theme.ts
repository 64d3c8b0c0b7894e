// Keeps the colour scheme for the user. Their browser is told by the next page it asks for (routes/_middleware.ts).
import { signedIn } from "@/lib/web/form_page.ts";
import { safePath } from "@/lib/web/forms.ts";
import { define } from "../fresh.config.ts";

export const handler = define.handlers({
  async POST(ctx) {
    const form = await ctx.req.formData();
    const theme = form.get("theme");
    await ctx.state.services.people.setPreferences(signedIn(ctx.state), {
      theme: theme === "light" || theme === "dark" ? theme : "system",
    });
    return new Response(null, { status: 303, headers: { location: safePath(form.get("next")) } });
  },
});
