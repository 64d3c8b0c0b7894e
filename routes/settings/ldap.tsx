// Settings of signing in by LDAP. No script needed.
import { page } from "fresh";
import { Head } from "fresh/runtime";
import { PageHead } from "@/components/Bits.tsx";
import { CheckResult, LdapForm } from "@/components/settings/Directory.tsx";
import type { Check } from "@/lib/auth/factor_types.ts";
import type { Sent } from "@/lib/view/form.ts";
import { perform, sentForm, signedIn } from "@/lib/web/form_page.ts";
import { text } from "@/lib/web/forms.ts";
import { ldapFrom } from "@/lib/web/sign_in_forms.ts";
import { t } from "@/lib/view/text.ts";
import { define, type State } from "../../fresh.config.ts";

async function load(state: State, sent: Sent | null, check: Check | null = null) {
  return {
    settings: await state.services.signInSettings.readLdap(signedIn(state)),
    // The test is a button of the same form.
    sent: sent && { ...sent, form: "ldap" },
    check,
  };
}

export const handler = define.handlers({
  GET: async (ctx) => page(await load(ctx.state, null)),
  POST: (ctx) => {
    const principal = signedIn(ctx.state);
    const { signInSettings } = ctx.state.services;
    return perform(ctx, {
      ldap: async (form) => {
        await signInSettings.writeLdap(principal, ldapFrom(form));
        return { done: t("The settings of LDAP are saved"), to: "/settings" };
      },
      "ldap-test": async (form) => {
        const check = await signInSettings.checkLdap(principal, ldapFrom(form), text(form, "lookup"));
        return { page: page(await load(ctx.state, sentForm(form, "ldap"), check)) };
      },
    }, async (sent, status) => page(await load(ctx.state, sent), { status }));
  },
});

export default define.page<typeof handler>(function Ldap({ data: { settings, sent, check } }) {
  return (
    <>
      <Head>
        <title>LDAP · Atoll</title>
      </Head>
      <p class="crumbs">
        <a href="/settings">{t("Settings")}</a>
      </p>
      <PageHead title={t("Sign-in by LDAP")} />
      {check && <CheckResult check={check} />}
      <section class="card pad max-w-2xl" aria-label="LDAP">
        <LdapForm settings={settings} sent={sent} />
      </section>
    </>
  );
});
