// A filter text above a list; a plain form before the script has loaded.
import { count } from "@/lib/view/format.ts";
import { Icon } from "./Icon.tsx";

export function FilterBox({ path, query, problem, shown, total, hint, onQuery }: {
  path: string;
  query: string;
  problem: string | null;
  shown: number;
  total: number;
  hint: string;
  onQuery: (query: string) => void;
}) {
  return (
    <form class="mb-3" action={path} onSubmit={(event) => event.preventDefault()}>
      <div class="flex flex-wrap items-center gap-2">
        <div class="find relative flex-1 min-w-[220px] max-w-xl">
          <Icon name="search" />
          <input
            type="search"
            name="q"
            value={query}
            aria-label="Filter"
            aria-invalid={problem !== null}
            placeholder={hint}
            autocomplete="off"
            spellcheck={false}
            onInput={(event) => onQuery(event.currentTarget.value)}
          />
        </div>
        <span class="soft ml-auto" role="status">
          {shown === total ? count(total) : `${count(shown)} of ${count(total)}`}
        </span>
      </div>
      {problem && <p class="err">{problem}</p>}
    </form>
  );
}
