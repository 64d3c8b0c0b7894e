// The settings of Atoll: how people sign in, how long the audit log is kept, and the ways to configuration and backup.
import { page } from "fresh";
import { Head } from "fresh/runtime";
import { PageHead } from "@/components/Bits.tsx";
import { Icon } from "@/components/Icon.tsx";
import { Input, PageForm, Refused } from "@/components/PageForm.tsx";
import { formView, type Sent } from "@/lib/view/form.ts";
import { perform, signedIn } from "@/lib/web/form_page.ts";
import { text } from "@/lib/web/forms.ts";
import { t } from "@/lib/view/text.ts";
import { tx } from "@/components/Rich.tsx";
import { define, type State } from "../../fresh.config.ts";

async function load(state: State, sent: Sent | null) {
  const principal = signedIn(state);
  const { signInSettings, auditReader, rights } = state.services;
  const [oidc, ldap] = await Promise.all([
    signInSettings.readOidc(principal),
    signInSettings.readLdap(principal),
  ]);
  return {
    oidc,
    ldap,
    retention: rights.can(principal, "audit.read") ? await auditReader.retention(principal) : null,
    exporting: rights.can(principal, "config.export"),
    sent,
  };
}

export const handler = define.handlers({
  GET: async (ctx) => page(await load(ctx.state, null)),
  POST: (ctx) =>
    perform(ctx, {
      retention: async (form) => {
        await ctx.state.services.auditReader.setRetention(signedIn(ctx.state), {
          days: Number(text(form, "days")),
          megabytes: Number(text(form, "megabytes")),
        });
        return { done: t("How long the audit log is kept is changed"), to: "/settings" };
      },
    }, async (sent, status) => page(await load(ctx.state, sent), { status })),
});

export default define.page<typeof handler>(function Settings({ data }) {
  const { oidc, ldap, retention, exporting, sent } = data;
  const form = formView(sent, "retention");
  return (
    <>
      <Head>
        <title>{t("Settings")} · Atoll</title>
      </Head>
      <PageHead title={t("Settings")} />
      <Refused sent={sent} asked="retention" />
      <div class="grid gap-4 lg:grid-cols-2 items-start">
        <section class="card" aria-labelledby="sign-in">
          <h2 id="sign-in">{t("Sign-in")}</h2>
          <ul class="lines">
            <Way name="OpenID Connect" path="/settings/oidc" on={oidc.enabled} what={oidc.issuer} />
            <Way name="LDAP" path="/settings/ldap" on={ldap.enabled} what={ldap.url} />
          </ul>
        </section>
        {retention && (
          <section class="card" aria-labelledby="retention">
            <h2 id="retention">{t("Audit log")}</h2>
            <div class="pad">
              <PageForm form={form} fields={["days", "megabytes"]} submit={t("Save")} tone="">
                <Input
                  form={form}
                  name="days"
                  label={t("Keep entries for, in days")}
                  value={String(retention.days)}
                  autocomplete="off"
                />
                <Input
                  form={form}
                  name="megabytes"
                  label={t("At most, in megabytes")}
                  value={String(retention.megabytes)}
                  hint={t("What is older, or more, is taken away at once, the oldest first.")}
                  autocomplete="off"
                />
              </PageForm>
            </div>
          </section>
        )}
        <section class="card" aria-labelledby="copies">
          <h2 id="copies">{t("Configuration and backup")}</h2>
          <ul class="lines">
            {exporting && (
              <li>
                <Icon name="archive" />
                <span class="say">
                  {t("Configuration")}
                  <br />
                  <span class="soft">
                    {t("Users, rights, pools and settings in one file, sealed with a passphrase")}
                  </span>
                </span>
                <a class="btn" href="/config">{t("Export or import")}</a>
              </li>
            )}
            <li>
              <Icon name="hard-drive" />
              <span class="say">
                {t("Backup of everything, while Atoll runs")}
                <br />
                <code>deno task backup FILE</code>
                <br />
                <span class="soft">
                  {tx("Back with {code}. The key that seals secrets is not in it: keep it apart.", {
                    code: <code>deno task restore</code>,
                  })}
                </span>
              </span>
            </li>
          </ul>
        </section>
      </div>
    </>
  );
});

/** A way to sign in beside Atoll's own passwords. */
function Way({ name, path, on, what }: { name: string; path: string; on: boolean; what: string }) {
  return (
    <li>
      <Icon name="key-round" />
      <span class="say">
        {name}
        <br />
        <span class="soft">{on ? t("On: {what}", { what }) : t("Off")}</span>
      </span>
      <a class="btn" href={path}>
        {tx("Change{part}", { part: <span class="sr">{` ${name}`}</span> })}
      </a>
    </li>
  );
}
