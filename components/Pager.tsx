// Pages of a long list, for when there is no script to scroll through all of it.
import { count } from "@/lib/view/format.ts";
import { t } from "@/lib/view/text.ts";
import { Icon } from "./Icon.tsx";

/** @param params the rest of the address */
export function Pager({ path, params, page, size, total }: {
  path: string;
  params: { readonly [name: string]: string };
  page: number;
  size: number;
  total: number;
}) {
  const pages = Math.max(1, Math.ceil(total / size));
  if (pages === 1) return null;
  const to = (number: number) => `${path}?${new URLSearchParams({ ...params, page: String(number) })}`;
  return (
    <nav class="flex items-center justify-center gap-3 p-3" aria-label={t("Pages")}>
      {page > 1 && (
        <a class="btn" href={to(page - 1)} rel="prev">
          <Icon name="chevron-left" /> {t("Previous")}
        </a>
      )}
      <span class="soft">{t("Page {page} of {pages}", { page: count(page), pages: count(pages) })}</span>
      {page < pages && (
        <a class="btn" href={to(page + 1)} rel="next">
          {t("Next")} <Icon name="chevron-right" />
        </a>
      )}
    </nav>
  );
}
