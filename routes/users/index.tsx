// The users: who they are, how they stand, and a new one. No script needed.
import { page } from "fresh";
import { Head } from "fresh/runtime";
import { Empty, PageHead } from "@/components/Bits.tsx";
import { Icon } from "@/components/Icon.tsx";
import { Pager } from "@/components/Pager.tsx";
import { Ask, Choices, Input, PageForm } from "@/components/PageForm.tsx";
import { SearchBox } from "@/components/people/SearchBox.tsx";
import { UserTable } from "@/components/people/UserTable.tsx";
import { formView, type Sent } from "@/lib/view/form.ts";
import { newPassword, perform, signedIn, texts } from "@/lib/web/form_page.ts";
import { text } from "@/lib/web/forms.ts";
import { t } from "@/lib/view/text.ts";
import { define, type State } from "../../fresh.config.ts";

/** Users of one page: a directory may bring thousands. */
const PAGE = 100;

async function load(state: State, url: URL, sent: Sent | null) {
  const principal = signedIn(state);
  const { people } = state.services;
  const [users, groups] = await Promise.all([people.users(principal), people.groups(principal)]);
  const query = url.searchParams.get("q")?.trim() ?? "";
  const wanted = query.toLowerCase();
  const inGroups = new Set(
    groups.filter(({ name }) => name.toLowerCase().includes(wanted)).map(({ id }) => id),
  );
  const matching = users
    .filter((user) =>
      user.username.toLowerCase().includes(wanted) || user.groups.some((id) => inGroups.has(id))
    )
    .sort((a, b) => a.username.localeCompare(b.username));
  const asked = Math.floor(Number(url.searchParams.get("page")));
  const number = Math.min(asked >= 1 ? asked : 1, Math.max(1, Math.ceil(matching.length / PAGE)));
  return {
    me: principal.userId,
    groups,
    query,
    total: users.length,
    matching: matching.length,
    number,
    users: matching.slice((number - 1) * PAGE, number * PAGE),
    add: sent !== null || url.searchParams.has("add"),
    sent,
  };
}

export const handler = define.handlers({
  GET: async (ctx) => page(await load(ctx.state, ctx.url, null)),
  POST: (ctx) =>
    perform(ctx, {
      create: async (form) => {
        const user = await ctx.state.services.people.createUser(signedIn(ctx.state), {
          username: text(form, "username"),
          password: newPassword(form),
          groups: texts(form, "groups"),
        });
        return {
          done: t("The user {username} is created", { username: user.username }),
          to: `/users/${user.id}`,
        };
      },
    }, async (sent, status) => page(await load(ctx.state, ctx.url, sent), { status })),
});

export default define.page<typeof handler>(function Users({ data }) {
  const { users, groups, total, matching, number, query, me, add, sent } = data;
  const form = formView(sent, "create");
  return (
    <>
      <Head>
        <title>{t("Users")} · Atoll</title>
      </Head>
      <PageHead title={t("Users")}>
        {!add && (
          <a class="btn main" href="/users?add">
            <Icon name="user-plus" /> {t("Add a user")}
          </a>
        )}
      </PageHead>
      {add && (
        <Ask
          title={t("Add a user")}
          lines={[t("A new user may do nothing until a role is granted to them or to a group of theirs.")]}
        >
          <PageForm
            form={form}
            fields={["username", "password", "repeated", "groups"]}
            submit={t("Create the user")}
            cancel="/users"
          >
            <Input form={form} name="username" label={t("User name")} autocomplete="off" focus />
            <Input
              form={form}
              name="password"
              label={t("Password")}
              type="password"
              autocomplete="new-password"
            />
            <Input
              form={form}
              name="repeated"
              label={t("Password, once more")}
              type="password"
              autocomplete="new-password"
            />
            {groups.length > 0 && (
              <Choices
                form={form}
                name="groups"
                legend={t("Groups")}
                options={groups.map(({ id, name, description }) => ({
                  value: id,
                  text: name,
                  hint: description,
                }))}
              />
            )}
          </PageForm>
        </Ask>
      )}
      <SearchBox
        path="/users"
        query={query}
        shown={matching}
        total={total}
        what="user"
        hint={t("Name or group")}
      />
      {users.length === 0
        ? (
          <Empty icon="user" title={t("No user matches")}>
            <a href="/users">{t("Show all of them")}</a>
          </Empty>
        )
        : <UserTable users={users} groups={groups} me={me} />}
      <Pager path="/users" params={query ? { q: query } : {}} page={number} size={PAGE} total={matching} />
    </>
  );
});
