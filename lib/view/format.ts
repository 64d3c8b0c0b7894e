// Numbers, sizes, dates and names as people read them. In English as all of Atoll, whatever the locale of the machine: what the
// server wrote must be what the browser writes, or figures would flicker as islands start.
const UNITS = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"] as const;
/** English with the day before the month's name and 24 hours: nobody misreads it. */
const LOCALE = "en-GB";
const formats = new Map<string, Intl.NumberFormat>();

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
export function bytes(value: number, locale = LOCALE): string {
  if (!Number.isFinite(value) || value < 0) return "–";
  let unit = 0;
  while (unit < UNITS.length - 1 && value >= 1023.95) {
    value /= 1024;
    unit++;
  }
  return `${numberFormat(locale, value < 100 && unit > 0 ? 1 : 0).format(value)} ${UNITS[unit] ?? ""}`;
}

/** An integer with the locale's separators; "–" for one that is not known. */
export function count(value: number, locale = LOCALE): string {
  if (Number.isNaN(value)) return "–";
  return numberFormat(locale, 0).format(value);
}

/** A number that is a name, as of a VLAN: without separators; "–" for one that is not known. */
export function plain(value: number): string {
  return Number.isNaN(value) ? "–" : String(value);
}

/** A share of 1 as whole percents: "42 %" or "42%". */
export function percent(share: number, locale = LOCALE): string {
  return Number.isFinite(share) ? numberFormat(locale, 0, "percent").format(share) : "–";
}

/** `1 VM`, `2 VMs`. */
export function plural(value: number, one: string, many = one + "s"): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** A span of time in its two largest units: "5 s", "3 min 20 s", "2 h 5 min", "4 d 3 h". */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 10 && seconds % 60) return `${minutes} min ${seconds % 60} s`;
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return minutes % 60 ? `${hours} h ${minutes % 60} min` : `${hours} h`;
  const days = Math.floor(hours / 24);
  return hours % 24 && days < 7 ? `${days} d ${hours % 24} h` : `${days} d`;
}

/** How long ago, "just now" below five seconds. */
export function ago(iso: string, now: number = Date.now()): string {
  const ms = now - Date.parse(iso);
  if (Number.isNaN(ms)) return "–";
  return ms < 5000 ? "just now" : `${duration(ms)} ago`;
}

/** A moment in a short form, in the time zone of where it runs unless one is given. */
export function dateTime(iso: string, locale = LOCALE, timeZone?: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return "–";
  return new Intl.DateTimeFormat(locale, {
    dateStyle: "medium",
    timeStyle: "short",
    ...(timeZone === undefined ? {} : { timeZone }),
  }).format(date);
}

/** Operations that the Xen-API calls otherwise than people do. */
const OPERATIONS: Readonly<Record<string, string>> = {
  start: "Starting",
  start_on: "Starting",
  clean_shutdown: "Shutting down",
  clean_reboot: "Rebooting",
  hard_shutdown: "Powering off",
  hard_reboot: "Resetting",
  suspend: "Suspending",
  resume: "Resuming",
  resume_on: "Resuming",
  pause: "Pausing",
  unpause: "Unpausing",
  snapshot: "Taking snapshot",
  checkpoint: "Taking snapshot",
  revert: "Reverting",
  clone: "Cloning",
  copy: "Copying",
  pool_migrate: "Migrating",
  migrate_send: "Migrating",
  destroy: "Destroying",
  export: "Exporting",
};

/** A running operation in words for people: `clean_shutdown` → "Shutting down". */
export function operationText(name: string): string {
  const known = Object.hasOwn(OPERATIONS, name) ? OPERATIONS[name] : undefined;
  const words = name.replaceAll("_", " ");
  return known ?? words.charAt(0).toUpperCase() + words.slice(1);
}

/** A task's name as people read it: `Async.VM.clean_shutdown` → "VM: clean shutdown"; names in plain words stay. */
export function taskText(name: string): string {
  const match = /^(?:Async\.)?(\w+)\.(\w+)$/.exec(name);
  return match
    ? `${match[1]?.replaceAll("_", " ")}: ${match[2]?.replaceAll("_", " ")}`
    : name || "Unnamed task";
}
