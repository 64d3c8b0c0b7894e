// The roles: the built-in ones, and own ones made of actions. No script needed.
import { page } from "fresh";
import { Head } from "fresh/runtime";
import { PageHead } from "@/components/Bits.tsx";
import { Icon } from "@/components/Icon.tsx";
import { RoleForm } from "@/components/people/RoleForm.tsx";
import { formView, type Sent } from "@/lib/view/form.ts";
import { count } from "@/lib/view/format.ts";
import { perform, signedIn, texts } from "@/lib/web/form_page.ts";
import { text } from "@/lib/web/forms.ts";
import { t } from "@/lib/view/text.ts";
import { define, type State } from "../../fresh.config.ts";

function load(state: State, url: URL, sent: Sent | null) {
  const principal = signedIn(state);
  const { rightsAdmin } = state.services;
  const grants = rightsAdmin.grants(principal);
  return {
    roles: rightsAdmin.roles(principal).map((role) => ({
      ...role,
      grants: grants.filter((grant) => grant.role === role.id).length,
    })),
    actions: rightsAdmin.actions(),
    add: sent !== null || url.searchParams.has("add"),
    sent,
  };
}

export const handler = define.handlers({
  GET: (ctx) => page(load(ctx.state, ctx.url, null)),
  POST: (ctx) =>
    perform(ctx, {
      create: async (form) => {
        const role = await ctx.state.services.rightsAdmin.createRole(signedIn(ctx.state), {
          name: text(form, "name"),
          description: text(form, "description"),
          actions: texts(form, "actions"),
        });
        return { done: t("The role {name} is created", { name: role.name }), to: `/roles/${role.id}` };
      },
    }, (sent, status) => Promise.resolve(page(load(ctx.state, ctx.url, sent), { status }))),
});

export default define.page<typeof handler>(function Roles({ data: { roles, actions, add, sent } }) {
  return (
    <>
      <Head>
        <title>{t("Roles")} · Atoll</title>
      </Head>
      <PageHead
        title={t("Roles")}
        sub={t("What somebody may do. A grant gives a role to a user or a group, on all or a part.")}
      >
        {!add && (
          <a class="btn main" href="/roles?add">
            <Icon name="plus" /> {t("Make a role")}
          </a>
        )}
      </PageHead>
      {add && (
        <section class="card pad mb-4" aria-labelledby="ask">
          <h2 id="ask" class="mb-2">{t("Make a role")}</h2>
          <RoleForm
            form={formView(sent, "create")}
            actions={actions}
            submit={t("Create the role")}
            cancel="/roles"
          />
        </section>
      )}
      <div class="card scroll" tabIndex={0} role="region" aria-label={t("Roles")}>
        <table class="tb cards">
          <thead>
            <tr>
              <th scope="col">{t("Name")}</th>
              <th scope="col">{t("Description")}</th>
              <th scope="col">{t("Kind")}</th>
              <th scope="col" class="num">{t("Grants")}</th>
            </tr>
          </thead>
          <tbody>
            {roles.map((role) => (
              <tr key={role.id}>
                <td>
                  <a href={`/roles/${role.id}`}>
                    <bdi>{role.name}</bdi>
                  </a>
                </td>
                <td data-l="Description">{role.description}</td>
                <td data-l="Kind">{role.builtIn ? t("Built in") : t("Own")}</td>
                <td data-l="Grants" class="num">{count(role.grants)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
});
