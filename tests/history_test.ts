// A genuine day of events through the real pipeline: decoding, replica, projections, journal. And genuine old pools.
import assert from "node:assert/strict";
import { Cache } from "@/lib/cache/mod.ts";
import type { PoolWriter } from "@/lib/cache/types.ts";
import { apply, type JsonObject } from "@/lib/view/merge_patch.ts";
import { EVERYTHING as SEES_ALL } from "@/lib/view/sight.ts";
import { parseSubscription } from "@/lib/stream/mod.ts";
import { type Collection, COLLECTIONS, type Patch, type Subscription, type View } from "@/lib/view/types.ts";
import { parseJson } from "@/lib/xapi/json_text.ts";
import { decodeRecord, errorText, isOlderToken } from "@/lib/xapi/mod.ts";
import { withoutMessages } from "@/lib/xapi/token.ts";
import type { EventBatch, XapiEvent, XapiRecord } from "@/lib/xapi/types.ts";
import { batches, endState, object } from "./history.ts";
import { ignore, readGzip, SHARED, why } from "./shared.ts";

/** `{Class: {ref: record}}` as a whole state. */
function stateOf(text: string): EventBatch {
  const events: XapiEvent[] = [];
  const validRefCounts: Record<string, number> = {};
  for (const [className, records] of Object.entries(object(parseJson(text)))) {
    for (const [ref, record] of Object.entries(object(records))) {
      events.push({ class: className, operation: "add", ref, record: decodeRecord(className, record) });
    }
    validRefCounts[className] = Object.keys(object(records)).length;
  }
  return { token: "", events, validRefCounts };
}

const EVERYTHING = parseSubscription(COLLECTIONS.join(";"));
const LIST = parseSubscription("vm:name,power_state,host,current_operations,ips;pool:vms_running");

/** A client that keeps what the stream tells it. */
class Client {
  readonly objects = new Map<string, JsonObject>();
  revision: number | undefined;
  bytes = 0;

  readonly #view: View;

  constructor(readonly subscription: Subscription) {
    this.#view = { subscription, sight: SEES_ALL };
  }

