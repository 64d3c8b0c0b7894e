// The main navigation: a side bar on a desk, tabs with a drawer on a phone. It offers what its reader may open, and no more.
import { count } from "@/lib/view/format.ts";
import { msg, t } from "@/lib/view/text.ts";
import { Icon } from "./Icon.tsx";
import { type Opens, type Place, type Section, SECTIONS } from "./shell/places.ts";
import { ThemeButtons } from "./ThemeButtons.tsx";

export interface NavCounts {
  readonly [path: string]: number;
}

/** What a phone has at hand; the rest is in its drawer. */
const AT_HAND: readonly string[] = ["/", "/vms", "/hosts", "/storage"];

function current(path: string, here: string): { "aria-current"?: "page" } {
  const inside = path === "/" ? here === "/" : here === path || here.startsWith(path + "/");
  return inside ? { "aria-current": "page" } : {};
}

function Places(
  { places, here, counts = {} }: { places: readonly Place[]; here: string; counts?: NavCounts },
) {
  return (
    <>
      {places.map(({ path, text, icon }) => (
        <a key={path} href={path} {...current(path, here)}>
          <Icon name={icon} />
          {t(text)}
          {counts[path] !== undefined && <span class="n">{count(counts[path])}</span>}
        </a>
      ))}
    </>
  );
}

/** Sections with what is let through of them; those of which nothing is left are left out. */
function sections(shows: (path: string) => boolean): Section[] {
  return SECTIONS.map((section) => ({
    ...section,
    places: section.places.filter(({ path }) => shows(path)),
  })).filter(({ places }) => places.length > 0);
}

function Sections(
  { of, prefix, ...rest }: { of: readonly Section[]; prefix: string; here: string; counts?: NavCounts },
) {
  return (
    <>
      {of.map(({ name, title, places }) =>
        title === undefined
          ? <Places key={name} places={places} {...rest} />
          : (
            <section key={name} aria-labelledby={`${prefix}-${name}`}>
              <h2 id={`${prefix}-${name}`}>{t(title)}</h2>
              <Places places={places} {...rest} />
            </section>
          )
      )}
    </>
  );
}

const MAIN = msg("Main");

export function SideNav({ here, counts, opens }: { here: string; counts: NavCounts; opens: Opens }) {
  return (
    <nav class="side" aria-label={t(MAIN)}>
      <Sections of={sections(opens)} prefix="nav" here={here} counts={counts} />
    </nav>
  );
}

export function PhoneNav({ here, theme, opens }: {
  here: string;
  theme: "system" | "light" | "dark";
  opens: Opens;
}) {
  const all = sections(opens).flatMap(({ places }) => places);
  return (
    <nav class="tabs" aria-label={t(MAIN)}>
      <Places places={all.filter(({ path }) => AT_HAND.includes(path))} here={here} />
      <details class="menu">
        <summary>
          <Icon name="ellipsis" />
          {t("More")}
        </summary>
        <div class="pop">
          <Sections
            of={sections((path) => !AT_HAND.includes(path) && opens(path))}
            prefix="phone"
            here={here}
          />
          <hr />
          <ThemeButtons theme={theme} here={here} />
        </div>
      </details>
    </nav>
  );
}
