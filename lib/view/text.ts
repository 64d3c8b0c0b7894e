// Every text that people read goes through here: the English one stands in the code and names the others in the catalogues.
//
// `t("Start {name}", { name })`; what depends on a number has its forms: `tn(vms, "{count} VM", "{count} VMs")`. Texts are
// whole sentences or labels, never glued together from parts, since languages order words as they like. What is not called
// while rendering (tables of labels) is marked by `msg("…")` where it stands and given to t() where it is shown.

export type TextValues = { readonly [name: string]: string | number };

/** A text in the language of whoever reads it, with its values put in. The English one where the catalogue has none. */
export function t(text: string, values?: TextValues): string {
  return values === undefined ? text : filled(text, values);
}

/** The same for a number of things: `{count}` stands for it, written as the language writes numbers. */
export function tn(count: number, one: string, other: string, values: TextValues = {}): string {
  return filled(count === 1 ? one : other, { count, ...values });
}

/** Marks a text of a table for the catalogues; shown by `t()`. */
export function msg<T extends string>(text: T): T {
  return text;
}

function filled(text: string, values: TextValues): string {
  return text.replace(
    /\{(\w+)\}/g,
    (whole, name: string) => Object.hasOwn(values, name) ? String(values[name]) : whole,
  );
}
