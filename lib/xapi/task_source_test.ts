// A feed of tasks: who follows gets the newest, and always the end.
import { strict as assert } from "node:assert";
import { TaskFeed } from "./task_source.ts";
import type { XapiRecord } from "./types.ts";

const pending = (progress: number): XapiRecord => ({ status: "pending", progress });
const success: XapiRecord = { status: "success", progress: 1 };

const all = (records: AsyncIterable<XapiRecord | null>) => Array.fromAsync(records);

Deno.test("a follower gets what is known, then each change, and is forgotten after the end", async () => {
  let idle = 0;
  const feed = new TaskFeed({ current: () => pending(0), idle: () => idle++ });
  const records = feed.follow("t");
  assert.deepEqual((await records.next()).value, pending(0));
  assert.deepEqual([...feed.followed], ["t"]);
  feed.put("other", success);
  feed.put("t", pending(0.5));
  assert.deepEqual((await records.next()).value, pending(0.5));
  feed.put("t", null);
  assert.deepEqual((await records.next()).value, null);
  assert.equal((await records.next()).done, true);
  assert.deepEqual([...feed.followed], []);
  assert.equal(idle, 1);
});

Deno.test("a slow follower gets the newest only; no late news replaces an end", async () => {
  const feed = new TaskFeed();
  const followers = [feed.follow("t"), feed.follow("t")].map(all);
  await Promise.resolve();
  feed.put("t", pending(0.1));
  feed.put("t", pending(0.2));
  feed.put("t", success);
  feed.put("t", pending(0.9));
  for (const list of await Promise.all(followers)) assert.deepEqual(list.at(-1), success);
});

Deno.test("an abort ends it quietly, a failure is thrown to everybody", async () => {
  const feed = new TaskFeed();
  const control = new AbortController();
  const given = all(feed.follow("t", control.signal));
  control.abort();
  assert.deepEqual(await given, []);
  assert.deepEqual(await all(feed.follow("t", control.signal)), []);
  const error = new Error("the pool is lost");
  const followers = ["t", "u"].map((ref) => all(feed.follow(ref)));
  await Promise.resolve();
  feed.fail(error);
  for (const follower of followers) await assert.rejects(follower, error);
  assert.deepEqual([...feed.followed], []);
});

Deno.test("a task that is over is no longer followed, even by who never takes its end", async () => {
  let idle = 0;
  const feed = new TaskFeed({ idle: () => idle++ });
  const records = feed.follow("t");
  const first = records.next();
  feed.put("t", pending(0));
  await first;
  feed.put("t", success);
  assert.deepEqual([...feed.followed], []);
  assert.equal(idle, 1);
  assert.deepEqual((await records.next()).value, success);
  await records.return();
  assert.equal(idle, 1);
});

Deno.test("who takes the end late does not send away who follows the task anew", async () => {
  const feed = new TaskFeed();
  const [early, late] = [feed.follow("t"), feed.follow("t")];
  const first = early.next();
  feed.put("t", success);
  const second = late.next();
  assert.deepEqual((await first).value, success);
  assert.equal((await early.next()).done, true);
  assert.deepEqual([...feed.followed], ["t"]);
  feed.put("t", null);
  assert.equal((await second).value, null);
});
