// What a browser remembers of how pages look and speak: for the pages before the sign-in, and where its user is on earth.
import { acceptedLanguage, ENGLISH, type Language, languageOf } from "@/lib/view/languages.ts";

type Theme = "system" | "light" | "dark";

const ATTRIBUTES = "Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax";

/** Set-Cookie value. */
export function themeCookie(theme: Theme): string {
  return `theme=${theme}; ${ATTRIBUTES}`;
}

/** Set-Cookie value; "" takes the choice back. */
export function languageCookie(tag: string): string {
  return tag === ""
    ? `language=; ${ATTRIBUTES.replace(/Max-Age=\d+/, "Max-Age=0")}`
    : `language=${tag}; ${ATTRIBUTES}`;
}

/** The colour scheme a `theme` cookie asks for. */
export function readTheme(cookies: string | null): Theme {
  const value = read(cookies, "theme");
  return value === "light" || value === "dark" ? value : "system";
}

/** The language that was chosen in this browser; "" where none was. */
export function readLanguage(cookies: string | null): string {
  return languageOf(read(cookies, "language"))?.tag ?? "";
}

/**
 * The language to speak.
 * @param chosen a tag; "" leaves it to the browser
 */
export function spoken(chosen: string, accepted: string | null): Language {
  return (chosen === "" ? acceptedLanguage(accepted) : languageOf(chosen)) ?? ENGLISH;
}

/** Zones that were asked for and are some. */
const zones = new Set<string>();

/** The time zone of the browser, as its script noted it (lib/client/zone.ts); undefined where it did not, or not a real one. */
export function readZone(cookies: string | null): string | undefined {
  const zone = read(cookies, "zone");
  if (!/^[\w+/-]{1,64}$/.test(zone)) return undefined;
  if (zones.has(zone)) return zone;
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
  // There are some six hundred names, in any mixture of upper and lower case.
  if (zones.size < 2000) zones.add(zone);
  return zone;
}

function read(cookies: string | null, name: string): string {
  return new RegExp(`(?:^|;\\s*)${name}=([^;]*)`).exec(cookies ?? "")?.[1] ?? "";
}
