// One group: members, rights, quota. No script needed.
import { page } from "fresh";
import { Head } from "fresh/runtime";
import { PageHead } from "@/components/Bits.tsx";
import { Ask, PageForm, Refused, Select } from "@/components/PageForm.tsx";
import { GrantForm } from "@/components/people/GrantForm.tsx";
import { Grants } from "@/components/people/Grants.tsx";
import { DeleteGroup, GroupForm } from "@/components/people/GroupAsk.tsx";
import { QuotaForm, QuotaUse } from "@/components/people/Quota.tsx";
import { RevokeGrant } from "@/components/people/RevokeGrant.tsx";
import { Members } from "@/components/people/Members.tsx";
import { AtollError } from "@/lib/errors.ts";
import { formView, type Sent } from "@/lib/view/form.ts";
import { checkTyped, type Deed as Doing, perform, signedIn } from "@/lib/web/form_page.ts";
import { grantChoice, grantFrom, grantText, namedGrant } from "@/lib/web/grants.ts";
import { text } from "@/lib/web/forms.ts";
import { quotaFrom } from "@/lib/web/quota_form.ts";
import { t } from "@/lib/view/text.ts";
import { define, type State } from "../../fresh.config.ts";

async function groupOf(state: State, id: string) {
  const group = (await state.services.people.groups(signedIn(state))).find((one) => one.id === id);
  if (group === undefined) throw new AtollError(404, "unknown-group", "There is no such group");
  return group;
}

const membersOf = (name: string) => `Members of ${name}`;

async function load(state: State, id: string, { searchParams }: URL, sent: Sent | null) {
  const principal = signedIn(state);
  const { people, rights, rightsAdmin } = state.services;
  const [group, users] = await Promise.all([groupOf(state, id), people.users(principal)]);
  const granting = rights.can(principal, "rights.manage");
  const roles = granting ? rightsAdmin.roles(principal) : [];
  const who = membersOf(group.name);
  const grants = granting
    ? rightsAdmin.grants(principal, { kind: "group", id }).map((grant) =>
      namedGrant(state, roles, grant, who)
    )
    : [];
  const ask = searchParams.get("ask");
  const byName = users.toSorted((a, b) => a.username.localeCompare(b.username));
  return {
    group,
    members: byName.filter((user) => user.groups.includes(id)),
    others: byName.filter((user) => !user.groups.includes(id)),
    grants,
    granting,
    quota: granting ? rightsAdmin.quota(principal, id) : null,
    ask,
    choice: ask === "grant" && granting ? grantChoice(state, principal, searchParams, who) : null,
    revoke: ask === "revoke" ? grants.find((grant) => grant.id === searchParams.get("grant")) : undefined,
    sent,
  };
}

function deeds(state: State, id: string): { readonly [name: string]: Doing } {
  const principal = signedIn(state);
  const { people, rightsAdmin } = state.services;
  const to = `/groups/${id}`;
  return {
    change: async (form) => {
      await people.changeGroup(principal, id, {
        name: text(form, "name"),
        description: text(form, "description"),
        external: text(form, "external") || null,
      });
      return { done: t("The group is changed"), to };
    },
    delete: async (form) => {
      const { name } = await groupOf(state, id);
      checkTyped(form, name);
      await people.deleteGroup(principal, id);
      return { done: t("The group {name} is deleted", { name }), to: "/groups" };
    },
    add: async (form) => {
      const user = await people.user(principal, text(form, "user"));
      await people.setGroups(principal, user.id, [...user.groups, id]);
      return { done: t("{username} is a member now", { username: user.username }), to };
    },
    remove: async (form) => {
      const user = await people.user(principal, text(form, "user"));
      await people.setGroups(principal, user.id, user.groups.filter((one) => one !== id));
      return { done: t("{username} is no member any more", { username: user.username }), to };
    },
    grant: async (form) => {
      const grant = await grantFrom(state, principal, form, { kind: "group", id });
      return { done: grantText(state, principal, grant, membersOf((await groupOf(state, id)).name)), to };
    },
    revoke: async (form) => {
      await rightsAdmin.revoke(principal, text(form, "grant"));
      return { done: t("The grant is revoked"), to };
    },
    quota: async (form) => {
      await rightsAdmin.setQuota(principal, id, quotaFrom((field) => text(form, field)));
      return { done: t("The quota is changed"), to };
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

export default define.page<typeof handler>(function GroupPage({ data }) {
  const { group, members, others, grants, granting, quota, ask, choice, revoke, sent } = data;
  const path = `/groups/${group.id}`;
  return (
    <>
      <Head>
        <title>{`${group.name} · Atoll`}</title>
      </Head>
      <p class="crumbs">
        <a href="/groups">{t("Groups")}</a>
      </p>
      <PageHead title={group.name} sub={group.description}>
        <a class="btn" href={`${path}?ask=change`}>{t("Change")}</a>
        <a class="btn danger" href={`${path}?ask=delete`}>{t("Delete")}</a>
      </PageHead>
      <Refused sent={sent} asked={ask} />
      {choice && <GrantForm form={formView(sent, "grant")} choice={choice} path={path} />}
      {revoke && <RevokeGrant grant={revoke} sent={sent} path={path} />}
      {ask === "change" && (
        <GroupForm
          form={formView(sent, "change")}
          group={group}
          title={t("Change {name}", { name: group.name })}
          submit={t("Save")}
          cancel={path}
        />
      )}
      {ask === "delete" && <DeleteGroup form={formView(sent, "delete")} group={group} path={path} />}
      {ask === "quota" && quota && (
        <Ask
          title={t("Quota of {name}", { name: group.name })}
          lines={[
            t("What the VMs that the group's rights on tags and objects reach may come to. An empty field is no limit."),
          ]}
        >
          <QuotaForm form={formView(sent, "quota")} limit={quota.limit} cancel={path} />
        </Ask>
      )}
      {ask === "add" && (
        <Ask
          title={t("Add a member to {name}", { name: group.name })}
          lines={[t("They may do at once what the group may.")]}
        >
          <PageForm form={formView(sent, "add")} fields={["user"]} submit={t("Add")} cancel={path}>
            <Select
              form={formView(sent, "add")}
              name="user"
              label={t("User")}
              options={others.map(({ id, username }) => ({ value: id, text: username }))}
            />
          </PageForm>
        </Ask>
      )}
      <div class="grid gap-4 lg:grid-cols-2 items-start">
        <Members group={group} members={members} more={others.length > 0} />
        <div class="grid gap-4">
          {granting && <Grants grants={grants} path={path} none="None: being a member allows nothing." />}
          {quota && (
            <section class="card" aria-labelledby="quota">
              <h2 id="quota">{t("Quota")}</h2>
              <div class="pad">
                <QuotaUse {...quota} />
                <p class="mt-4">
                  <a class="btn" href={`${path}?ask=quota`}>{t("Change the quota")}</a>
                </p>
              </div>
            </section>
          )}
        </div>
      </div>
    </>
  );
});
