// The filter above the VM list: a query text and chips for the power states. A plain form before the script has loaded.
import { count } from "@/lib/view/format.ts";
import type { PowerState } from "@/lib/view/types.ts";
import { Icon } from "../Icon.tsx";

const STATES: readonly PowerState[] = ["Running", "Halted", "Paused", "Suspended"];
const POWER = /(^|\s)-?power:\S+/gi;

/** The query with its power state replaced; null takes it out. */
export function withPower(query: string, state: PowerState | null): string {
  const rest = query.replace(POWER, " ").replace(/\s+/g, " ").trim();
  return state === null ? rest : `${rest} power:${state.toLowerCase()}`.trim();
}

export function VmFilter({ query, sort, error, counts, total, shown, onQuery }: {
  query: string;
  sort: string;
  error: string | null;
  counts: ReadonlyMap<PowerState, number>;
  total: number;
  shown: number;
  onQuery: (query: string) => void;
}) {
  const power = /(?:^|\s)power:(\S+)/i.exec(query)?.[1]?.toLowerCase();
  const chip = (text: string, number: number, state: PowerState | null) => {
    const next = withPower(query, state);
    const on = power === state?.toLowerCase();
    return (
      <a
        key={text}
        class="chip"
        href={`/vms?${new URLSearchParams({ ...(next ? { q: next } : {}), ...(sort ? { sort } : {}) })}`}
        {...(on ? { "aria-current": "true" } : {})}
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          onQuery(on ? withPower(query, null) : next);
        }}
      >
        {text} <span class="soft">{count(number)}</span>
      </a>
    );
  };
  return (
    <form class="mb-3" action="/vms" onSubmit={(event) => event.preventDefault()}>
      <div class="flex flex-wrap items-center gap-2">
        <div class="find relative flex-1 min-w-[220px] max-w-xl">
          <Icon name="search" />
          <input
            id="vm-query"
            type="search"
            name="q"
            value={query}
            aria-label="Filter"
            aria-describedby="vm-query-help"
            aria-invalid={error !== null}
            placeholder="Filter: web power:running tag:db memory:>4GiB"
            autocomplete="off"
            spellcheck={false}
            onInput={(event) => onQuery(event.currentTarget.value)}
          />
        </div>
        {sort && <input type="hidden" name="sort" value={sort} />}
        <noscript>
          <button class="btn" type="submit">Filter</button>
        </noscript>
        {chip("All", total, null)}
        {STATES.filter((state) => counts.get(state) || power === state.toLowerCase())
          .map((state) => chip(state, counts.get(state) ?? 0, state))}
        <span class="soft ml-auto" role="status">
          {shown === total ? `${count(total)} VMs` : `${count(shown)} of ${count(total)} VMs`}
        </span>
      </div>
      <p id="vm-query-help" class={error ? "err" : "sr"}>
        {error ?? "Words match the name; power:, host:, tag:, os:, ip:, memory: match one field"}
      </p>
    </form>
  );
}
