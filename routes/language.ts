// Keeps the language for whoever is signed in, on all their devices; and for this browser, also before anybody is.
import { safePath } from "@/lib/web/forms.ts";
import { languageCookie } from "@/lib/web/look_cookies.ts";
import { text } from "@/lib/web/forms.ts";
import { languageOf } from "@/lib/view/languages.ts";
import { define } from "../fresh.config.ts";

export const handler = define.handlers({
  async POST(ctx) {
    const form = await ctx.req.formData();
    // None leaves it to the browser.
    const language = languageOf(text(form, "language"))?.tag ?? "";
    const { principal, services } = ctx.state;
    if (principal !== null) await services.people.setPreferences(principal, { language });
    return new Response(null, {
      status: 303,
      headers: [["location", safePath(form.get("next"))], ["set-cookie", languageCookie(language)]],
    });
  },
});
