// One's own account: password, second factors, sessions, tokens, preferences, and what one may do. No script needed but for a
// new passkey, which browsers give to scripts alone.
import { page } from "fresh";
import { Head } from "fresh/runtime";
import { PageHead } from "@/components/Bits.tsx";
import { Ask, Refused } from "@/components/PageForm.tsx";
import { AccountAsk } from "@/components/people/AccountAsk.tsx";
import { Factors } from "@/components/people/Factors.tsx";
import { OwnRights } from "@/components/people/OwnRights.tsx";
import { PreferenceForm } from "@/components/people/Preferences.tsx";
import { Sessions, Tokens } from "@/components/people/Sessions.tsx";
import { RecoveryCodes, TokenSecret } from "@/components/people/Once.tsx";
import { sourceText } from "@/components/people/UserTable.tsx";
import AddPasskey from "@/islands/AddPasskey.tsx";
import type { Sent } from "@/lib/view/form.ts";
import { accountDeeds, type Once } from "@/lib/web/account.ts";
import { namedHoldings } from "@/lib/web/grants.ts";
import { perform, signedIn } from "@/lib/web/form_page.ts";
import { t } from "@/lib/view/text.ts";
import { define, type State } from "../../fresh.config.ts";

async function load(state: State, { searchParams }: URL, sent: Sent | null, once: Once | null = null) {
  const principal = signedIn(state);
  const { people, factors } = state.services;
  const [user, sessions, tokens, preferences, own] = await Promise.all([
    people.user(principal, principal.userId),
    people.sessions(principal, principal.userId),
    people.tokens(principal, principal.userId),
    people.preferences(principal),
    factors.mine(principal),
  ]);
  const ask = once === null ? searchParams.get("ask") : null;
  return {
    user,
    sessions,
    tokens,
    preferences,
    factors: own,
    holdings: namedHoldings(state, principal),
    ask,
    sent,
    once,
    recent: factors.recent(principal),
    offer: ask === "totp" ? factors.totpPending(principal) : null,
    passkey: own.passkeys.find(({ id }) => id === searchParams.get("passkey")),
    token: tokens.find(({ id }) => id === searchParams.get("token")),
  };
}

export const handler = define.handlers({
  GET: async (ctx) => page(await load(ctx.state, ctx.url, null)),
  POST: (ctx) => {
    const shown = async (once: Once) => page(await load(ctx.state, ctx.url, null, once));
    return perform(ctx, accountDeeds(ctx, shown), async (sent, status) => {
      return page(await load(ctx.state, ctx.url, sent), { status });
    });
  },
});

export default define.page<typeof handler>(function Account({ data }) {
  const { user, sessions, tokens, preferences, factors, holdings, ask, sent, once } = data;
  return (
    <>
      <Head>
        <title>{t("Your account")} · Atoll</title>
      </Head>
      <PageHead
        title={user.username}
        sub={t("Signs in by {sourceText}", { sourceText: sourceText(user.source) })}
      >
        {user.source === "local" && <a class="btn" href="/account?ask=password">{t("Change password")}</a>}
      </PageHead>
      <Refused sent={sent} asked={ask} />
      {once?.kind === "token" && <TokenSecret {...once} />}
      {once?.kind === "codes" && <RecoveryCodes {...once} />}
      {ask && <AccountAsk {...data} ask={ask} />}
      {ask === "passkey" && data.recent && (
        <Ask
          title={t("Add a passkey")}
          lines={[
            t("Your device, or a key, proves that it is you: it signs you in without a password, or beside it."),
          ]}
        >
          <AddPasskey />
        </Ask>
      )}
      <div class="grid gap-4 lg:grid-cols-2 items-start">
        <div class="grid gap-4">
          <Factors factors={factors} />
          <OwnRights grants={holdings} />
          <PreferenceForm preferences={preferences} sent={sent} />
        </div>
        <div class="grid gap-4">
          <Sessions sessions={sessions} own />
          <Tokens tokens={tokens} path="/account" add="/account?ask=token" />
        </div>
      </div>
    </>
  );
});
