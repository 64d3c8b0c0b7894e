// The head of the VM list: sorts on click, with shift by one more column; links before the script has loaded.
import { sortText, toggleSort } from "@/lib/view/sort.ts";
import type { SortKey } from "@/lib/view/sort.ts";
import type { VmColumn } from "@/lib/view/vm_columns.ts";
import { Icon } from "../Icon.tsx";

export function VmHead({ columns, keys, query, all, onAll, onSort }: {
  columns: readonly VmColumn[];
  keys: readonly SortKey[];
  query: string;
  all: boolean;
  onAll: () => void;
  onSort: (keys: SortKey[]) => void;
}) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        <th class="c-sel" scope="col">
          <label>
            <input type="checkbox" checked={all} aria-label="Select all that are shown" onClick={onAll} />
          </label>
        </th>
        {columns.map(({ name, label, number }) => {
          const place = keys.findIndex(({ field }) => field === name);
          const key = keys[place];
          const href = new URLSearchParams({
            ...(query ? { q: query } : {}),
            sort: sortText(toggleSort(keys, name, false)),
          });
          return (
            <th
              key={name}
              scope="col"
              class={`c-${name}${number ? " num" : ""}`}
              {...(key ? { "aria-sort": key.down ? "descending" : "ascending" } : {})}
            >
              <a
                href={`/vms?${href}`}
                onClick={(event) => {
                  if (event.ctrlKey || event.metaKey) return;
                  event.preventDefault();
                  onSort(toggleSort(keys, name, event.shiftKey));
                }}
              >
                {label}
                {key && <Icon name={key.down ? "arrow-down" : "arrow-up"} />}
                {key && keys.length > 1 && <span class="soft">{place + 1}</span>}
              </a>
            </th>
          );
        })}
        <th class="c-act" scope="col">
          <span class="sr">Actions</span>
        </th>
      </tr>
    </thead>
  );
}
