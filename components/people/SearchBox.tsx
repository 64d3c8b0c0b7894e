// A search above a list that the server filters: a plain form.
import { count } from "@/lib/view/format.ts";
import { t } from "@/lib/view/text.ts";
import { Icon } from "../Icon.tsx";

/** @param what one of what the list holds: "user" */
export function SearchBox({ path, query, shown, total, what, hint }: {
  path: string;
  query: string;
  shown: number;
  total: number;
  what: string;
  hint: string;
}) {
  return (
    <form class="mb-3 flex flex-wrap items-center gap-2" action={path} role="search">
      <div class="find relative flex-1 min-w-[200px] max-w-xl">
        <Icon name="search" />
        <input
          type="search"
          name="q"
          value={query}
          aria-label={t("Search the {what}s", { what })}
          placeholder={hint}
          autocomplete="off"
          spellcheck={false}
        />
      </div>
      <button class="btn" type="submit">{t("Search")}</button>
      <span class="soft ml-auto" role="status">
        {shown === total
          ? count(total)
          : t("{shown} of {total}", { shown: count(shown), total: count(total) })}
      </span>
    </form>
  );
}
