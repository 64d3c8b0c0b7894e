// How long a guest has run and what it has to do, as uptime and top write it.
import type { Profile } from "./profile.ts";

/** One line: the time, for how long, the loads. */
export function uptime(profile: Profile, now: number): string {
  const minutes = Math.max(0, Math.floor((now - profile.started) / 60_000));
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24];
  const up = days > 0
    ? `${days} day${days === 1 ? "" : "s"}, ${hours}:${two(minutes % 60)}`
    : `${hours}:${two(minutes % 60)}`;
  const clock = new Date(now).toISOString().slice(11, 19);
  return ` ${clock} up ${up},  1 user,  load average: ${
    loads(now).map((load) => load.toFixed(2)).join(", ")
  }`;
}

/** Loads that wander slowly. */
function loads(now: number): number[] {
  return [60, 300, 900].map((seconds) => 0.15 + 0.12 * Math.sin(now / 1000 / seconds * 3));
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}
