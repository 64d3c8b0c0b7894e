// One user: groups, rights, sessions, tokens, and all that an administrator may do about them. No script needed.
import { page } from "fresh";
import { Head } from "fresh/runtime";
import { Ago, PageHead, Pair } from "@/components/Bits.tsx";
import { Deed, Refused } from "@/components/PageForm.tsx";
import { GrantForm } from "@/components/people/GrantForm.tsx";
import { Grants } from "@/components/people/Grants.tsx";
import { RevokeGrant } from "@/components/people/RevokeGrant.tsx";
import { Sessions, Tokens } from "@/components/people/Sessions.tsx";
import { UserAsk } from "@/components/people/UserAsk.tsx";
import { factorsText, GroupLinks, Seen, sourceText, UserState } from "@/components/people/UserTable.tsx";
import { formView, type Sent } from "@/lib/view/form.ts";
import { grantChoice, grantFrom, grantText, namedGrant } from "@/lib/web/grants.ts";
import {
  checkTyped,
  type Deed as Doing,
  newPassword,
  perform,
  signedIn,
  texts,
} from "@/lib/web/form_page.ts";
import { text } from "@/lib/web/forms.ts";
import { t } from "@/lib/view/text.ts";
import { define, type State } from "../../fresh.config.ts";

async function load(state: State, id: string, { searchParams }: URL, sent: Sent | null) {
  const principal = signedIn(state);
  const { people, rights, rightsAdmin } = state.services;
  const [user, groups, sessions, tokens] = await Promise.all([
    people.user(principal, id),
    people.groups(principal),
    people.sessions(principal, id),
    people.tokens(principal, id),
  ]);
  const own = groups.filter((group) => user.groups.includes(group.id));
  const granting = rights.can(principal, "rights.manage");
  const roles = granting ? rightsAdmin.roles(principal) : [];
  const grantsOf = (kind: "user" | "group", of: string) =>
    granting ? rightsAdmin.grants(principal, { kind, id: of }) : [];
  const grants = [
    ...grantsOf("user", id).map((grant) => namedGrant(state, roles, grant, user.username)),
    ...own.flatMap((group) =>
      grantsOf("group", group.id).map((grant) => namedGrant(state, roles, grant, user.username, group))
    ),
  ];
  const ask = searchParams.get("ask");
  return {
    user,
    groups,
    own,
    sessions,
    tokens,
    grants,
    granting,
    ask,
    me: principal.userId === id,
    choice: ask === "grant" && granting ? grantChoice(state, principal, searchParams, user.username) : null,
    revoke: ask === "revoke" ? grants.find((grant) => grant.id === searchParams.get("grant")) : undefined,
    token: tokens.find((token) => token.id === searchParams.get("token")),
    sent,
  };
}

function deeds(state: State, id: string): { readonly [name: string]: Doing } {
  const principal = signedIn(state);
  const { people, rightsAdmin } = state.services;
  const to = `/users/${id}`;
  return {
    rename: async (form) => {
      await people.renameUser(principal, id, text(form, "username"));
      return { done: t("The user is called {text} now", { text: text(form, "username") }), to };
    },
    groups: async (form) => {
      await people.setGroups(principal, id, texts(form, "groups"));
      return { done: t("The groups are changed"), to };
    },
    "reset-password": async (form) => {
      await people.resetPassword(principal, id, newPassword(form));
      return { done: t("The password is reset; all sessions of the user have ended"), to };
    },
    "reset-factors": async () => {
      await people.resetSecondFactors(principal, id);
      return { done: t("The second factors are reset"), to };
    },
    disable: async () => {
      await people.setDisabled(principal, id, true);
      return { done: t("The user is disabled"), to };
    },
    enable: async () => {
      await people.setDisabled(principal, id, false);
      return { done: t("The user is enabled"), to };
    },
    delete: async (form) => {
      const { username } = await people.user(principal, id);
      checkTyped(form, username);
      await people.deleteUser(principal, id);
      return { done: t("The user {username} is deleted", { username }), to: "/users" };
    },
    grant: async (form) => {
      const grant = await grantFrom(state, principal, form, { kind: "user", id });
      const { username } = await people.user(principal, id);
      return { done: grantText(state, principal, grant, username), to };
    },
    revoke: async (form) => {
      await rightsAdmin.revoke(principal, text(form, "grant"));
      return { done: t("The grant is revoked"), to };
    },
    "end-session": async (form) => {
      await people.endSession(principal, text(form, "session"));
      return { done: t("The session has ended"), to };
    },
    "end-sessions": async () => {
      await people.endSessionsOf(principal, id);
      return { done: t("The sessions have ended"), to };
    },
    "revoke-token": async (form) => {
      await people.revokeToken(principal, text(form, "token"));
      return { done: t("The token is revoked"), to };
    },
  };
}

