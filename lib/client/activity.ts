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
  `task:status?status:pending;alert:priority?priority:1..${URGENT} time:>${daysAgo(NEWS)}`;

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

/** Of which alerts this user has taken notice; null until that is known. */
export const acknowledged = signal<ReadonlySet<string> | null>(null);

/** How the server is asked; tests put their own in. */
export type Ask = (path: string, body?: object) => Promise<Response>;

const ask: Ask = (path, body) =>
  fetch(
    `/api/v1/alerts/${path}`,
    body && { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) },
  );

let asking = false;

/** Learns that, once a page. What cannot be asked stays unknown: then nothing is counted. */
export async function learnAcknowledged(by: Ask = ask): Promise<void> {
  if (asking || acknowledged.peek() !== null) return;
  asking = true;
  try {
    const answer: unknown = await (await by("acknowledged")).json();
    const items = typeof answer === "object" && answer !== null && "items" in answer ? answer.items : null;
    acknowledged.value = Array.isArray(items) ? new Set(items.map(String)) : null;
  } catch {
    // The badge says that Atoll does not answer.
  } finally {
    asking = false;
  }
}

/** Takes notice of some alerts, or (`yes` false) takes that back. Gives whether the server knows it of all of them. */
export async function acknowledge(ids: readonly string[], yes = true, by: Ask = ask): Promise<boolean> {
  for (const id of ids) {
    const path = `${encodeURIComponent(id)}/acknowledge`;
    const done = await by(path, yes ? {} : { acknowledged: false }).then(({ ok }) => ok, () => false);
    if (!done) return false;
    const known = new Set(acknowledged.peek());
    if (yes) known.add(id);
    else known.delete(id);
    acknowledged.value = known;
  }
  return true;
}

/** Those of some alerts of which this user has not taken notice. */
export function unread<A extends { readonly id?: unknown }>(alerts: readonly A[]): A[] {
  const known = acknowledged.value;
  return known === null ? [] : alerts.filter(({ id }) => !known.has(String(id)));
}

/** Names of users by the tasks that they started, as far as the reader may know. */
export async function startersOf(
  get: () => Promise<Response> = () => fetch("/api/v1/tasks/starters"),
): Promise<
  ReadonlyMap<string, string>
> {
  try {
    const answer: unknown = await (await get()).json();
    const items = typeof answer === "object" && answer !== null && "items" in answer ? answer.items : null;
    if (typeof items !== "object" || items === null) return new Map();
    return new Map(Object.entries(items).map(([task, name]) => [task, String(name)]));
  } catch {
    return new Map(); // the badge says that Atoll does not answer
  }
}
