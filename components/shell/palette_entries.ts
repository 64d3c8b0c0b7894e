// What the palette offers: pages, objects that were found, and what can be done to one of them.
import uFuzzy from "@leeoniya/ufuzzy";
import type { ActionView } from "@/lib/view/action.ts";
import { hrefOf } from "@/lib/view/hrefs.ts";
import type { Found } from "@/lib/view/search.ts";
import { t } from "@/lib/view/text.ts";
import type { IconName } from "../Icon.tsx";
import { KINDS, STATES } from "./kinds.ts";

export interface Entry {
  readonly key: string;
  readonly icon: IconName;
  readonly text: string;
  readonly detail: string;
  /** Where Enter leads; null where it does something instead. */
  readonly href: string | null;
  /** The object that it is. */
  readonly object?: Found;
  readonly action?: ActionView;
}

/** A page that its reader may open. */
export interface Page {
  readonly href: string;
  readonly text: string;
}

const fuzzy = new uFuzzy({ intraMode: 1 });

/** Those of some things whose texts fit what was typed, the best first; all of them for nothing. */
export function fitting<T>(things: readonly T[], text: (thing: T) => string, typed: string): T[] {
  if (typed.trim() === "") return [...things];
  const [indexes, info, order] = fuzzy.search(things.map(text), typed, 1);
  const ranked = info && order ? order.map((n) => info.idx[n]) : indexes ?? [];
  return ranked.flatMap((index) => {
    const thing = index === undefined ? undefined : things[index];
    return thing === undefined ? [] : [thing];
  });
}

/** Pages and objects for what was typed: pages first only where their name is meant. */
export function findEntries(pages: readonly Page[], found: readonly Found[], typed: string): Entry[] {
  const places = fitting(pages, ({ text }) => text, typed).slice(0, typed === "" ? 40 : 5).map((
    page,
  ): Entry => ({
    key: page.href,
    icon: "move-right",
    text: page.text,
    detail: t("Page"),
    href: page.href,
  }));
  const objects = found.map((object): Entry => {
    const { collection, id, name, pool, state, matched } = object;
    const known = STATES[state];
    const details = [matched, t(KINDS[collection].text), known ? t(known) : state, pool];
    return {
      key: `${collection} ${id}`,
      icon: KINDS[collection].icon,
      text: name || id,
      detail: details.filter(Boolean).join(" · "),
      href: hrefOf(collection, id),
      object,
    };
  });
  return [...places, ...objects];
}

/** What can be done to an object, what cannot with its reason. */
export function actionEntries(object: Found, actions: readonly ActionView[], typed: string): Entry[] {
  return fitting(actions, ({ label }) => label, typed).map((action) => ({
    key: action.name,
    icon: action.refused === null ? (action.dangerous ? "triangle-alert" : "circle-play") : "circle-x",
    text: action.label,
    detail: action.refused ?? "",
    href: null,
    object,
    action,
  }));
}