export const handler = define.handlers({
  GET: async (ctx) => page(await load(ctx.state, ctx.params.id ?? "", ctx.url, null)),
  POST: (ctx) => {
    const id = ctx.params.id ?? "";
    return perform(ctx, deeds(ctx.state, id), async (sent, status) => {
      return page(await load(ctx.state, id, ctx.url, sent), { status });
    });
  },
});

export default define.page<typeof handler>(function UserPage({ data }) {
  const { user, groups, own, sessions, tokens, grants, granting, ask, me, choice, revoke, token, sent } =
    data;
  const path = `/users/${user.id}`;
  const local = user.source === "local";
  return (
    <>
      <Head>
        <title>{`${user.username} · Atoll`}</title>
      </Head>
      <p class="crumbs">
        <a href="/users">{t("Users")}</a>
      </p>
      <PageHead title={user.username} sub={me ? t("This is you.") : undefined}>
        <a class="btn" href={`${path}?ask=rename`}>{t("Rename")}</a>
        <a class="btn" href={`${path}?ask=groups`}>{t("Groups")}</a>
        {local && !me && <a class="btn" href={`${path}?ask=reset-password`}>{t("Reset password")}</a>}
        {me && <a class="btn" href="/account">{t("Your account")}</a>}
        {!me && user.secondFactors.length > 0 && (
          <a class="btn" href={`${path}?ask=reset-factors`}>{t("Reset second factors")}</a>
        )}
        {user.disabled
          ? <Deed name="enable" label={t("Enable")} />
          : !me && <a class="btn" href={`${path}?ask=disable`}>{t("Disable")}</a>}
        {!me && <a class="btn danger" href={`${path}?ask=delete`}>{t("Delete")}</a>}
      </PageHead>
      <Refused sent={sent} asked={ask} />
      {choice && <GrantForm form={formView(sent, "grant")} choice={choice} path={path} />}
      {revoke && <RevokeGrant grant={revoke} sent={sent} path={path} />}
      {ask && <UserAsk ask={ask} user={user} groups={groups} sent={sent} token={token} />}
      <div class="grid gap-4 lg:grid-cols-2 items-start">
        <div class="grid gap-4">
          <section class="card" aria-labelledby="facts">
            <h2 id="facts">{t("User")}</h2>
            <dl class="kv pad facts">
              <Pair name="State">
                <UserState user={user} />
              </Pair>
              <Pair name="Groups">
                {own.length === 0 ? <span class="soft">{t("None")}</span> : <GroupLinks groups={own} />}
              </Pair>
              <Pair name="Signs in by">{sourceText(user.source)}</Pair>
              <Pair name="Second factor">{factorsText(user.secondFactors)}</Pair>
              <Pair name="Last seen">
                <Seen at={user.seen} />
              </Pair>
              <Pair name="Created">
                <Ago iso={user.created} />
              </Pair>
            </dl>
          </section>
          {granting && (
            <Grants grants={grants} path={path} none="None: the user sees no pool and may do nothing." />
          )}
        </div>
        <div class="grid gap-4">
          <Sessions sessions={sessions} own={me} />
          <Tokens tokens={tokens} path={path} add={me ? "/account?ask=token" : null} />
        </div>
      </div>
    </>
  );
});
