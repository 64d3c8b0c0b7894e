import assert from "node:assert/strict";
import type { Changes } from "@/lib/cache/types.ts";
import { EVERYTHING } from "@/lib/view/sight.ts";
import type { Patch, View } from "@/lib/view/types.ts";
import { Channels } from "./channel.ts";
import { parseSubscription } from "./subscription.ts";
import type { StreamSource } from "./types.ts";

const viewOf = (text: string, key = "all"): View => ({
  subscription: parseSubscription(text),
  sight: { ...EVERYTHING, key },
});

/** A source that answers as many patches as it is told to, and counts. */
function sourceOf(patches = 1) {
  const asked: (readonly [since: number | undefined, from: View, to: View])[] = [];
  const source = {
    epoch: "ep",
    revision: 7,
    patches,
    changes(since: number | undefined, from: View, to: View): Changes {
      asked.push([since, from, to]);
      const patches = Array.from({ length: source.patches }, (_, i): Patch => ["vm", `u${i}`, { name: "x" }]);
      return { kind: since === undefined ? "snapshot" : "patch", revision: source.revision, patches };
    },
    ready: () => Promise.resolve(),
    onCommit: () => () => {},
  } satisfies StreamSource & { patches: number };
  return { source, asked, counters: { encoded: 0 } };
}

Deno.test("I14: a number stands for a right and a subscription, in whatever order it was written", () => {
  const channels = new Channels(sourceOf().source);
  const one = channels.of(viewOf("vm:name,os;task"));
  assert.equal(channels.of(viewOf("task;vm:os,name")), one);
  assert.notEqual(channels.of(viewOf("vm:name,os")).number, one.number);
  assert.notEqual(channels.of(viewOf("vm:name,os;task", "some")).number, one.number);
  assert.equal(channels.size, 3);
});

Deno.test("I14: what was asked for longest ago is forgotten, and never its number given to another; what is in use stays", () => {
  const channels = new Channels(sourceOf().source, { channels: 3, characters: 970 });
  const of = (n: number) => channels.of(viewOf(`vm/${n}`));
  const used = of(0), second = of(1), third = of(2);
  used.users++;
  assert.equal(of(1), second);
  of(3);
  assert.equal(channels.size, 3);
  assert.equal(of(0), used);
  assert.equal(of(1), second);
  const again = of(2);
  assert.notEqual(again, third);
  assert.ok(![used, second, third].some(({ number }) => number === again.number));
  channels.of(viewOf(`vm?${"x".repeat(950)}`));
  assert.equal(channels.size, 2, "long subscriptions count for more");
});

Deno.test("I6: readers at one revision share a step, which is computed once", () => {
  const { source, asked, counters } = sourceOf();
  const channel = new Channels(source).of(viewOf("vm"));
  const step = channel.step(channel, 5, counters);
  assert.equal(channel.step(channel, 5, counters), step);
  assert.equal(step.to, 7);
  assert.notEqual(channel.step(channel, 6, counters), step);
  assert.deepEqual(asked.map(([since]) => since), [5, 6]);
  assert.equal(counters.encoded, 2);
  const [, from, to] = asked[0] ?? assert.fail();
  assert.equal(from, to, "one object: nothing but the changes need be looked at");
  source.revision++;
  assert.equal(channel.step(channel, 5, counters).to, 8);
});

Deno.test("I4: changes that concern nobody here make no frame", () => {
  const { source, counters } = sourceOf(0);
  const channel = new Channels(source).of(viewOf("vm"));
  assert.deepEqual(channel.step(channel, 5, counters), { frame: null, to: 7 });
  assert.notEqual(
    channel.step(channel, undefined, counters).frame,
    null,
    "an empty snapshot tells something",
  );
  assert.equal(counters.encoded, 1);
});

Deno.test("I20: who comes from another channel is led from that one's view to this one's", () => {
  const { source, asked, counters } = sourceOf();
  const channels = new Channels(source);
  const before = channels.of(viewOf("vm")), now = channels.of(viewOf("vm", "less"));
  const moved = now.step(before, 5, counters), stayed = now.step(now, 5, counters);
  assert.notEqual(moved, stayed);
  assert.equal(now.step(before, 5, counters), moved);
  assert.deepEqual(asked, [[5, before.view, now.view], [5, now.view, now.view]]);
  const text = new TextDecoder().decode(moved.frame?.piece(0)?.plain);
  assert.ok(text.startsWith(`id:ep.7.${now.number}\n`), text);
});

Deno.test("I6: a large snapshot serves newcomers for a while, a small one those of its revision", () => {
  const { source, asked, counters } = sourceOf(1000);
  const channels = new Channels(source);
  const channel = channels.of(viewOf("vm"));
  const large = channel.step(channel, undefined, counters);
  source.revision++;
  assert.equal(channel.step(channel, undefined, counters), large);
  assert.equal(large.to, 7);
  channels.tidy();
  assert.equal(channel.step(channel, undefined, counters), large);
  channels.tidy(true);
  source.patches = 10;
  const small = channel.step(channel, undefined, counters);
  assert.equal(small.to, 8);
  assert.equal(channel.step(channel, undefined, counters), small);
  source.revision++;
  assert.equal(channel.step(channel, undefined, counters).to, 9);
  assert.equal(asked.length, 3);
});

Deno.test("I11: a ping of one revision is one piece for all", () => {
  const channel = new Channels(sourceOf().source).of(viewOf("vm"));
  const ping = channel.ping(7);
  assert.equal(channel.ping(7), ping);
  assert.equal(new TextDecoder().decode(channel.ping(8).plain), "event:ping\nid:ep.8.1\ndata:\n\n");
});
