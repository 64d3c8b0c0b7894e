// Choosing the colour scheme; a form, so that it works before any script.
import { Icon } from "./Icon.tsx";

const CHOICES = [
  { value: "system", text: "Like the system", icon: "sun-moon" },
  { value: "light", text: "Light", icon: "sun" },
  { value: "dark", text: "Dark", icon: "moon" },
] as const;

export function ThemeButtons({ theme, here }: { theme: "system" | "light" | "dark"; here: string }) {
  return (
    <form method="post" action="/theme" aria-label="Colour scheme">
      <input type="hidden" name="next" value={here} />
      {CHOICES.map(({ value, text, icon }) => (
        <button key={value} type="submit" name="theme" value={value} aria-pressed={theme === value}>
          <Icon name={icon} />
          {text}
        </button>
      ))}
    </form>
  );
}
