// The head of a list: sorts on click, with shift by one more column; links before the script has loaded.
import type { ListModel } from "@/lib/client/list/types.ts";
import { sortText, toggleSort } from "@/lib/view/sort.ts";
import { t } from "@/lib/view/text.ts";
import { Icon } from "../Icon.tsx";

export function ListHead({ model }: { model: ListModel }) {
  const { columns, path } = model.props;
  const keys = model.keys.value, query = model.query.value;
  return (
    <thead>
      <tr aria-rowindex={1}>
        <th class="c-sel" scope="col">
          <label>
            <input
              type="checkbox"
              checked={model.all.value}
              aria-label={t("Select all that are shown")}
              onClick={() => model.use((engine) => engine.toggleAll())}
            />
          </label>
        </th>
        {columns.map(({ name, label, kind, class: names }) => {
          const place = keys.findIndex(({ field }) => field === name);
          const key = keys[place];
          const next = sortText(toggleSort(keys, name, false));
          return (
            <th
              key={name}
              scope="col"
              class={names}
              {...(key ? { "aria-sort": key.down ? "descending" : "ascending" } : {})}
            >
              {kind === "none" ? label : (
                <a
                  href={`${path}?${new URLSearchParams({
                    ...(query && { q: query }),
                    ...(next && { sort: next }),
                  })}`}
                  onClick={(event) => {
                    if (event.ctrlKey || event.metaKey) return;
                    event.preventDefault();
                    const add = event.shiftKey;
                    model.use(() => model.keys.value = toggleSort(model.keys.peek(), name, add));
                  }}
                >
                  {label}
                  {key && <Icon name={key.down ? "arrow-down" : "arrow-up"} />}
                  {key && keys.length > 1 && <span class="soft">{place + 1}</span>}
                </a>
              )}
            </th>
          );
        })}
        <th class="c-act" scope="col">
          <span class="sr">{t("Actions")}</span>
        </th>
      </tr>
    </thead>
  );
}
