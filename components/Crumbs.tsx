// Where a page stands: the way to it from the top, the page itself left out since its heading says it.
import { t } from "@/lib/view/text.ts";

export interface Crumb {
  /** Left out where there is no page, or the reader may not open it. */
  readonly href?: string | undefined;
  readonly text: string;
}

export function Crumbs({ items }: { items: readonly Crumb[] }) {
  return (
    <nav class="crumbs" aria-label={t("Way to this page")}>
      <ol>
        {items.map(({ href, text }) => (
          <li key={href ?? text}>{href === undefined ? text : <a href={href}>{text}</a>}</li>
        ))}
      </ol>
    </nav>
  );
}
