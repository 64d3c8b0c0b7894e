// The groups: users who may do the same. No script needed.
import { page } from "fresh";
import { Head } from "fresh/runtime";
import { Empty, PageHead } from "@/components/Bits.tsx";
import { Icon } from "@/components/Icon.tsx";
import { GroupForm } from "@/components/people/GroupAsk.tsx";
import { formView, type Sent } from "@/lib/view/form.ts";
import { count } from "@/lib/view/format.ts";
import { perform, signedIn } from "@/lib/web/form_page.ts";
import { text } from "@/lib/web/forms.ts";
import { t } from "@/lib/view/text.ts";
import { define, type State } from "../../fresh.config.ts";

async function load(state: State, url: URL, sent: Sent | null) {
  const groups = await state.services.people.groups(signedIn(state));
  return {
    groups: groups.toSorted((a, b) => a.name.localeCompare(b.name)),
    add: sent !== null || url.searchParams.has("add"),
    sent,
  };
}

export const handler = define.handlers({
  GET: async (ctx) => page(await load(ctx.state, ctx.url, null)),
  POST: (ctx) =>
    perform(ctx, {
      create: async (form) => {
        const group = await ctx.state.services.people.createGroup(signedIn(ctx.state), {
          name: text(form, "name"),
          description: text(form, "description"),
          external: text(form, "external") || null,
        });
        return { done: t("The group {name} is created", { name: group.name }), to: `/groups/${group.id}` };
      },
    }, async (sent, status) => page(await load(ctx.state, ctx.url, sent), { status })),
});

export default define.page<typeof handler>(function Groups({ data: { groups, add, sent } }) {
  return (
    <>
      <Head>
        <title>{t("Groups")} · Atoll</title>
      </Head>
      <PageHead title={t("Groups")}>
        {!add && (
          <a class="btn main" href="/groups?add">
            <Icon name="plus" /> {t("Add a group")}
          </a>
        )}
      </PageHead>
      {add && (
        <GroupForm
          form={formView(sent, "create")}
          title={t("Add a group")}
          submit={t("Create the group")}
          cancel="/groups"
        />
      )}
      {groups.length === 0
        ? (
          <Empty icon="users" title={t("No group yet")}>
            <p>{t("Grant a role to a group once, and it counts for whoever is in it.")}</p>
          </Empty>
        )
        : (
          <div class="card scroll" tabIndex={0} role="region" aria-label={t("Groups")}>
            <table class="tb cards">
              <thead>
                <tr>
                  <th scope="col">{t("Name")}</th>
                  <th scope="col">{t("Description")}</th>
                  <th scope="col">{t("Group of the directory")}</th>
                  <th scope="col" class="num">{t("Members")}</th>
                </tr>
              </thead>
              <tbody>
                {groups.map((group) => (
                  <tr key={group.id}>
                    <td>
                      <a href={`/groups/${group.id}`}>
                        <bdi>{group.name}</bdi>
                      </a>
                    </td>
                    <td data-l="Description">{group.description}</td>
                    <td data-l="Group of the directory" class="mono">{group.external ?? ""}</td>
                    <td data-l="Members" class="num">{count(group.members)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
    </>
  );
});
