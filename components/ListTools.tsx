// The tools of a list that are kept for the user: saved views and columns. Forms, outside of the list's island.
import { viewAddress } from "@/lib/view/list_views.ts";
import { t } from "@/lib/view/text.ts";
import { Icon } from "./Icon.tsx";

interface Props {
  /** Name of the list in the preferences. */
  list: string;
  path: string;
  views: readonly { readonly name: string; readonly query: string }[];
  columns: readonly { readonly name: string; readonly label: string }[];
  /** Those that are shown. */
  shown: readonly string[];
}

export function ListTools({ list, path, views, columns, shown }: Props) {
  return (
    <>
      <details class="menu">
        <summary class="btn">
          <Icon name="bookmark" /> {t("Views")}
        </summary>
        <div class="pop">
          {views.map(({ name, query }) => (
            <form key={name} method="post" action="/preferences" class="flex items-center">
              <input type="hidden" name="list" value={list} />
              <input type="hidden" name="name" value={name} />
              <a href={viewAddress(path, query)}>
                <bdi>{name}</bdi>
              </a>
              <button
                class="short"
                type="submit"
                name="do"
                value="delete-view"
                aria-label={t("Delete the view {name}", { name })}
              >
                <Icon name="x" />
              </button>
            </form>
          ))}
          {views.length > 0 && <hr />}
          {/* What the filter is by now the address says, and the browser with it: this form was drawn before. */}
          <form method="post" action="/preferences" class="px-2 py-1">
            <input type="hidden" name="list" value={list} />
            <div class="field">
              <label for="view-name">{t("Save what is shown now as")}</label>
              <input id="view-name" name="name" required maxLength={64} autocomplete="off" />
            </div>
            <button class="btn" type="submit" name="do" value="save-view">{t("Save the view")}</button>
          </form>
        </div>
      </details>
      <details class="menu wide">
        <summary class="btn">
          <Icon name="columns-3" /> {t("Columns")}
        </summary>
        <div class="pop">
          <form method="post" action="/preferences" class="px-2 py-1">
            <input type="hidden" name="list" value={list} />
            <fieldset class="field">
              <legend class="sr">{t("Columns")}</legend>
              <div class="boxes many">
                {columns.map(({ name, label }) => (
                  <label key={name}>
                    <input type="checkbox" name="columns" value={name} checked={shown.includes(name)} />
                    <span>{label}</span>
                  </label>
                ))}
              </div>
            </fieldset>
            <button class="btn" type="submit" name="do" value="columns">{t("Show these")}</button>
          </form>
        </div>
      </details>
    </>
  );
}
