// Choosing the language; a form, so that it works before any script. Each language is called as those who speak it call it.
import { LANGUAGES } from "@/lib/view/languages.ts";
import { t } from "@/lib/view/text.ts";
import { Icon } from "../Icon.tsx";

export function LanguageButtons({ language, here }: { language: string; here: string }) {
  return (
    <form method="post" action="/language" aria-label={t("Language")}>
      <input type="hidden" name="next" value={here} />
      {LANGUAGES.map(({ tag, name }) => (
        <button
          key={tag}
          type="submit"
          name="language"
          value={tag}
          lang={tag}
          aria-pressed={tag === language}
        >
          <Icon name="languages" />
          {name}
        </button>
      ))}
    </form>
  );
}
