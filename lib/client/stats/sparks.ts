// The values of a page's sparklines: one request for what is visible, then what the stream tells.
import { signal } from "@preact/signals";
import type { PageData } from "@/lib/view/types.ts";
import type { SparkValues } from "@/lib/view/stats.ts";

const pages = new WeakMap<PageData, SparkValues>();

/** The sparklines of a page: one for all its rows. */
export function sparksOf(page: PageData): SparkValues {
  let values = pages.get(page);
  if (values === undefined) {
    const none = signal(undefined);
    values = { watch: () => () => {}, line: () => none.value };
    pages.set(page, values);
  }
  return values;
}
