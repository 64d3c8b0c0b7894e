// Remembers the colour scheme in a cookie.
import { define } from "../fresh.config.ts";
import { safePath } from "@/lib/web/forms.ts";

export const handler = define.handlers({
  async POST(ctx) {
    const form = await ctx.req.formData();
    const theme = form.get("theme");
    const value = theme === "light" || theme === "dark" ? theme : "system";
    return new Response(null, {
      status: 303,
      headers: {
        location: safePath(form.get("next")),
        "set-cookie": `theme=${value}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax`,
      },
    });
  },
});
