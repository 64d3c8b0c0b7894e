// The main navigation: a side bar on a desk, tabs with a drawer on a phone.
import { count } from "@/lib/view/format.ts";
import { Icon } from "./Icon.tsx";
import type { IconName } from "./Icon.tsx";
import { ThemeButtons } from "./ThemeButtons.tsx";

export interface NavCounts {
  readonly [path: string]: number;
}

const PLACES: readonly { path: string; text: string; icon: IconName }[] = [
  { path: "/", text: "Dashboard", icon: "layout-dashboard" },
  { path: "/vms", text: "VMs", icon: "monitor" },
  { path: "/hosts", text: "Hosts", icon: "server" },
  { path: "/storage", text: "Storage", icon: "hard-drive" },
  { path: "/networks", text: "Networks", icon: "network" },
  { path: "/pools", text: "Pools", icon: "boxes" },
  { path: "/tasks", text: "Tasks", icon: "list-checks" },
];
const ON_PHONE = 4;

function current(path: string, here: string): { "aria-current"?: "page" } {
  const inside = path === "/" ? here === "/" : here === path || here.startsWith(path + "/");
  return inside ? { "aria-current": "page" } : {};
}

export function SideNav({ here, counts }: { here: string; counts: NavCounts }) {
  return (
    <nav class="side" aria-label="Main">
      {PLACES.map(({ path, text, icon }) => (
        <a key={path} href={path} {...current(path, here)}>
          <Icon name={icon} />
          {text}
          {counts[path] !== undefined && <span class="n">{count(counts[path])}</span>}
        </a>
      ))}
    </nav>
  );
}

export function PhoneNav({ here, theme }: { here: string; theme: "system" | "light" | "dark" }) {
  return (
    <nav class="tabs" aria-label="Main">
      {PLACES.slice(0, ON_PHONE).map(({ path, text, icon }) => (
        <a key={path} href={path} {...current(path, here)}>
          <Icon name={icon} />
          {text}
        </a>
      ))}
      <details class="menu">
        <summary>
          <Icon name="ellipsis" />
          More
        </summary>
        <div class="pop">
          {PLACES.slice(ON_PHONE).map(({ path, text, icon }) => (
            <a key={path} href={path} {...current(path, here)}>
              <Icon name={icon} />
              {text}
            </a>
          ))}
          <hr />
          <ThemeButtons theme={theme} here={here} />
        </div>
      </details>
    </nav>
  );
}
