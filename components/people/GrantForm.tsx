// Granting a role, in steps that the address tells: role and where it counts, which object where it is one, the sentence.
import type { FormView } from "@/lib/view/form.ts";
import { type GrantScope, grantSentence, NOUNS, scopeValue } from "@/lib/view/grant.ts";
import type { Collection } from "@/lib/view/types.ts";
import { t } from "@/lib/view/text.ts";
import { Icon } from "../Icon.tsx";
import { Ask, Choices, type Option, PageForm, Select } from "../PageForm.tsx";

/** An object that may be picked. */
export interface Pick {
  readonly collection: Collection;
  readonly id: string;
  readonly name: string;
  /** Name of its pool. */
  readonly pool: string;
}

export interface GrantChoice {
  readonly who: string;
  readonly roles: readonly {
    readonly id: string;
    readonly name: string;
    readonly builtIn: boolean;
    readonly description: string;
  }[];
  readonly role: string;
  readonly pools: readonly Option[];
  readonly hosts: readonly Option[];
  readonly tags: readonly Option[];
  readonly step: "choose" | "find" | "confirm";
  /** What was chosen, with its name; null: nothing yet. */
  readonly chosen: { readonly scope: GrantScope; readonly name: string } | null;
  /** What was searched for. */
  readonly find: string;
  readonly found: readonly Pick[];
  /** What is wrong with the address: the pool has gone meanwhile. */
  readonly problem: string | null;
}

/** @param path of the page */
export function GrantForm({ form, choice, path }: { form: FormView; choice: GrantChoice; path: string }) {
  const role = choice.roles.find(({ id }) => id === choice.role);
  if (role && choice.chosen && choice.step === "confirm") {
    const { scope, name } = choice.chosen;
    return (
      <Ask title={t("Grant this?")} lines={[`${grantSentence(choice.who, role, scope, name)}.`]}>
        <p class="soft mb-3">
          {role.description && `${role.name}: ${role.description.replace(/\.$/, "")}. `}
          {t("It counts at once, also in pages that are open.")}
        </p>
        <PageForm
          form={form}
          hidden={{ role: role.id, scope: scopeValue(scope) }}
          submit={t("Grant")}
          cancel={path}
        />
        <p class="mt-3">
          <a
            href={`${path}?${new URLSearchParams({
              ask: "grant",
              role: role.id,
              scope: scopeValue(scope),
              change: "",
            })}`}
          >
            {t("Choose otherwise")}
          </a>
        </p>
      </Ask>
    );
  }
  if (role && choice.step === "find") return <Find choice={choice} path={path} />;
  return (
    <Ask title={t("Grant a role to {who}", { who: choice.who })}>
      {choice.problem && <p class="err mb-2" role="alert">{choice.problem}</p>}
      <form method="get" action={path}>
        <input type="hidden" name="ask" value="grant" />
        <Choices
          form={form}
          name="role"
          legend={t("Role")}
          one
          values={[choice.role]}
          options={choice.roles.map(({ id, name, description }) => ({
            value: id,
            text: name,
            hint: description,
          }))}
        />
        <Select
          form={form}
          name="scope"
          label={t("On")}
          value={choice.chosen === null ? "all" : scopeValue(choice.chosen.scope)}
          options={[
            { value: "all", text: t("All pools") },
            { value: "object", text: t("One object: a VM, a network …") },
          ]}
          groups={[
            { title: t("Pool"), options: choice.pools },
            { title: t("Host and the VMs it runs"), options: choice.hosts },
            { title: t("Everything with the tag"), options: choice.tags },
          ]}
          hint={t("What comes into a pool, onto a host or gets the tag later is included.")}
        />
        <div class="flex flex-wrap gap-2">
          <button class="btn main" type="submit">{t("Next")}</button>
          <a class="btn" href={path}>{t("Cancel")}</a>
        </div>
      </form>
    </Ask>
  );
}

/** Picking one object out of thousands: by a search. */
function Find({ choice, path }: { choice: GrantChoice; path: string }) {
  const address = (scope: string) =>
    `${path}?${new URLSearchParams({ ask: "grant", role: choice.role, scope })}`;
  return (
    <Ask title={t("On which object?")}>
      <form method="get" action={path} role="search" class="flex flex-wrap gap-2 mb-3">
        <input type="hidden" name="ask" value="grant" />
        <input type="hidden" name="role" value={choice.role} />
        <input type="hidden" name="scope" value="object" />
        <div class="find relative flex-1 min-w-[200px]">
          <Icon name="search" />
          <input
            type="search"
            name="find"
            value={choice.find}
            aria-label={t("Name or id of the object")}
            placeholder={t("Name or id of a VM, network, storage …")}
            autocomplete="off"
            spellcheck={false}
            autofocus
          />
        </div>
        <button class="btn" type="submit">{t("Search")}</button>
        <a class="btn" href={path}>{t("Cancel")}</a>
      </form>
      {choice.find !== "" && (
        <p class="soft mb-2" role="status">
          {choice.found.length === 0 ? t("Nothing has a name like this.") : t("Choose one:")}
        </p>
      )}
      <ul class="lines -mx-4">
        {choice.found.map((one) => (
          <li key={one.id}>
            <a href={address(scopeValue({ kind: "object", collection: one.collection, id: one.id }))}>
              <bdi>{one.name || one.id}</bdi>
            </a>
            <span class="soft">
              {t("{value} in {pool}", { value: NOUNS[one.collection][0], pool: one.pool })}
            </span>
          </li>
        ))}
      </ul>
    </Ask>
  );
}