  read(cache: Cache): readonly Patch[] {
    const { kind, revision, patches } = cache.changes(this.revision, this.#view, this.#view);
    if (kind === "snapshot") this.objects.clear();
    this.revision = revision;
    for (const [collection, id, patch] of patches) {
      const key = `${collection} ${id}`;
      // What came and went meanwhile is told too.
      if (patch === null) this.objects.delete(key);
      else this.objects.set(key, apply(this.objects.get(key) ?? {}, patch));
    }
    return patches;
  }
}

function assertSame(client: Client, cache: Cache): void {
  const fresh = new Client(client.subscription);
  fresh.read(cache);
  const sorted = (of: Client) => [...of.objects].sort(([a], [b]) => a < b ? -1 : 1);
  assert.deepEqual(sorted(client), sorted(fresh));
}

/** All views, but what a fresh projection cannot know: progress before a NaN, what an ended task worked on, and when the pool was opened. */
function views(cache: Cache): Map<string, object> {
  const all = new Map<string, object>();
  for (const collection of COLLECTIONS) {
    for (const view of cache.list(collection)) {
      const nan = collection === "task" && Number.isNaN(cache.raw(collection, view.id)?.progress);
      all.set(`${collection} ${view.id}`, {
        ...view,
        ...(nan ? { progress: 0 } : {}),
        since: "",
        object: null,
      });
    }
  }
  return new Map([...all].sort(([a], [b]) => a < b ? -1 : 1));
}

async function freshOf(writer: PoolWriter, classes: Iterable<string>): Promise<Cache> {
  const cache = new Cache({ errorText });
  const events: XapiEvent[] = [];
  for (const className of classes) {
    for (const [ref, record] of writer.records(className)) {
      events.push({ class: className, operation: "add", ref, record });
    }
  }
  await cache.openPool(writer.id, { name: "" }).reset({ token: "", events, validRefCounts: {} });
  return cache;
}

Deno.test({
  name: "a day of events ends in exactly the pool's end state" + why,
  ignore,
  async fn() {
    const cache = new Cache({ errorText });
    const writer = cache.openPool("5ea8c603-679c-33df-8673-f2bc895dce82", { name: "lab" });
    const classes = new Set<string>();
    const everything = new Client(EVERYTHING), list = new Client(LIST), sleeper = new Client(EVERYTHING);
    let n = 0, nans = 0;
    for await (const batch of batches("all")) {
      for (const event of batch.events) {
        classes.add(event.class);
        if (event.class === "task" && Number.isNaN(event.record?.progress)) nans++;
      }
      if (n === 0) await writer.reset(batch);
      else assert.deepEqual(writer.apply(batch), [], `batch ${n} left no class in doubt`);
      everything.read(cache);
      list.read(cache);
      if (n % 97 === 0) sleeper.read(cache);
      if (n % 50 === 0) {
        assert.deepEqual(views(cache), views(await freshOf(writer, classes)), `batch ${n}`);
        for (const client of [everything, list]) assertSame(client, cache);
      }
      n++;
    }
    assert.ok(n > 1000 && nans > 40, `${n} batches, ${nans} NaNs`);
    sleeper.read(cache);
    for (const client of [everything, list, sleeper]) assertSame(client, cache);
    // A refusal may be over before the VM says anything of it.
    const succeeded = [...cache.list("task")].filter(({ name, status }) =>
      status === "success" && /^Async\.VM\.(start|suspend|clean_)/.test(name)
    );
    const silent = succeeded.filter(({ object }) => object === null);
    assert.ok(
      succeeded.length > 50 && silent.length === 0,
      `${silent.length} of ${succeeded.length} name no VM`,
    );

    for await (const [className, expected] of endState()) {
      assert.deepEqual(new Map(writer.records(className)), expected, className);
      classes.delete(className);
    }
    // xapi sends events of these two, and lists them no more.
    assert.deepEqual([...classes].sort(), ["VBD_metrics", "VIF_metrics"]);
  },
});

Deno.test({
  name: "counts of children agree with the relations that the pool keeps itself" + why,
  ignore,
  async fn() {
    const cache = new Cache();
    const writer = cache.openPool("lab", { name: "lab" });
    const length = (record: XapiRecord | undefined, field: string) => {
      const value = record?.[field];
      return Array.isArray(value) ? value.length : 0;
    };
    let n = 0;
    for await (const batch of batches("all")) {
      if (n === 0) await writer.reset(batch);
      else writer.apply(batch);
      if (n++ % 20 !== 0) continue;
      for (const sr of cache.list("sr")) {
        assert.equal(sr.vdis, length(cache.raw("sr", sr.id), "VDIs"), sr.name);
      }
      for (const net of cache.list("network")) {
        assert.equal(net.vifs, length(cache.raw("network", net.id), "VIFs"));
      }
      for (const pool of cache.list("pool")) {
        const states = [...cache.list("vm")].map((vm) => vm.power_state);
        assert.equal(pool.vms, states.length);
        assert.equal(pool.vms_running, states.filter((state) => state === "Running").length);
        assert.equal(pool.vms_paused, states.filter((state) => state === "Paused").length);
        assert.equal(pool.vms_suspended, states.filter((state) => state === "Suspended").length);
      }
      for (const host of cache.list("host")) {
        assert.equal(host.vms, [...cache.list("vm")].filter((vm) => vm.host === host.id).length, host.name);
      }
    }
  },
});

const POOLS: { readonly [file: string]: Partial<Record<Collection, number>> } = {
  "two-host-iscsi-snapshots-6.1.json": {
    pool: 1,
    host: 2,
    vm: 2,
    template: 61,
    snapshot: 5,
    sr: 8,
    vdi: 18,
    network: 3,
  },
  "single-host-6.1.json": { pool: 1, host: 1, sr: 5, vdi: 5, network: 3 },
  "two-host-appliances-6.0.json": { pool: 1, host: 2, sr: 8, vdi: 51, network: 4 },
  "two-host-iscsi-lvm-6.0.50.json": { pool: 1, host: 2, sr: 10, vdi: 12, network: 3 },
  "default-templates-current.json": { pool: 1, host: 0, vm: 0, template: 49 },
};

for (const [file, sizes] of Object.entries(POOLS)) {
  Deno.test({
    name: `the old pool ${file} loads with all its objects` + why,
    ignore,
    async fn() {
      const state = stateOf(Deno.readTextFileSync(new URL(`pools/${file}`, SHARED)));
      const cache = new Cache({ errorText });
      await cache.openPool("pool", { name: "old" }).reset(state);
      for (const collection of COLLECTIONS) {
        const expected = sizes[collection];
        if (expected !== undefined) assert.equal(cache.size(collection), expected, collection);
      }
      const machines = state.events.filter((event) =>
        event.class === "VM" && event.record?.is_control_domain !== true
      );
      assert.equal(cache.size("vm") + cache.size("template") + cache.size("snapshot"), machines.length);
    },
  });
}

Deno.test({
  name: "resetting to the same state, read again, changes nothing" + why,
  ignore,
  async fn() {
    const text = Deno.readTextFileSync(new URL("pools/two-host-iscsi-snapshots-6.1.json", SHARED));
    const cache = new Cache({ errorText });
    const writer = cache.openPool("pool", { name: "old" });
    await writer.reset(stateOf(text));
    const { revision } = cache;
    await writer.reset(stateOf(text));
    assert.equal(cache.revision, revision);
  },
});

Deno.test({
  name: "no genuine answer of a running pool looks as if the pool had gone back in time, in either loop" +
    why,
  ignore,
  async fn() {
    let answers = 0;
    const held = (sent: string, got: string) => {
      assert.ok(!isOlderToken(got, sent), `${got} after ${sent}`);
      answers++;
    };
    const whole = (await Array.fromAsync(batches("all"))).map(({ token }) => token);
    const tasks = (await Array.fromAsync(batches("task"))).map(({ token }) => token);
    for (const loop of [whole, tasks]) loop.forEach((token, at) => held(loop[at - 1] ?? "", token));
    // As Atoll does it: the loop of tasks begins with the token of the whole state.
    const [start = ""] = whole;
    for (const token of tasks.filter((token) => token > start)) held(withoutMessages(start), token);
    assert.ok(
      isOlderToken(tasks.at(-1) ?? "", start),
      "which would be older with the generation of messages in it",
    );

    const topics = new URL("histories/by-topic/", SHARED);
    for (const { name } of Deno.readDirSync(topics)) {
      for (const line of (await readGzip(new URL(name, topics))).trim().split("\n")) {
        const { token_sent: sent, reply } = object(parseJson(line));
        const result = reply === undefined ? undefined : object(reply).result;
        // The session's end.
        if (result === undefined || typeof sent !== "string") continue;
        const { token } = object(result);
        assert.ok(typeof token === "string");
        held(sent, token);
      }
    }
    assert.ok(answers > 5000, `${answers} answers`);
  },
});
