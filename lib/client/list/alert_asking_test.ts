import { deepEqual } from "node:assert/strict";
import { signal } from "@preact/signals";
import { acknowledged } from "../activity.ts";
import { dismiss, toasts } from "../toasts.ts";
import { alertOps, askOf, type Asks } from "./alert_asking.ts";
import type { ListModel } from "./model.ts";

const model = (ops: readonly string[]) =>
  // The list's other fields are not asked for.
  ({
    props: { ops },
    menu: signal<string | null>("a"),
    table: { peek: () => undefined },
  }) as unknown as ListModel;

const named = (ops: readonly string[], ids: readonly string[]) =>
  alertOps(model(ops), ids).map(({ name }) => name);

Deno.test("an alert is read or unread by oneself, and dismissed by those who may", () => {
  acknowledged.value = null;
  deepEqual(named([], ["a"]), [], "nothing before it is known what was read");
  acknowledged.value = new Set(["a"]);
  deepEqual(named([], ["a"]), ["unread"]);
  deepEqual(named([], ["b"]), ["read"]);
  deepEqual(named(["dismiss"], ["a", "b"]), ["read", "unread", "dismiss"]);
});

Deno.test("of many only those are asked that it changes, and one message says how it went", async () => {
  acknowledged.value = new Set(["a"]);
  const asked: unknown[] = [];
  const asks = (works: boolean): Asks => ({
    acknowledge: (ids, yes) => (asked.push([ids, yes]), Promise.resolve(works)),
    act: (path, ids, action) => (asked.push([path, ids, action]), Promise.resolve()),
  });
  const one = model([]);
  await askOf(one, ["a", "b", "c"], "read", asks(true));
  await askOf(one, ["a", "b"], "unread", asks(false));
  await askOf(one, ["a", "b"], "dismiss", asks(true));
  deepEqual(asked, [[["b", "c"], true], [["a"], false], ["alerts", ["a", "b"], "dismiss"]]);
  deepEqual(toasts.peek().map(({ kind, text }) => `${kind}: ${text}`), [
    "done: 2 alerts marked as read",
    "failed: Atoll does not answer: not all alerts were marked",
  ]);
  for (const { id } of toasts.peek()) dismiss(id);
  deepEqual(one.menu.peek(), null);
});
