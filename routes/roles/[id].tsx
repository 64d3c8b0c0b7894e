// One role: what it allows, who has it, and its change where it is an own one. No script needed.
import { page } from "fresh";
import { Head } from "fresh/runtime";
import { Note, PageHead } from "@/components/Bits.tsx";
import { Refused } from "@/components/PageForm.tsx";
import { Allowed, DeleteRole, RoleForm } from "@/components/people/RoleForm.tsx";
import { AtollError } from "@/lib/errors.ts";
import { formView, type Sent } from "@/lib/view/form.ts";
import { plural } from "@/lib/view/format.ts";
import { scopeText } from "@/lib/view/grant.ts";
import { checkTyped, type Deed as Doing, perform, signedIn, texts } from "@/lib/web/form_page.ts";
import { text } from "@/lib/web/forms.ts";
import { targetName } from "@/lib/web/grants.ts";
import { t, tn } from "@/lib/view/text.ts";
import { define, type State } from "../../fresh.config.ts";

function roleOf(state: State, id: string) {
  const role = state.services.rightsAdmin.roles(signedIn(state)).find((one) => one.id === id);
  if (role === undefined) throw new AtollError(404, "unknown-role", "There is no such role");
  return role;
}

async function load(state: State, id: string, { searchParams }: URL, sent: Sent | null) {
  const principal = signedIn(state);
  const { people, rights, rightsAdmin } = state.services;
  const role = roleOf(state, id);
  const names = new Map<string, string>();
  if (rights.can(principal, "users.manage")) {
    for (const user of await people.users(principal)) names.set(`user ${user.id}`, user.username);
    for (const group of await people.groups(principal)) names.set(`group ${group.id}`, group.name);
  }
  return {
    role,
    actions: rightsAdmin.actions(),
    holders: rightsAdmin.grants(principal).filter((grant) => grant.role === id).map((grant) => ({
      id: grant.id,
      kind: grant.subject.kind,
      path: `/${grant.subject.kind}s/${grant.subject.id}`,
      name: names.get(`${grant.subject.kind} ${grant.subject.id}`) ?? grant.subject.id,
      where: scopeText(grant.scope, targetName(state, grant.scope)),
    })),
    ask: role.builtIn ? null : searchParams.get("ask"),
    sent,
  };
}

function deeds(state: State, id: string): { readonly [name: string]: Doing } {
  const principal = signedIn(state);
  const { rightsAdmin } = state.services;
  return {
    change: async (form) => {
      await rightsAdmin.changeRole(principal, id, {
        name: text(form, "name"),
        description: text(form, "description"),
        actions: texts(form, "actions"),
      });
      return { done: t("The role is changed, for everybody who has it"), to: `/roles/${id}` };
    },
    delete: async (form) => {
      const { name } = roleOf(state, id);
      checkTyped(form, name);
      await rightsAdmin.deleteRole(principal, id);
      return { done: t("The role {name} is deleted", { name }), to: "/roles" };
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

export default define.page<typeof handler>(
  function RolePage({ data: { role, actions, holders, ask, sent } }) {
    const path = `/roles/${role.id}`;
    const grants = plural(holders.length, "grant");
    return (
      <>
        <Head>
          <title>{`${role.name} · Atoll`}</title>
        </Head>
        <p class="crumbs">
          <a href="/roles">{t("Roles")}</a>
        </p>
        <PageHead title={role.name} sub={role.description}>
          {role.builtIn ? <span class="tag">{t("Built in: it stays as it is")}</span> : (
            <>
              <a class="btn" href={`${path}?ask=change`}>{t("Change")}</a>
              <a class="btn danger" href={`${path}?ask=delete`}>{t("Delete")}</a>
            </>
          )}
        </PageHead>
        <Refused sent={sent} asked={ask} />
        {ask === "change" && (
          <section class="card pad mb-4" aria-labelledby="ask">
            <h2 id="ask" class="mb-2">{t("Change {name}", { name: role.name })}</h2>
            <p class="soft mb-3">{t("It counts at once for {grants}.", { grants })}</p>
            <RoleForm
              form={formView(sent, "change")}
              role={role}
              actions={actions}
              submit={t("Save")}
              cancel={path}
            />
          </section>
        )}
        {ask === "delete" && (holders.length > 0
          ? (
            <Note tone="warn" alert>
              {tn(
                holders.length,
                "{count} grant of this role stands in the way: revoke first what stands under “Who has it”.",
                "{count} grants of this role stand in the way: revoke first what stands under “Who has it”.",
              )}
            </Note>
          )
          : <DeleteRole form={formView(sent, "delete")} name={role.name} path={path} />)}
        <div class="grid gap-4 lg:grid-cols-2 items-start">
          <section class="card" aria-labelledby="allows">
            <h2 id="allows">{t("Allows")}</h2>
            <div class="pad">
              <Allowed role={role} actions={actions} />
            </div>
          </section>
          <section class="card" aria-labelledby="holders">
            <h2 id="holders">{t("Who has it")}</h2>
            {holders.length === 0 ? <p class="pad soft">{t("Nobody.")}</p> : (
              <ul class="lines">
                {holders.map((holder) => (
                  <li key={holder.id}>
                    <a href={holder.path}>
                      <bdi>{holder.name}</bdi>
                    </a>
                    {holder.kind === "group" && <span class="tag">{t("group")}</span>}
                    <span class="soft">{t("on {where}", { where: holder.where })}</span>
                  </li>
                ))}
              </ul>
            )}
          </section>
        </div>
      </>
    );
  },
);
