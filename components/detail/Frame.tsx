// The frame of an object's page: a head that stays, its tabs as links, a form that is asked for, and the tab that is open.
import type { ComponentChildren } from "preact";
import { hrefOf, listHref, type Paged } from "@/lib/view/hrefs.ts";
import { KINDS, type TabInfo } from "@/lib/view/tabs.ts";
import { t } from "@/lib/view/text.ts";
import type { Asked, Detail, Missing } from "@/lib/web/detail_types.ts";
import { ActionBar } from "../ActionBar.tsx";
import { ActionForm } from "../ActionForm.tsx";
import { Icon } from "../Icon.tsx";

interface Framed {
  readonly kind: Paged;
  readonly id: string;
  readonly name: string;
  readonly tab: TabInfo;
  readonly tabs: readonly TabInfo[];
  readonly asked: Asked | null;
  readonly onPart: Detail["onPart"];
}

export function Frame({ of: { kind, id, name, tab, tabs, asked, onPart }, head, children }: {
  of: Framed;
  head: ComponentChildren;
  children: ComponentChildren;
}) {
  return (
    <>
      <div class="dhead">
        {head}
        <nav class="tabbar" aria-label={t("Parts of {name}", { name })}>
          {tabs.map((one) => (
            <a
              key={one.name}
              href={hrefOf(kind, id, one.name)}
              aria-current={one.name === tab.name ? "page" : undefined}
            >
              {t(one.label)}
            </a>
          ))}
        </nav>
      </div>
      {asked && (
        <ActionForm
          action={asked.action}
          name={asked.name}
          path={hrefOf(kind, id, tab.name)}
          part={asked.part}
          choices={asked.choices}
        />
      )}
      {onPart && (
        <section class="card pad mb-4" aria-labelledby="part">
          <h2 id="part" class="mb-2">{onPart.name}</h2>
          <ActionBar
            actions={onPart.actions}
            path={hrefOf(kind, id, tab.name)}
            part={onPart.part}
            usual={onPart.actions.map(({ name }) => name)}
          />
        </section>
      )}
      <div class="dbody">{children}</div>
    </>
  );
}

/** There is no such object, or none that its reader may see: where it may be looked for. */
export function MissingObject({ of: { kind, id, elsewhere } }: { of: Missing }) {
  const one = t(KINDS[kind].one);
  return (
    <section class="card p-6 max-w-xl mx-auto mt-8">
      <p class="soft">404</p>
      <h1 class="mb-2">{t("No {kind} has this id", { kind: one })}</h1>
      <p class="mb-2">
        <code>{id}</code>
      </p>
      {elsewhere
        ? (
          <p>
            {t("But this has:")} <a href={hrefOf(elsewhere.kind, id)}>{elsewhere.name}</a>{" "}
            <span class="soft">({t(KINDS[elsewhere.kind].one)})</span>
          </p>
        )
        : (
          <p>
            {t(
              "It may have been removed, its pool may not be connected, or you may not be allowed to see it.",
            )}
          </p>
        )}
      <form action={listHref(kind)} class="flex flex-wrap gap-2 mt-4" role="search">
        <input
          type="search"
          name="q"
          aria-label={t("Search the list: {list}", { list: t(KINDS[kind].list) })}
          placeholder={t("Name, address, tag…")}
        />
        <button type="submit" class="btn">
          <Icon name="search" /> {t("Search")}
        </button>
        <a class="btn" href={listHref(kind)}>{t("To the list")}</a>
      </form>
    </section>
  );
}
