import assert from "node:assert/strict";
import { gunzipSync } from "node:zlib";
import type { Patch } from "@/lib/view/types.ts";
import { EVERYTHING } from "@/lib/view/sight.ts";
import { type Channel, Channels } from "./channel.ts";
import { Reader, type ReaderOptions } from "./reader.ts";
import { parseSubscription } from "./subscription.ts";
import { ADMIN } from "./testing.ts";
import type { StreamSource } from "./types.ts";

const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);

function setUp(options: Partial<ReaderOptions> = {}, patch: Patch = ["vm", "u", { name: "x" }]) {
  const source: { -readonly [K in keyof StreamSource]: StreamSource[K] } = {
    epoch: "ep",
    revision: 7,
    changes: (since) => ({
      kind: since === undefined ? "snapshot" : "patch",
      revision: source.revision,
      patches: [patch],
    }),
    ready: () => Promise.resolve(),
    onCommit: () => () => {},
  };
  const channels = new Channels(source);
  const channelOf = (collections: string) =>
    channels.of({ subscription: parseSubscription(collections), sight: EVERYTHING });
  const counters = { encoded: 0, written: 0, bytes: 0, held: 0 };
  const calls: string[] = [];
  const reader = new Reader({
    principal: ADMIN,
    source,
    counters,
    queueBytes: 64 * 1024,
    gzip: false,
    once: false,
    resumed: () => calls.push("resumed"),
    gone: () => calls.push("gone"),
    ...options,
  });
  const hold = (channel: Channel, revision: number | undefined = 6) => {
    const held = { channel, told: channel, revision, asks: false };
    reader.held.push(held);
    return held;
  };
  const body = reader.body.getReader();
  return { source, channelOf, counters, calls, reader, hold, body };
}

Deno.test("I5: what one turn has for a reader goes out in one write, in the order of its subscriptions", async () => {
  const { reader, hold, channelOf, body, counters } = setUp();
  hold(channelOf("vm"));
  hold(channelOf("task"));
  reader.begin();
  reader.advance();
  reader.advance();
  assert.match(
    text((await body.read()).value),
    /^event:open\ndata:\{"stream":"\w{32}","subscriptions":\["1","2"\],"changes":0\}\n\n$/,
  );
  const event = (number: number) => `id:ep.7.${number}\ndata:[["vm","u",{"name":"x"}]]\n\n`;
  assert.equal(text((await body.read()).value), event(1) + event(2));
  assert.deepEqual({ ...counters, bytes: 0 }, { encoded: 2, written: 2, bytes: 0, held: 0 });
});

Deno.test("I6: one event goes out as the bytes that all share", async () => {
  const { reader, hold, channelOf, body, counters } = setUp();
  const channel = channelOf("vm");
  hold(channel);
  reader.begin();
  reader.advance();
  await body.read();
  assert.equal((await body.read()).value, channel.step(channel, 6, counters).frame?.piece(0)?.plain);
});

Deno.test("I8: what there is no room for waits until the connection takes more", async () => {
  const { reader, hold, channelOf, body, counters, calls, source } = setUp({ queueBytes: 10 });
  hold(channelOf("vm"));
  hold(channelOf("task"));
  reader.begin();
  reader.advance();
  assert.equal(counters.written, 0, "the queue is full of the first words");
  assert.equal(counters.held, 1);
  assert.equal(reader.told, false);
  await body.read();
  assert.deepEqual(calls, ["resumed"]);
  reader.advance();
  assert.equal(counters.written, 1);
  source.revision = 9;
  await body.read();
  reader.advance();
  assert.match(text((await body.read()).value), /^id:ep\.9\.1\n/, "the first has news again");
  reader.advance();
  assert.match(text((await body.read()).value), /^id:ep\.9\.2\n/);
  reader.advance();
  assert.equal(reader.told, true);
});

Deno.test("subscriptions that take long to answer are answered in turns", async () => {
  const { reader, hold, channelOf, body, source } = setUp();
  for (const text of ["vm", "task", "sr"]) hold(channelOf(text));
  const { changes } = source;
  source.changes = (...args) => {
    const until = performance.now() + 12;
    while (performance.now() < until);
    return changes(...args);
  };
  reader.begin();
  await body.read();
  assert.deepEqual([reader.advance(), reader.told], [false, false]);
  assert.match(text((await body.read()).value), /^id:ep\.7\.1\n.*\n\n$/);
  assert.deepEqual([reader.advance(), reader.advance(), reader.told], [false, true, true]);
  assert.match(text((await body.read()).value), /^id:ep\.7\.2\n/);
  assert.match(text((await body.read()).value), /^id:ep\.7\.3\n/);
});

Deno.test("I11: who asks is answered, with a ping where nothing has changed", async () => {
  const { reader, hold, channelOf, body } = setUp();
  hold(channelOf("vm"), 7);
  hold(channelOf("task"), 6);
  reader.begin();
  reader.ask();
  reader.advance();
  assert.equal(reader.told, true);
  await body.read();
  assert.match(text((await body.read()).value), /^event:ping\nid:ep\.7\.1\ndata:\n\nid:ep\.7\.2\n/);
  reader.ask();
  reader.advance();
  assert.match(
    text((await body.read()).value),
    /^event:ping\nid:ep\.7\.1\ndata:\n\nevent:ping\nid:ep\.7\.2\n/,
  );
});

Deno.test("I11: pings count while the connection takes nothing, and from the start again when it does", async () => {
  const { reader, hold, channelOf, body } = setUp();
  hold(channelOf("vm"), 7);
  reader.begin();
  const ping = () => {
    reader.ask();
    reader.advance();
    return reader.countIdlePings();
  };
  assert.deepEqual([ping(), ping(), ping()], [1, 2, 3]);
  await body.read();
  assert.deepEqual([ping(), ping()], [0, 1]);
});

Deno.test("I20: under another number a reader is told of it first, and where it stands, even if nothing differs", async () => {
  const { reader, hold, channelOf, body, source } = setUp();
  const held = hold(channelOf("vm"), 7);
  reader.begin();
  await body.read();
  held.channel = channelOf("task");
  reader.renumber();
  source.changes = () => ({ kind: "patch", revision: 7, patches: [] });
  reader.advance();
  assert.match(
    text((await body.read()).value),
    /"subscriptions":\["2"\],"changes":0\}\n\nevent:ping\nid:ep\.7\.2\n/,
  );
  assert.equal(held.told, held.channel);
});

Deno.test("I19: a gzip stream ends with its trailer, even in the middle of an event", async () => {
  const { reader, hold, channelOf, body } = setUp({ gzip: true }, ["vm", "u", { name: "x".repeat(5000) }]);
  hold(channelOf("vm"));
  reader.begin();
  reader.advance();
  reader.end();
  const chunks = [];
  for (let read = await body.read(); !read.done; read = await body.read()) chunks.push(read.value);
  assert.match(gunzipSync(Buffer.concat(chunks)).toString(), /^event:open[^]*"x{5000}"\}\]\]\n\n$/);
});

Deno.test("I12: a client that goes away is told of, one that fails is broken off", async () => {
  const one = setUp();
  await one.body.cancel();
  assert.deepEqual(one.calls, ["gone"]);
  const other = setUp();
  other.reader.begin();
  other.reader.fail("on purpose");
  await assert.rejects(other.body.read(), /on purpose/);
});
