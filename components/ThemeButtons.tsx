// Choosing the colour scheme; a form, so that it works before any script.
import { msg, t } from "@/lib/view/text.ts";
import { Icon } from "./Icon.tsx";

const CHOICES = [
  { value: "system", text: msg("Like the system"), icon: "sun-moon" },
  { value: "light", text: msg("Light"), icon: "sun" },
  { value: "dark", text: msg("Dark"), icon: "moon" },
] as const;

export function ThemeButtons({ theme, here }: { theme: "system" | "light" | "dark"; here: string }) {
  return (
    <form method="post" action="/theme" aria-label={t("Colour scheme")}>
      <input type="hidden" name="next" value={here} />
      {CHOICES.map(({ value, text, icon }) => (
        <button key={value} type="submit" name="theme" value={value} aria-pressed={theme === value}>
          <Icon name={icon} />
          {t(text)}
        </button>
      ))}
    </form>
  );
}
