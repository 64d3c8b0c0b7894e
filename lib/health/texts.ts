// The rules as pages show them, in the language of whoever reads them.
import type { RuleText } from "@/lib/view/health.ts";
import { t } from "@/lib/view/text.ts";
import { RULES } from "./rules.ts";

export function ruleTexts(): RuleText[] {
  return RULES.map(({ name, collection, severity, title, advice, text, query, exact }) => ({
    name,
    collection,
    severity,
    title: t(title),
    advice: t(advice),
    // Filled in the browser, with values as they are then.
    text: text === "" ? "" : t(text),
    query: exact ? query : null,
  }));
}
