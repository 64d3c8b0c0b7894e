// What a role allows: as a list to read, and as boxes under their nouns to make one of one's own.
import type { FormView } from "@/lib/view/form.ts";
import { byNoun, nounTitle } from "@/lib/view/grant.ts";
import { t } from "@/lib/view/text.ts";
import { Icon } from "../Icon.tsx";
import { Ask, Choices, Input, PageForm } from "../PageForm.tsx";

export interface ActionOption {
  readonly name: string;
  readonly label: string;
}

interface RoleText {
  readonly name: string;
  readonly description: string;
  readonly actions: readonly string[];
}

/** Whether a role's patterns (`vm.*`, `*`, names) hold an action. */
export function holds(patterns: readonly string[], action: string): boolean {
  return patterns.includes("*") || patterns.includes(action) ||
    patterns.includes(`${action.slice(0, action.indexOf("."))}.*`);
}

/** What a role allows, noun by noun; what it does not is left out. */
export function Allowed(
  { role, actions }: { role: Pick<RoleText, "actions">; actions: readonly ActionOption[] },
) {
  const nouns = [...byNoun(actions)]
    .map(([noun, list]) => [noun, list.filter(({ name }) => holds(role.actions, name))] as const)
    .filter(([, list]) => list.length > 0);
  if (nouns.length === 0) return <p class="soft">{t("Nothing.")}</p>;
  return (
    <dl class="kv">
      {nouns.map(([noun, list]) => (
        <>
          <dt>{nounTitle(noun)}</dt>
          <dd>
            {list.map(({ name, label }) => (
              <span key={name} class="st mr-4" title={name}>
                <Icon name="check" /> {label}
              </span>
            ))}
          </dd>
        </>
      ))}
    </dl>
  );
}

/** @param role what is there already; its patterns show as the boxes that they hold */
export function RoleForm({ form, role, actions, submit, cancel }: {
  form: FormView;
  role?: RoleText;
  actions: readonly ActionOption[];
  submit: string;
  cancel?: string;
}) {
  const held = actions.filter(({ name }) => holds(role?.actions ?? [], name)).map(({ name }) => name);
  return (
    <PageForm
      form={form}
      fields={["name", "description", "actions"]}
      submit={submit}
      {...(cancel === undefined ? {} : { cancel })}
    >
      <div class="max-w-xl">
        <Input form={form} name="name" label={t("Name")} value={role?.name ?? ""} autocomplete="off" />
        <Input
          form={form}
          name="description"
          label={t("Description")}
          value={role?.description ?? ""}
          autocomplete="off"
          required={false}
        />
      </div>
      {form.error("actions") && <p class="err mb-2" role="alert">{form.error("actions")}</p>}
      <div class="grid gap-x-6 sm:grid-cols-2 xl:grid-cols-3">
        {[...byNoun(actions)].map(([noun, list]) => (
          <Choices
            key={noun}
            id={`${form.name}-${noun}`}
            form={form}
            name="actions"
            legend={nounTitle(noun)}
            values={held}
            options={list.map(({ name, label }) => ({ value: name, text: label }))}
            {...(noun === "" ? { hint: t("Counts where the role is granted on all pools.") } : {})}
          />
        ))}
      </div>
    </PageForm>
  );
}

export function DeleteRole({ form, name, path }: { form: FormView; name: string; path: string }) {
  return (
    <Ask title={t("Delete {name}?", { name })} lines={[t("Nobody has this role. There is no undo.")]}>
      <PageForm form={form} fields={["typed"]} submit={t("Delete the role")} tone="danger" cancel={path}>
        <Input
          form={form}
          name="typed"
          label={t("Type {name} to confirm", { name })}
          autocomplete="off"
          focus
        />
      </PageForm>
    </Ask>
  );
}
