// What a comparison holds, and how more comes into it: forms and links that work before any script.
import { Icon } from "@/components/Icon.tsx";
import { keyOf, type StatsObject } from "@/lib/view/stats.ts";
import { t } from "@/lib/view/text.ts";

export interface Picked {
  readonly object: StatsObject;
  readonly name: string;
}

export function Picker({ picked, found, asked, href }: {
  picked: readonly Picked[];
  /** What the search found. */
  found: readonly Picked[];
  asked: string;
  href: (parameters: { readonly [name: string]: string }) => string;
}) {
  const keys = picked.map(({ object }) => keyOf(object));
  const without = (key: string) => keys.filter((other) => other !== key).join(",");
  return (
    <div class="pad grid gap-3">
      {picked.length > 0 && (
        <ul class="flex flex-wrap gap-2" aria-label={t("Compared")}>
          {picked.map(({ object, name }) => (
            <li key={keyOf(object)}>
              <a class="btn sm" href={href({ ids: without(keyOf(object)) })}>
                {name} <Icon name="x" />
                <span class="sr">{t("Leave out")}</span>
              </a>
            </li>
          ))}
        </ul>
      )}
      <form method="get" action="/stats" class="flex flex-wrap gap-2 items-end">
        <input type="hidden" name="ids" value={keys.join(",")} />
        <label class="field">
          <span>{t("Compare a VM, host or storage")}</span>
          <input type="search" name="find" value={asked} autocomplete="off" />
        </label>
        <button type="submit" class="btn">
          <Icon name="search" /> {t("Find")}
        </button>
      </form>
      {asked !== "" && (found.length === 0
        ? <p class="soft">{t("Nothing has that name.")}</p>
        : (
          <ul class="flex flex-wrap gap-2" aria-label={t("Found")}>
            {found.map(({ object, name }) => (
              <li key={keyOf(object)}>
                <a class="btn sm" href={href({ ids: [...keys, keyOf(object)].join(","), find: "" })}>
                  <Icon name="plus" /> {name}
                </a>
              </li>
            ))}
          </ul>
        ))}
    </div>
  );
}
