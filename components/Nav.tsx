// The main navigation: a side bar on a desk, tabs with a drawer on a phone.
import { count } from "@/lib/view/format.ts";
import { Icon } from "./Icon.tsx";
import type { IconName } from "./Icon.tsx";
import { ThemeButtons } from "./ThemeButtons.tsx";

export interface NavCounts {
  readonly [path: string]: number;
}

interface Place {
  readonly path: string;
  readonly text: string;
  readonly icon: IconName;
}

const PLACES: readonly Place[] = [
  { path: "/", text: "Dashboard", icon: "layout-dashboard" },
  { path: "/vms", text: "VMs", icon: "monitor" },
  { path: "/hosts", text: "Hosts", icon: "server" },
  { path: "/storage", text: "Storage", icon: "hard-drive" },
  { path: "/networks", text: "Networks", icon: "network" },
  { path: "/pools", text: "Pools", icon: "boxes" },
  { path: "/tasks", text: "Tasks", icon: "list-checks" },
];
const ON_PHONE = 4;

/** Places of those who manage people and settings. */
const ADMINISTRATION: readonly Place[] = [
  { path: "/users", text: "Users", icon: "user" },
  { path: "/groups", text: "Groups", icon: "users" },
  { path: "/roles", text: "Roles", icon: "shield" },
  { path: "/audit", text: "Audit log", icon: "scroll-text" },
  { path: "/settings", text: "Settings", icon: "settings" },
];

/** Whether a page may be opened: nothing is offered that is refused. */
export type Opens = (path: string) => boolean;

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
          {text}
          {counts[path] !== undefined && <span class="n">{count(counts[path])}</span>}
        </a>
      ))}
    </>
  );
}

export function SideNav({ here, counts, opens }: { here: string; counts: NavCounts; opens: Opens }) {
  const admin = ADMINISTRATION.filter(({ path }) => opens(path));
  return (
    <nav class="side" aria-label="Main">
      <Places places={PLACES.filter(({ path }) => opens(path))} here={here} counts={counts} />
      {admin.length > 0 && (
        <section aria-labelledby="administration">
          <h2 id="administration">Administration</h2>
          <Places places={admin} here={here} />
        </section>
      )}
    </nav>
  );
}

export function PhoneNav({ here, theme, opens }: {
  here: string;
  theme: "system" | "light" | "dark";
  opens: Opens;
}) {
  const places = PLACES.filter(({ path }) => opens(path));
  const admin = ADMINISTRATION.filter(({ path }) => opens(path));
  return (
    <nav class="tabs" aria-label="Main">
      <Places places={places.slice(0, ON_PHONE)} here={here} />
      <details class="menu">
        <summary>
          <Icon name="ellipsis" />
          More
        </summary>
        <div class="pop">
          <Places places={places.slice(ON_PHONE)} here={here} />
          {admin.length > 0 && (
            <section aria-labelledby="phone-administration">
              <hr />
              <h2 id="phone-administration">Administration</h2>
              <Places places={admin} here={here} />
            </section>
          )}
          <hr />
          <ThemeButtons theme={theme} here={here} />
        </div>
      </details>
    </nav>
  );
}
