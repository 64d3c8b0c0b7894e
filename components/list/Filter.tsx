// The filter above a list: a query text, chips for what people often look for and for each of its terms. A plain form and links
// before the script has loaded.
import type { ComponentChildren } from "preact";
import type { ListModel } from "@/lib/client/list/types.ts";
import { count } from "@/lib/view/format.ts";
import { sortText } from "@/lib/view/sort.ts";
import { t, tn } from "@/lib/view/text.ts";
import { Part } from "../Cell.tsx";
import { Icon } from "../Icon.tsx";

export function ListFilter({ model, children }: { model: ListModel; children: ComponentChildren }) {
  const { path, hint } = model.props;
  const problem = model.problem.value;
  const ask = (query: string) => {
    model.query.value = query;
    model.use(() => {});
  };
  return (
    <form class="mb-3" action={path} onSubmit={(event) => event.preventDefault()}>
      <div class="flex flex-wrap items-center gap-2">
        <div class="find relative flex-1 min-w-[220px] max-w-xl">
          <Icon name="search" />
          <Part>
            {() => (
              <input
                id="list-query"
                type="search"
                name="q"
                value={model.query.value}
                aria-label={t("Filter")}
                aria-describedby="list-problem"
                aria-invalid={problem !== null}
                placeholder={hint}
                autocomplete="off"
                autocapitalize="none"
                spellcheck={false}
                onFocus={() => model.filtering.value = true}
                onInput={(event) => ask(event.currentTarget.value)}
              />
            )}
          </Part>
          {children}
        </div>
        {model.props.sort && <input type="hidden" name="sort" value={model.props.sort} />}
        <noscript>
          <button class="btn" type="submit">{t("Filter")}</button>
        </noscript>
        <div class="chips">
          <Part>{() => <Chips model={model} onAsk={ask} />}</Part>
        </div>
        <span class="soft ml-auto" role="status">
          <Part>{() => shownText(model.ids.value.length, model.table.count.value)}</Part>
        </span>
      </div>
      <p id="list-problem" class={problem === null ? "sr" : "err"}>
        {problem ?? t("Words are looked for in names and addresses; power:running matches one field")}
      </p>
    </form>
  );
}

function shownText(shown: number, total: number): string {
  return shown === total
    ? tn(total, "{count} in all", "{count} in all")
    : t("{shown} of {total}", { shown: count(shown), total: count(total) });
}

function Chips({ model, onAsk }: { model: ListModel; onAsk: (query: string) => void }) {
  const { path } = model.props;
  const sort = sortText(model.keys.value);
  return (
    <>
      {model.chips.value.map(({ text, query, on, count: number }) => (
        <a
          key={text}
          class={number === null ? "chip term" : "chip"}
          href={`${path}?${new URLSearchParams({ ...(query && { q: query }), ...(sort && { sort }) })}`}
          {...(on && number !== null ? { "aria-current": "true" } : {})}
          {...(number === null ? { "aria-label": t("Without {term}", { term: text }) } : {})}
          onClick={(event) => {
            if (event.ctrlKey || event.metaKey || event.shiftKey) return;
            event.preventDefault();
            onAsk(query);
          }}
        >
          {text} {number === null ? <Icon name="x" /> : <span class="soft">{count(number)}</span>}
        </a>
      ))}
    </>
  );
}
