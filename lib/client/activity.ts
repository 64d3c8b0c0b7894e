// What goes on, as the button in the top bar counts it and its drawer shows it: tasks that run, and messages that nobody here has read.
import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { apply, type JsonObject } from "@/lib/view/merge_patch.ts";
import type { Received } from "./page_stream.ts";

/** Messages less urgent than this are not counted: pools send one for every start. */
const URGENT = 3;
/** Messages are news for so many days. */
const NEWS = 7;

/** The day so many days ago, as queries write it: told by the day, so that all who ask on one day ask for the same. */
export function daysAgo(days: number, now = Date.now()): string {
  return new Date(now - days * 86_400_000).toISOString().slice(0, 10);
}

/** What the button counts. */
export const counted = () =>
  `task:status?status:pending;alert:time?priority:1..${URGENT} time:>${daysAgo(NEWS)}`;

/** What the drawer shows. */
export function shown(): string {
  const task = "task:name,status,progress,created,finished,error,error_info,object,allowed_operations";
  return `${task}?status:pending;${task}?created:>${daysAgo(2)};` +
    `alert:name,priority,values,time,object?time:>${daysAgo(NEWS)}`;
}

/** Objects of a subscription by "collection/id", kept up to date. */
export class Followed {
  readonly #objects = new Map<string, JsonObject>();
  readonly #version = signal(0);
  /** Whether anything was told yet. */
  readonly told: ReadonlySignal<boolean> = computed(() => this.#version.value > 0);

  receive = ({ kind, patches }: Received): void => {
    if (kind === "snapshot") this.#objects.clear();
    for (const [collection, id, patch] of patches) {
      const key = `${collection}/${id}`;
      if (patch === null) this.#objects.delete(key);
      else this.#objects.set(key, apply(this.#objects.get(key) ?? { id }, patch));
    }
    this.#version.value++;
  };

  /** Those of a collection; follows them. */
  of(collection: string): JsonObject[] {
    this.#version.value;
    return [...this.#objects].flatMap(([key, object]) => key.startsWith(`${collection}/`) ? [object] : []);
  }
}

const READ = "atoll-alerts-read";

/** Until when messages have been read in this browser, as ISO time; "" for never. */
export const readUntil = signal("");

export function readAgain(from: Pick<Storage, "getItem"> = localStorage): void {
  readUntil.value = from.getItem(READ) ?? "";
}

export function markRead(until: string, to: Pick<Storage, "setItem"> = localStorage): void {
  readUntil.value = until;
  to.setItem(READ, until);
}

const timeOf = ({ time }: JsonObject) => typeof time === "string" ? time : "";

/** How many of some messages came after what has been read. */
export function unread(alerts: readonly JsonObject[], until: string): number {
  return alerts.filter((alert) => timeOf(alert) > until).length;
}

/** The newest of some messages. */
export function newest(alerts: readonly JsonObject[]): string {
  return alerts.reduce((last, alert) => timeOf(alert) > last ? timeOf(alert) : last, "");
}

/** How long a task will still take by its pace so far, in ms; null where that says nothing yet. */
export function left(created: string, progress: number, now: number): number | null {
  const spent = now - Date.parse(created);
  return progress > 0.05 && progress < 1 && spent > 2000 ? spent / progress - spent : null;
}
