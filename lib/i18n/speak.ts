// Says messages of a catalogue in its language. The same on the server and in the browser, so that both write the same.
import format, { type CompiledMessage } from "icu-minify/format";
import type { Language } from "@/lib/view/languages.ts";
import type { TextValues } from "@/lib/view/text.ts";

/** A value keeps its own direction inside a right-to-left sentence: an address or a name would take its full stop along. */
const isolated = (value: string) => `\u2068${value}\u2069`;

/** Says a message of a language with its values. */
export function speaker(language: Language): (message: CompiledMessage, values: TextValues) => string {
  const plurals = new Intl.PluralRules(language.locale);
  const numbers = new Intl.NumberFormat(language.locale);
  const options = {
    formatters: {
      getDateTimeFormat: () => {
        throw new Error("Messages take dates as texts");
      },
      getNumberFormat: () => numbers,
      getPluralRules: () => plurals,
    },
  };
  const rtl = language.dir === "rtl";
  return (message, values) => {
    if (typeof message === "string") return message;
    const given: Record<string, string | number> = {};
    for (const [name, value] of Object.entries(values)) {
      given[name] = rtl && typeof value === "string" ? isolated(value) : value;
    }
    const said = format<string>(message, language.locale, given, options);
    return typeof said === "string" ? said : said.join("");
  };
}
