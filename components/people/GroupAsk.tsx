// What is asked about groups: a new one, its name and claim, its quota, its end.
import type { Group } from "@/lib/auth/people_types.ts";
import type { FormView } from "@/lib/view/form.ts";
import { plural } from "@/lib/view/format.ts";
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
        <Input form={form} name="name" label="Name" value={group?.name ?? ""} autocomplete="off" focus />
        <Input
          form={form}
          name="description"
          label="Description"
          value={group?.description ?? ""}
          autocomplete="off"
          required={false}
        />
        <Input
          form={form}
          name="external"
          label="Group of the directory"
          value={group?.external ?? ""}
          hint="Whoever signs in by OpenID Connect or LDAP as a member of it becomes one here. Empty: members are put in by hand."
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
      title={`Delete ${group.name}?`}
      lines={[
        group.members === 0
          ? "The group has no members."
          : `${
            plural(group.members, "member")
          } may no longer do what the group may, at once. The users themselves stay.`,
        "Its rights and its quota are forgotten. There is no undo.",
      ]}
    >
      <PageForm form={form} fields={["typed"]} submit="Delete the group" tone="danger" cancel={path}>
        <Input form={form} name="typed" label={`Type ${group.name} to confirm`} autocomplete="off" focus />
      </PageForm>
    </Ask>
  );
}
