// What is asked about groups: a new one, its name and claim, its quota, its end.
import type { Group } from "@/lib/auth/people_types.ts";
import type { FormView } from "@/lib/view/form.ts";
import { t, tn } from "@/lib/view/text.ts";
import { Ask, Input, PageForm } from "../PageForm.tsx";

/** The form of a new group and of a changed one. */
export function GroupForm({ form, group, title, submit, cancel }: {
  form: FormView;
  group?: Group;
  title: string;
  submit: string;
  cancel: string;
}) {
  return (
    <Ask title={title}>
      <PageForm form={form} fields={["name", "description", "external"]} submit={submit} cancel={cancel}>
        <Input form={form} name="name" label={t("Name")} value={group?.name ?? ""} autocomplete="off" focus />
        <Input
          form={form}
          name="description"
          label={t("Description")}
          value={group?.description ?? ""}
          autocomplete="off"
          required={false}
        />
        <Input
          form={form}
          name="external"
          label={t("Group of the directory")}
          value={group?.external ?? ""}
          hint={t(
            "Whoever signs in by OpenID Connect or LDAP as a member of it becomes one here. Empty: members are put in by hand.",
          )}
          autocomplete="off"
          required={false}
        />
      </PageForm>
    </Ask>
  );
}

export function DeleteGroup({ form, group, path }: { form: FormView; group: Group; path: string }) {
  return (
    <Ask
      title={t("Delete {name}?", { name: group.name })}
      lines={[
        group.members === 0 ? t("The group has no members.") : tn(
          group.members,
          "{count} member may no longer do what the group may, at once. Users themselves stay.",
          "{count} members may no longer do what the group may, at once. The users themselves stay.",
        ),
        t("Its rights and its quota are forgotten. There is no undo."),
      ]}
    >
      <PageForm form={form} fields={["typed"]} submit={t("Delete the group")} tone="danger" cancel={path}>
        <Input
          form={form}
          name="typed"
          label={t("Type {name} to confirm", { name: group.name })}
          autocomplete="off"
          focus
        />
      </PageForm>
    </Ask>
  );
}
