// The languages Atoll speaks, and which of them somebody is spoken to in. English stands in the code; each other one has a
// catalogue in lib/i18n.

export interface Language {
  /** As <html lang> and the catalogue's file have it. */
  readonly tag: string;
  /** In the language itself: whoever looks for theirs reads no other. */
  readonly name: string;
  readonly dir: "ltr" | "rtl";
  /** How numbers and dates are written. */
  readonly locale: string;
}

export const ENGLISH: Language = {
  tag: "en",
  name: "English",
  dir: "ltr",
  // The day before the month's name, and 24 hours: nobody misreads it.
  locale: "en-GB",
};

export const LANGUAGES: readonly Language[] = [
  ENGLISH,
  { tag: "fr", name: "Français", dir: "ltr", locale: "fr" },
  // With the digits that addresses, sizes and versions are written in everywhere else on a page.
  { tag: "ar", name: "العربية", dir: "rtl", locale: "ar-u-nu-latn" },
];

/** A language by its tag, also by one of a region (`fr-CA`); null where Atoll does not speak it. */
export function languageOf(tag: string): Language | null {
  const [primary] = tag.trim().toLowerCase().split("-", 1);
  return LANGUAGES.find((language) => language.tag === primary) ?? null;
}

/** Longest Accept-Language header that is read: browsers send less than a tenth of it. */
const LONGEST = 1000;

/** The best of the languages that an Accept-Language header asks for; null where Atoll speaks none of them. */
export function acceptedLanguage(header: string | null): Language | null {
  if (header === null || header.length > LONGEST) return null;
  let best: { readonly language: Language; readonly weight: number } | null = null;
  for (const item of header.split(",")) {
    const [tag = "", ...parameters] = item.split(";");
    const language = languageOf(tag);
    if (language === null) continue;
    const weight = weightOf(parameters);
    // Of equals the first counts.
    if (weight > (best?.weight ?? 0)) best = { language, weight };
  }
  return best?.language ?? null;
}

function weightOf(parameters: readonly string[]): number {
  const given = parameters.map((parameter) => /^\s*q\s*=\s*(\S*)\s*$/.exec(parameter)?.[1])
    .find((text) => text !== undefined);
  return given === undefined ? 1 : Number(given) || 0;
}
