// The tools of a list that are kept for the user: saved views and columns. Forms, outside of the list's island.
import { viewAddress } from "@/lib/view/list_views.ts";
import { Icon } from "./Icon.tsx";

interface Props {
  /** Name of the list in the preferences. */
  list: string;
  views: readonly { readonly name: string; readonly query: string }[];
  columns: readonly { readonly name: string; readonly label: string }[];
  /** Those that are shown. */
  shown: readonly string[];
}

export function ListTools({ list, views, columns, shown }: Props) {
  return (
    <>
      <details class="menu">
        <summary class="btn">
          <Icon name="bookmark" /> Views
        </summary>
        <div class="pop">
          {views.map(({ name, query }) => (
            <a key={name} href={viewAddress(list, query)}>
              <bdi>{name}</bdi>
            </a>
          ))}
          {views.length > 0 && <hr />}
          {/* What the filter is by now the address says, and the browser with it: this form was drawn before. */}
          <form method="post" action="/preferences" class="px-2 py-1">
            <input type="hidden" name="list" value={list} />
            <div class="field">
              <label for="view-name">Save what is shown now as</label>
              <input id="view-name" name="name" required maxLength={64} autocomplete="off" />
            </div>
            <button class="btn" type="submit" name="do" value="save-view">Save the view</button>
          </form>
        </div>
      </details>
      <details class="menu wide">
        <summary class="btn">
          <Icon name="columns-3" /> Columns
        </summary>
        <div class="pop">
          <form method="post" action="/preferences" class="px-2 py-1">
            <input type="hidden" name="list" value={list} />
            <fieldset class="field">
              <legend class="sr">Columns</legend>
              <div class="boxes">
                {columns.map(({ name, label }) => (
                  <label key={name}>
                    <input type="checkbox" name="columns" value={name} checked={shown.includes(name)} />
                    <span>{label}</span>
                  </label>
                ))}
              </div>
            </fieldset>
            <button class="btn" type="submit" name="do" value="columns">Show these</button>
          </form>
        </div>
      </details>
    </>
  );
}
