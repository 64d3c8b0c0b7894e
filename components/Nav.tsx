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

/** Places of those who manage people and settings, with the right that each asks for. */
export const ADMINISTRATION = [
  { path: "/users", text: "Users", icon: "user", right: "users.manage" },
  { path: "/groups", text: "Groups", icon: "users", right: "users.manage" },
  { path: "/roles", text: "Roles", icon: "shield", right: "rights.manage" },
  { path: "/audit", text: "Audit log", icon: "scroll-text", right: "audit.read" },
  { path: "/settings", text: "Settings", icon: "settings", right: "settings.manage" },
] as const satisfies readonly (Place & { right: string })[];

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

/** @param admin the places of ADMINISTRATION that are offered */
export function SideNav({ here, counts, admin }: {
  here: string;
  counts: NavCounts;
  admin: readonly Place[];
}) {
  return (
    <nav class="side" aria-label="Main">
      <Places places={PLACES} here={here} counts={counts} />
      {admin.length > 0 && (
        <section aria-labelledby="administration">
          <h2 id="administration">Administration</h2>
          <Places places={admin} here={here} />
        </section>
      )}
    </nav>
  );
}

export function PhoneNav({ here, theme, admin }: {
  here: string;
  theme: "system" | "light" | "dark";
  admin: readonly Place[];
}) {
  return (
    <nav class="tabs" aria-label="Main">
      <Places places={PLACES.slice(0, ON_PHONE)} here={here} />
      <details class="menu">
        <summary>
          <Icon name="ellipsis" />
          More
        </summary>
        <div class="pop">
          <Places places={PLACES.slice(ON_PHONE)} here={here} />
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
