// What events tell of a task and its objects, brought into a form two runs can be compared in.
import { type Recording } from "./recordings.ts";
import { field } from "./tally.ts";

/** A call and what was asked until its task had ended. */
export interface Chapter {
  /** All of it, the call first. */
  readonly recordings: readonly Recording[];
  readonly events: readonly Recording[];
  /** task.get_record at the end, where it was asked. */
  readonly record: Recording | undefined;
}

/** Something an event told. */
export interface Seen {
  readonly cls: string;
  readonly operation: string;
  readonly ref: string;
  readonly snapshot: unknown;
}

/** Takes a series of recordings apart: each call begins a chapter. */
export function chapters(series: readonly Recording[]): Chapter[] {
  const found: Recording[][] = [];
  for (const recording of series) {
    const more = /event\.from|task\.get_record|-ev\d|-event/.test(recording.name);
    if (more) found.at(-1)?.push(recording);
    else found.push([recording]);
  }
  return found.map((all) => ({
    recordings: all,
    events: all.slice(1).filter(({ name }) => !name.includes("get_record")),
    record: all.find(({ name }) => name.includes("get_record")),
  }));
}

/** The events of a decoded answer. */
export function seenIn(answer: unknown): Seen[] {
  const events = field(field(answer, "result") ?? field(answer, "Value"), "events");
  return (Array.isArray(events) ? events : []).map((event) => ({
    cls: String(field(event, "class")),
    operation: String(field(event, "operation")),
    ref: String(field(event, "ref")),
    snapshot: field(event, "snapshot"),
  }));
}

/** Whether the task of an answer has ended, in what was seen so far; an answer without a task ends with the next event. */
export function isOver(seen: readonly Seen[], answer: unknown): boolean {
  const ref = String(field(answer, "result") ?? field(answer, "Value"));
  if (!ref.startsWith("OpaqueRef:")) return seen.length > 0;
  const last = seen.findLast((one) => one.ref === ref);
  return ["success", "failure", "cancelled"].includes(String(field(last?.snapshot, "status")));
}

/** Fields whose course tells the story, by class. */
const COURSE: Readonly<Record<string, readonly string[]>> = {
  vm: ["power_state", "current_operations", "resident_on", "snapshots"],
  host: ["enabled", "current_operations"],
};

/** What a VM allows once its guest's agent has reported: at once on the recorded hosts, which were simulated, later on others. */
const AGENT = new Set(["checkpoint", "clean_reboot", "clean_shutdown", "pool_migrate", "suspend"]);

/** Fields whose last value counts. */
const OUTCOME: Readonly<Record<string, readonly string[]>> = {
  vm: ["allowed_operations"],
  host: ["allowed_operations"],
  vbd: ["allowed_operations", "currently_attached", "device"],
  vif: ["allowed_operations", "currently_attached"],
};

/** Classes that go their own way: tasks, agents' reports, measurements. */
const ASIDE = new Set(["task", "vm_guest_metrics", "host_metrics"]);

/** The story of some events, line by line: what came and went, the course of each object, how it ended. */
export function storyOf(seen: readonly Seen[]): string[] {
  const lines: string[] = [];
  const objects = Map.groupBy(seen.filter(({ cls }) => !ASIDE.has(cls)), ({ cls, ref }) => `${cls} ${ref}`);
  for (const [key, all] of objects) {
    const [cls = ""] = key.split(" ");
    const [first] = all;
    const name = String(field(first?.snapshot, "name_label") ?? field(first?.snapshot, "userdevice") ?? "");
    const label = `${cls} ${name}${first?.operation === "add" ? " (new)" : ""}`;
    if (all.at(-1)?.operation === "del") lines.push(`${cls} gone`);
    const snapshots = all.flatMap(({ snapshot }) => snapshot === undefined ? [] : [snapshot]);
    // Snapshots are told of again and again with nothing new.
    const old = first?.operation === "mod" && field(first.snapshot, "is_a_snapshot") === true;
    if (snapshots.length === 0 || old) continue;
    lines.push(label);
    // A new object's first steps may fall into one event or into several.
    const told = first?.operation === "add" ? snapshots.slice(-1) : snapshots;
    for (const one of COURSE[cls] ?? []) {
      const course = told.map((snapshot) => value(field(snapshot, one)));
      lines.push(`${label}.${one}: ${course.filter((each, at) => each !== course[at - 1]).join(" > ")}`);
    }
    for (const one of OUTCOME[cls] ?? []) {
      lines.push(`${label}.${one}: ${last(field(snapshots.at(-1), one))}`);
    }
  }
  return lines.sort();
}

/** A value without what was made up: references become their number. */
function value(given: unknown): string {
  if (Array.isArray(given)) return `${given.length} items`;
  if (typeof given === "object" && given !== null) return Object.values(given).join(",") || "none";
  const text = String(given);
  return text === "OpaqueRef:NULL" ? "null" : text.startsWith("OpaqueRef:") ? "ref" : text;
}

/** A last value; sets in any order. */
function last(given: unknown): string {
  if (!Array.isArray(given)) return String(given);
  return given.map(String).filter((each) => !AGENT.has(each)).sort().join(" ");
}
