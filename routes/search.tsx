// What the palette finds, as a page: for whoever has no script, and as an address to send to somebody.
import { page } from "fresh";
import { Head } from "fresh/runtime";
import { Empty, PageHead } from "@/components/Bits.tsx";
import { Icon } from "@/components/Icon.tsx";
import { KINDS, STATES } from "@/components/shell/kinds.ts";
import { hrefOf } from "@/lib/view/hrefs.ts";
import { search } from "@/lib/view/search.ts";
import { t } from "@/lib/view/text.ts";
import { define } from "../fresh.config.ts";

export const handler = define.handlers({
  GET({ state, url }) {
    const text = url.searchParams.get("q") ?? "";
    const { cache, rights } = state.services;
    return page({ text, found: search(cache, rights.sight(state.principal), text) });
  },
});

export default define.page<typeof handler>(function Search({ data: { text, found } }) {
  const title = t("Search");
  return (
    <>
      <Head>
        <title>{`${title} · Atoll`}</title>
      </Head>
      <PageHead title={title} />
      <form class="flex flex-wrap gap-2 mb-4" action="/search" role="search">
        <input
          class="flex-1 min-w-0"
          type="search"
          name="q"
          value={text}
          aria-label={t("Name, uuid, address or tag")}
          placeholder={t("Name, uuid, address or tag")}
        />
        <button class="btn main" type="submit">{title}</button>
      </form>
      {found.length === 0
        ? (
          <Empty icon="search" title={text === "" ? t("Looking for something?") : t("Nothing found")}>
            {t("Everything you may see is found by its name, uuid, address, tag or description.")}
          </Empty>
        )
        : (
          <ul class="card lines">
            {found.map(({ collection, id, name, pool, state, matched }) => (
              <li key={`${collection} ${id}`}>
                <Icon name={KINDS[collection].icon} />
                <span class="say">
                  <a href={hrefOf(collection, id)}>{name || id}</a> <span class="soft">{matched}</span>
                </span>
                <span class="soft">
                  {[
                    t(KINDS[collection].text),
                    STATES[state] === undefined ? state : t(STATES[state] ?? state),
                    pool,
                  ].filter(Boolean).join(" · ")}
                </span>
              </li>
            ))}
          </ul>
        )}
    </>
  );
});
