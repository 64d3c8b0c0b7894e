// Settings of signing in by OpenID Connect. No script needed.
import { page } from "fresh";
import { Head } from "fresh/runtime";
import { PageHead } from "@/components/Bits.tsx";
import { CheckResult, OidcForm } from "@/components/settings/Directory.tsx";
import type { Check } from "@/lib/auth/factor_types.ts";
import type { Sent } from "@/lib/view/form.ts";
import { perform, sentForm, signedIn } from "@/lib/web/form_page.ts";
import { oidcFrom } from "@/lib/web/sign_in_forms.ts";
import { t } from "@/lib/view/text.ts";
import { define, type State } from "../../fresh.config.ts";

async function load(state: State, url: URL, sent: Sent | null, check: Check | null = null) {
  const { signInSettings } = state.services;
  return {
    settings: await signInSettings.readOidc(signedIn(state)),
    redirect: signInSettings.redirectUri(url.origin),
    // The test is a button of the same form.
    sent: sent && { ...sent, form: "oidc" },
    check,
  };
}

export const handler = define.handlers({
  GET: async (ctx) => page(await load(ctx.state, ctx.url, null)),
  POST: (ctx) => {
    const principal = signedIn(ctx.state);
    const { signInSettings } = ctx.state.services;
    return perform(ctx, {
      oidc: async (form) => {
        await signInSettings.writeOidc(principal, oidcFrom(form));
        return { done: t("The settings of OpenID Connect are saved"), to: "/settings" };
      },
      "oidc-test": async (form) => {
        const check = await signInSettings.checkOidc(principal, oidcFrom(form));
        return { page: page(await load(ctx.state, ctx.url, sentForm(form, "oidc"), check)) };
      },
    }, async (sent, status) => page(await load(ctx.state, ctx.url, sent), { status }));
  },
});

export default define.page<typeof handler>(function Oidc({ data: { settings, redirect, sent, check } }) {
  return (
    <>
      <Head>
        <title>OpenID Connect · Atoll</title>
      </Head>
      <p class="crumbs">
        <a href="/settings">{t("Settings")}</a>
      </p>
      <PageHead title={t("Sign-in by OpenID Connect")} />
      {check && <CheckResult check={check} />}
      <section class="card pad max-w-2xl" aria-label="OpenID Connect">
        <OidcForm settings={settings} redirect={redirect} sent={sent} />
      </section>
    </>
  );
});
