// Choosing the language; a form, so that it works before any script. Each language is called as it calls itself.
import { LANGUAGES } from "@/lib/view/languages.ts";
import { speech, t } from "@/lib/view/text.ts";

/** @param here path to come back to */
export function LanguageForm({ here }: { here: string }) {
  const { tag: spoken } = speech().language;
  return (
    <form class="languages" method="post" action="/language" aria-label={t("Language")}>
      <input type="hidden" name="next" value={here} />
      {LANGUAGES.map(({ tag, name, dir }) => (
        <button
          key={tag}
          type="submit"
          name="language"
          value={tag}
          lang={tag}
          dir={dir}
          aria-pressed={tag === spoken}
        >
          {name}
        </button>
      ))}
    </form>
  );
}
