// What is followed, and what is forgotten.
import assert from "node:assert/strict";
import type { Received } from "../page_stream.ts";
import { SUBSCRIPTIONS } from "./facts.ts";
import { Feed } from "./feed.ts";

Deno.test("only what is shown is followed; what is not shown any more is forgotten", () => {
  const open = new Map<string, (received: Received) => void>();
  let changes = 0;
  const live = {
    follow(subscription: string, receive: (received: Received) => void) {
      open.set(subscription, receive);
      return () => void open.delete(subscription);
    },
  };
  const feed = new Feed(live, () => changes++);
  feed.follow(["runs", "network"]);
  feed.follow(["runs", "network"]);
  assert.deepEqual([...open.keys()], [SUBSCRIPTIONS.runs, SUBSCRIPTIONS.network]);
  open.get(SUBSCRIPTIONS.network)?.({ kind: "snapshot", patches: [["network", "n", { name: "lan" }]] });
  assert.deepEqual([changes, feed.facts.get("network", "n")], [1, { name: "lan" }]);
  feed.follow(["runs"]);
  assert.deepEqual([[...open.keys()], feed.facts.get("network", "n")], [[SUBSCRIPTIONS.runs], undefined]);
  feed.close();
  assert.equal(open.size, 0);
});
