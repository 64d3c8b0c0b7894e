// The sign-in: name and password, and what else leads in.
import { page } from "fresh";
import { Head } from "fresh/runtime";
import { Note } from "@/components/Bits.tsx";
import { Field } from "@/components/Form.tsx";
import { Front } from "@/components/Front.tsx";
import PasskeyButton from "@/islands/PasskeyButton.tsx";
import { noteRefusal } from "@/lib/api/refusals.ts";
import { hasPasskeys } from "@/lib/auth/passkeys.ts";
import { AtollError } from "@/lib/errors.ts";
import { safePath, text } from "@/lib/web/forms.ts";
import { goIn, visitorOf } from "@/lib/web/sign_in.ts";
import { define, type State } from "../../fresh.config.ts";
import type { Context } from "fresh";
import { t } from "@/lib/view/text.ts";

interface Data {
  readonly username: string;
  readonly next: string;
  readonly error: string | null;
  /** What the provider's button says; null: there is none. */
  readonly oidc: string | null;
  readonly passkeys: boolean;
}

export const config = { skipInheritedLayouts: true };

async function data(ctx: Context<State>, shown: Omit<Data, "oidc" | "passkeys">): Promise<Data> {
  const { oidc } = await ctx.state.services.signIns.ways();
  return { ...shown, oidc, passkeys: hasPasskeys(visitorOf(ctx).site) };
}

export const handler = define.handlers({
  async GET(ctx) {
    const next = safePath(ctx.url.searchParams.get("next"));
    if (ctx.state.principal) return ctx.redirect(next, 303);
    if (await ctx.state.services.auth.needsSetup()) return ctx.redirect("/setup", 303);
    // What came of a way that leads over other sites.
    const error = ctx.state.flash?.kind === "failed" ? ctx.state.flash.text : null;
    return page(await data(ctx, { username: "", next, error }));
  },
  async POST(ctx) {
    const form = await ctx.req.formData();
    const username = text(form, "username");
    const password = String(form.get("password") ?? "");
    const next = safePath(form.get("next"));
    try {
      // No try at a password: it does not count against the client.
      if (username === "" || password === "") {
        throw new AtollError(422, "credentials-missing", "Enter your user name and your password");
      }
      const { client, device } = visitorOf(ctx);
      return await goIn(ctx, next, ctx.state.services.auth.signIn(username, password, client, device));
    } catch (error) {
      if (!(error instanceof AtollError)) throw error;
      noteRefusal(ctx.req, error);
      const again = await data(ctx, { username, next, error: error.message });
      return page(again, { status: error.status });
    }
  },
});

export default define.page<typeof handler>(function SignIn({ data, url }) {
  const { next } = data;
  const query = next === "/" ? "" : `?next=${encodeURIComponent(next)}`;
  return (
    <Front title={t("Sign in")} here={url.pathname + url.search}>
      <Head>
        <title>{t("Sign in")} · Atoll</title>
      </Head>
      {data.error && <Note tone="bad" alert>{data.error}</Note>}
      <form method="post" action="/sign-in">
        <input type="hidden" name="next" value={next} />
        <Field
          name="username"
          label={t("User name")}
          value={data.username}
          autocomplete="username"
          focus={data.username === ""}
        />
        <Field
          name="password"
          label={t("Password")}
          type="password"
          autocomplete="current-password"
          focus={data.username !== ""}
        />
        <button class="btn main w-full" type="submit">{t("Sign in")}</button>
      </form>
      {data.passkeys && <PasskeyButton action="/sign-in/passkey" next={next} options={null} main={false} />}
      {data.oidc !== null && (
        <a class="btn w-full mt-3" href={`/sign-in/oidc${query}`}>
          {t("Sign in with {oidc}", { oidc: data.oidc })}
        </a>
      )}
    </Front>
  );
});
