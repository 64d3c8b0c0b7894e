import { deepEqual, equal } from "node:assert/strict";
import { parseSubscription } from "@/lib/stream/mod.ts";
import {
  counted,
  daysAgo,
  Followed,
  left,
  markRead,
  newest,
  readAgain,
  readUntil,
  shown,
  unread,
} from "./activity.ts";

Deno.test("the server understands what is followed", () => {
  equal(parseSubscription(counted()).parts.length, 2);
  parseSubscription(shown());
  equal(daysAgo(7, Date.parse("2026-11-23T10:00:00Z")), "2026-11-16");
});

Deno.test("tasks come and go, and a snapshot is all there is", () => {
  const followed = new Followed();
  equal(followed.told.value, false);
  followed.receive({
    kind: "snapshot",
    patches: [["task", "1", { status: "pending" }], ["alert", "a", { time: "1" }]],
  });
  deepEqual(followed.of("task"), [{ id: "1", status: "pending" }]);
  followed.receive({ kind: "patch", patches: [["task", "1", null], ["task", "2", { status: "pending" }]] });
  deepEqual(followed.of("task").map(({ id }) => id), ["2"]);
  followed.receive({ kind: "snapshot", patches: [] });
  deepEqual(followed.of("alert"), []);
});

Deno.test("messages are unread until somebody says otherwise, on later pages too", () => {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => void kept.set(key, text),
  };
  const alerts = [{ time: "2026-11-20T00:00:00Z" }, { time: "2026-11-22T00:00:00Z" }, { time: null }];
  readAgain(storage);
  equal(unread(alerts, readUntil.value), 2);
  markRead(newest(alerts), storage);
  readUntil.value = "";
  readAgain(storage);
  equal(unread(alerts, readUntil.value), 0);
  equal(unread([...alerts, { time: "2026-11-23T00:00:00Z" }], readUntil.value), 1);
});

Deno.test("the time that is left goes by the pace so far, and is not told too early", () => {
  const created = "2026-11-23T10:00:00Z", now = Date.parse(created) + 30_000;
  equal(left(created, 0.25, now), 90_000);
  equal(left(created, 0.01, now), null);
  equal(left(created, NaN, now), null);
  equal(left(created, 0.5, now - 29_000), null);
});
