// Sentences that hold more than text: a link, a name in bold. They stay whole for whoever translates them.
import type { ComponentChildren } from "preact";
import { t } from "@/lib/view/text.ts";

/** Around the names of values while the text is translated; nobody types it. */
const MARK = "\u0001";

/** `tx("See {link}", { link: <a href="/x">…</a> })`: t() with parts of a page as values. */
export function tx(
  text: string,
  values: { readonly [name: string]: ComponentChildren },
): ComponentChildren {
  const marks = Object.fromEntries(Object.keys(values).map((name) => [name, MARK + name + MARK]));
  return t(text, marks).split(MARK).map((part, n) => n % 2 === 0 ? part : values[part]);
}
