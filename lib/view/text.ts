// Every text that people read goes through here: the English one stands in the code and names the others in the catalogues.
//
// `t("Start {name}", { name })`; what depends on a number has its forms: `tn(vms, "{count} VM", "{count} VMs")`. Texts are
// whole sentences or labels, never glued together from parts, since languages order words as they like. What is not called
// while rendering (tables of labels) is marked by `msg("…")` where it stands and given to t() where it is shown.
//
// Which language that is, the server knows by the request it answers (lib/i18n), a page by the catalogue that it loaded before
// its islands start, if any: an English reader loads none.
import { ENGLISH, type Language } from "./languages.ts";

export type TextValues = { readonly [name: string]: string | number };

/** How somebody is spoken to. */
export interface Speech {
  readonly language: Language;
  /** Time zone of the reader; undefined: that of where it runs. */
  readonly zone?: string | undefined;
  /** A message with its values, by its English; undefined where the catalogue has none. */
  readonly say?: (message: string, values: TextValues) => string | undefined;
}

declare global {
  /** Set by the catalogue of the page's language, in the browser. */
  var atollSpeech: Speech | undefined;
}

const PLAIN: Speech = { language: ENGLISH };
const NONE: TextValues = {};

/** How whoever reads now is spoken to. */
export let speech: () => Speech = () => globalThis.atollSpeech ?? PLAIN;

/** Where the server says how to find that out. */
export function speakBy(find: () => Speech | undefined): void {
  speech = () => find() ?? PLAIN;
}

/** A text in the language of whoever reads it, with its values put in. The English one where the catalogue has none. */
export function t(text: string, values: TextValues = NONE): string {
  return speech().say?.(text, values) ?? (values === NONE ? text : filled(text, values));
}

/** The same for a number of things: `{count}` stands for it, written as the language writes numbers. */
export function tn(count: number, one: string, other: string, values: TextValues = NONE): string {
  const all = { ...values, count };
  return speech().say?.(pluralMessage(one, other), all) ??
    filled(count === 1 ? one : other, { ...all, count: count.toLocaleString(ENGLISH.locale) });
}

/** Marks a text of a table for the catalogues; shown by `t()`. */
export function msg<T extends string>(text: T): T {
  return text;
}

/** How the catalogues name a text with forms: as an ICU message, which tools for translators know. */
export function pluralMessage(one: string, other: string): string {
  return `{count, plural, one {${one}} other {${other}}}`;
}

function filled(text: string, values: TextValues): string {
  return text.replace(
    /\{(\w+)\}/g,
    (whole, name: string) => Object.hasOwn(values, name) ? String(values[name]) : whole,
  );
}
