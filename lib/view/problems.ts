// What needs somebody's attention, worst first.
import { percent, plural, taskText } from "./format.ts";
import type { HostHealthRow, SrHealthRow, TaskRow } from "./page_fields.ts";

export interface Problem {
  readonly id: string;
  readonly tone: "bad" | "warn";
  readonly what: string;
  readonly why: string;
  readonly href: string;
}

/** Above these shares of its size a storage is a warning, a problem. */
const FULL = 0.9, TOO_FULL = 0.97;
/** How long a failed task is news, in ms. */
const NEWS = 3_600_000;

/** Problems of hosts, storages and tasks; those of pools stand in the banner of every page. @param now in ms */
export function problemsOf(
  { hosts, srs, tasks, now }: {
    readonly hosts: readonly HostHealthRow[];
    readonly srs: readonly SrHealthRow[];
    readonly tasks: readonly TaskRow[];
    readonly now: number;
  },
): Problem[] {
  const list: Problem[] = [];
  for (const host of hosts) {
    if (host.live && host.enabled) continue;
    list.push({
      id: `host ${host.id}`,
      tone: host.live ? "warn" : "bad",
      what: `Host ${host.name}: ${host.live ? "disabled" : "does not answer"}`,
      why: host.live ? "No VM can start on it" : "Its pool has lost it",
      href: `/hosts/${host.id}`,
    });
  }
  for (const sr of srs) {
    const share = sr.physical_size > 0 ? sr.physical_utilisation / sr.physical_size : 0;
    const href = `/storage#${sr.id}`;
    if (sr.pbds_attached < sr.pbds) {
      list.push({
        id: `sr-pbd ${sr.id}`,
        tone: "bad",
        what: `Storage ${sr.name}: not attached everywhere`,
        why: `${sr.pbds_attached} of ${sr.pbds} connections are attached`,
        href,
      });
    }
    if (share >= FULL && sr.content_type !== "iso" && sr.type !== "udev") {
      list.push({
        id: `sr-full ${sr.id}`,
        tone: share >= TOO_FULL ? "bad" : "warn",
        what: `Storage ${sr.name}: ${percent(share)} full`,
        why: "New snapshots and disks may fail",
        href,
      });
    }
  }
  const failed = tasks.filter((task) =>
    task.status === "failure" && now - Date.parse(task.finished ?? task.created) <= NEWS
  );
  const last = failed.sort((a, b) => a.created < b.created ? 1 : -1)[0];
  if (last !== undefined) {
    list.push({
      id: "tasks",
      tone: "warn",
      what: `${plural(failed.length, "task")} failed within the last hour`,
      why: `${failed.length > 1 ? "last " : ""}${taskText(last.name)}: ${last.error}`,
      href: "/tasks?show=failed",
    });
  }
  return list.sort((a, b) => Number(b.tone === "bad") - Number(a.tone === "bad"));
}
