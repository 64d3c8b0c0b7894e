// Numbers, sizes, dates and names as people read them: as the reader's language writes them (text.ts), whatever the locale of the
// machine. What the server wrote must be what the browser writes, or figures would flicker as islands start.
import { msg, speech, t } from "./text.ts";

const UNITS = [
  msg("B"),
  msg("KiB"),
  msg("MiB"),
  msg("GiB"),
  msg("TiB"),
  msg("PiB"),
  msg("EiB"),
] as const;

const formats = new Map<string, Intl.NumberFormat>();
const moments = new Map<string, Intl.DateTimeFormat>();

const localeNow = () => speech().language.locale;

function numberFormat(locale: string, digits: number, style: "decimal" | "percent" = "decimal") {
  const key = `${locale}/${digits}/${style}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.NumberFormat(locale, { style, maximumFractionDigits: digits });
    formats.set(key, format);
  }
  return format;
}

/** A size in bytes, in binary units with at most one decimal below 100: "1.5 GiB". Negative (xapi's "unknown") gives "–". */
export function bytes(value: number, locale = localeNow()): string {
  if (!Number.isFinite(value) || value < 0) return "–";
  let unit = 0;
  while (unit < UNITS.length - 1 && value >= 1023.95) {
    value /= 1024;
    unit++;
  }
  return `${numberFormat(locale, value < 100 && unit > 0 ? 1 : 0).format(value)} ${t(UNITS[unit] ?? "")}`;
}

/** An integer with the locale's separators; "–" for one that is not known. */
export function count(value: number, locale = localeNow()): string {
  if (Number.isNaN(value)) return "–";
  return numberFormat(locale, 0).format(value);
}

/** A number that is a name, as of a VLAN: without separators; "–" for one that is not known. */
export function plain(value: number): string {
  return Number.isNaN(value) ? "–" : String(value);
}

/** A share of 1 as whole percents: "42 %" or "42%". */
export function percent(share: number, locale = localeNow()): string {
  return Number.isFinite(share) ? numberFormat(locale, 0, "percent").format(share) : "–";
}

/** `1 VM`, `2 VMs`: in English only. What people read takes tn(). */
export function plural(value: number, one: string, many = one + "s"): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** A span of time in its two largest units: "5 s", "3 min 20 s", "2 h 5 min", "4 d 3 h". */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return t("{s} s", { s: seconds });
  const minutes = Math.floor(seconds / 60);
  if (minutes < 10 && seconds % 60) return t("{min} min {s} s", { min: minutes, s: seconds % 60 });
  if (minutes < 60) return t("{min} min", { min: minutes });
  const hours = Math.floor(minutes / 60);
  if (hours < 24 && minutes % 60) return t("{h} h {min} min", { h: hours, min: minutes % 60 });
  if (hours < 24) return t("{h} h", { h: hours });
  const days = Math.floor(hours / 24);
  return hours % 24 && days < 7 ? t("{d} d {h} h", { d: days, h: hours % 24 }) : t("{d} d", { d: days });
}

/** How long ago, "just now" below five seconds. */
export function ago(iso: string, now: number = Date.now()): string {
  const ms = now - Date.parse(iso);
  if (Number.isNaN(ms)) return "–";
  return ms < 5000 ? t("just now") : t("{span} ago", { span: duration(ms) });
}

/** A moment in a short form, in the reader's time zone as far as it is known (in the browser always), else in that of the server. */
export function dateTime(iso: string, locale = localeNow(), timeZone = speech().zone): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return "–";
  const key = `${locale}/${timeZone ?? ""}`;
  let format = moments.get(key);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(locale, {
      dateStyle: "medium",
      timeStyle: "short",
      ...(timeZone === undefined ? {} : { timeZone }),
    });
    moments.set(key, format);
  }
  return format.format(date);
}

/** Operations that the Xen-API calls otherwise than people do. */
const OPERATIONS: Readonly<Record<string, string>> = {
  start: msg("Starting"),
  start_on: msg("Starting"),
  clean_shutdown: msg("Shutting down"),
  clean_reboot: msg("Rebooting"),
  hard_shutdown: msg("Powering off"),
  hard_reboot: msg("Resetting"),
  suspend: msg("Suspending"),
  resume: msg("Resuming"),
  resume_on: msg("Resuming"),
  pause: msg("Pausing"),
  unpause: msg("Unpausing"),
  snapshot: msg("Taking snapshot"),
  checkpoint: msg("Taking snapshot"),
  revert: msg("Reverting"),
  clone: msg("Cloning"),
  copy: msg("Copying"),
  pool_migrate: msg("Migrating"),
  migrate_send: msg("Migrating"),
  destroy: msg("Destroying"),
  export: msg("Exporting"),
};

/** A running operation in words for people: `clean_shutdown` → "Shutting down". */
export function operationText(name: string): string {
  const known = Object.hasOwn(OPERATIONS, name) ? OPERATIONS[name] : undefined;
  const words = name.replaceAll("_", " ");
  return known !== undefined ? t(known) : words.charAt(0).toUpperCase() + words.slice(1);
}

/** A task's name as people read it: `Async.VM.clean_shutdown` → "VM: clean shutdown"; names in plain words stay. */
export function taskText(name: string): string {
  const match = /^(?:Async\.)?(\w+)\.(\w+)$/.exec(name);
  return match
    ? `${match[1]?.replaceAll("_", " ")}: ${match[2]?.replaceAll("_", " ")}`
    : name || t("Unnamed task");
}
