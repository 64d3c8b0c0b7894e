import { deepEqual, equal } from "node:assert/strict";
import { parseSubscription } from "@/lib/stream/mod.ts";
import {
  acknowledge,
  acknowledged,
  counted,
  daysAgo,
  Followed,
  learnAcknowledged,
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

Deno.test("alerts are unread until their reader takes notice, as the server keeps it", async () => {
  const alerts = [{ id: "a" }, { id: "b" }];
  const asked: string[] = [];
  let works = true;
  const server = (path: string) => {
    asked.push(path);
    const answer = path === "acknowledged" ? { items: ["a"] } : { acknowledged: true };
    return works ? Promise.resolve(Response.json(answer)) : Promise.reject(new TypeError("away"));
  };
  deepEqual(unread(alerts), [], "nothing is told before it is known");
  works = false;
  await learnAcknowledged(server);
  equal(acknowledged.value, null);
  works = true;
  await learnAcknowledged(server);
  await learnAcknowledged(server);
  deepEqual(unread(alerts), [{ id: "b" }]);
  equal(await acknowledge(["b"], true, server), true);
  deepEqual(unread(alerts), []);
  equal(await acknowledge(["b"], false, server), true);
  deepEqual(unread(alerts), [{ id: "b" }], "and it can be taken back");
  works = false;
  equal(await acknowledge(["c"], true, server), false);
  deepEqual(unread([{ id: "c" }]), [{ id: "c" }]);
  deepEqual(asked, ["acknowledged", "acknowledged", "b/acknowledge", "b/acknowledge", "c/acknowledge"]);
});
