// Single promises of docs/stream.md, asked of the server's routes as a client would.
import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { gunzipSync } from "node:zlib";
import { changes, type Event, EventText } from "./client.ts";
import { type Stand, withStand } from "./stand.ts";
import { OPEN, POOL, SECRET_FIELD } from "./worlds.ts";

/** Reads a stream to its end. */
async function wholeOf(response: Response): Promise<Event[]> {
  assert.equal(response.status, 200);
  const bytes = Buffer.from(await response.arrayBuffer());
  const packed = response.headers.get("content-encoding") === "gzip";
  return [...new EventText().take((packed ? gunzipSync(bytes) : bytes).toString())];
}

/** What a new client is told of a subscription, and when it is told that nothing more happens. */
function once(stand: Stand, query: Record<string, string>, headers: HeadersInit = {}): Promise<Event[]> {
  const address = `/api/v1/stream?${new URLSearchParams({ once: "1", ...query })}`;
  return stand.request("reader", address, { headers }).then(wholeOf);
}

const vm = (n: number, more = {}) => ({
  class: "VM",
  operation: "mod" as const,
  ref: `V${n}`,
  record: {
    uuid: `id-V${n}`,
    name_label: `vm ${n}`,
    power_state: "Halted",
    is_a_template: false,
    is_a_snapshot: false,
    is_control_domain: false,
    ...more,
  },
});

Deno.test("I2, I18: with once=1 a client goes from answer to answer, and a text that is no position asks for a snapshot", async () => {
  await withStand({ pollSeconds: 0.02 }, async (stand) => {
    await stand.past.happen([{ apply: [vm(1)] }]);
    const [open, first, ...rest] = await once(stand, { collections: "vm:name" });
    assert.deepEqual([open?.kind, first?.kind, rest], ["open", "snapshot", []]);
    const since = first?.id ?? "";
    const [, nothing] = await once(stand, { collections: "vm:name", since });
    assert.deepEqual([nothing?.kind, nothing?.id], ["ping", since]);
    await stand.past.happen([{ apply: [vm(1, { name_label: "new" })] }]);
    const [, news] = await once(stand, { collections: "vm:name", since });
    assert.deepEqual([news?.kind, changes(news?.data ?? "")], ["patch", [["vm", "id-V1", { name: "new" }]]]);
    for (
      const wrong of [
        "",
        "x",
        `${since}0`,
        since.replace(/^./, "-"),
        since.replace(/\w+$/, "zz"),
        "a.1",
        "💥",
      ]
    ) {
      const [, again] = await once(stand, { collections: "vm:name", since: wrong });
      assert.equal(again?.kind, "snapshot", wrong);
    }
  });
});

Deno.test("I14: a subscription asked for twice in one request is told its number twice", async () => {
  await withStand({}, async (stand) => {
    await stand.past.happen([{ apply: [vm(1)] }]);
    const asked = ["vm:name", "vm", "vm:id,name"].map((text) => `collections=${text}`).join("&");
    const [open, ...told] = await wholeOf(await stand.request("reader", `/api/v1/stream?once=1&${asked}`));
    const { subscriptions } = JSON.parse(open?.data ?? "");
    assert.equal(subscriptions.length, 3);
    assert.equal(subscriptions[0], subscriptions[2]);
    assert.equal(told.length, 2);
  });
});

Deno.test("I16: what was removed is told no more, and strangers can change nothing", async () => {
  await withStand({}, async (stand) => {
    await stand.past.happen([{ apply: [vm(1)] }]);
    const response = await stand.request(
      "reader",
      "/api/v1/stream?collections=vm:name&collections=pool:name",
    );
    const text = new EventText(), events: Event[] = [];
    const reader = response.body?.getReader();
    const next = async (kind: Event["kind"]) => {
      for (;;) {
        const found = events.shift();
        if (found?.kind === kind) return found;
        if (found === undefined) {
          events.push(...text.take(new TextDecoder().decode((await reader?.read())?.value)));
        }
      }
    };
    const { stream, subscriptions: [vms = "", pools = ""] } = JSON.parse((await next("open")).data);
    const post = (user: string, body: unknown, id = stream) =>
      stand.request(user, `/api/v1/stream/${id}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      });
    assert.equal((await post("stranger", { remove: [vms] })).status, 404);
    assert.equal((await post("reader", { remove: [vms] }, "0".repeat(32))).status, 404);
    assert.equal((await post("reader", { remove: [vms], add: [{ collections: "nothing" }] })).status, 400);
    const answer = await post("reader", { remove: [vms, "zzzz"], add: [{ collections: "pool:vms" }] });
    const { subscriptions: [counts] } = await answer.json();
    assert.deepEqual(JSON.parse((await next("open")).data), {
      stream,
      subscriptions: [pools, counts],
      changes: 1,
    });
    assert.match((await next("snapshot")).data, /"vms":1/);
    await stand.past.happen([{ apply: [vm(1, { name_label: "told no more" }), vm(2)] }]);
    const { id, data } = await next("patch");
    assert.ok(id.endsWith(`.${counts}`), `${id} of ${counts}`);
    assert.deepEqual(changes(data), [["pool", POOL, { vms: 2 }]]);
    await reader?.cancel();
  });
});

Deno.test("I19: a gzip stream that the server ends is a whole gzip file of the same events", async () => {
  await withStand({}, async (stand) => {
    const many = Array.from({ length: 200 }, (_, n) => vm(n));
    await stand.past.happen([{ apply: many }]);
    const [, plain] = await once(stand, { collections: "vm" });
    const [, packed] = await once(stand, { collections: "vm" }, { "accept-encoding": "gzip" });
    assert.deepEqual(packed, plain);
    assert.equal(changes(plain?.data ?? "").length, 200);
  });
});

Deno.test("I7, I20: of a large event that is under way when rights change, nothing more is sent", async () => {
  for (const gzip of [false, true]) {
    await withStand({ queueBytes: 1000 }, async (stand) => {
      const many = Array.from(
        { length: 3000 },
        (_, n) => vm(n, { name_description: `${SECRET_FIELD} ${n} ${"x".repeat(100)}` }),
      );
      await stand.past.happen([{ apply: many }]);
      stand.rights.grant("reader", OPEN);
      const headers: HeadersInit = gzip ? { "accept-encoding": "gzip" } : {};
      const response = await stand.request("reader", "/api/v1/stream?collections=vm", { headers });
      const reader = response.body?.getReader();
      assert.ok(reader);
      const pieces: Uint8Array[] = [];
      const read = async () => {
        const { value, done } = await reader.read();
        if (value !== undefined) pieces.push(value);
        return !done;
      };
      // `open`, and a piece or two of the snapshot.
      while (pieces.reduce((sum, { length }) => sum + length, 0) < 1000) await read();
      stand.rights.grant("reader", { objects: false, fields: true, ofVms: [] });
      while (await read());
      const bytes = Buffer.concat(pieces);
      const text = (gzip ? gunzipSync(bytes) : bytes).toString();
      const secrets = text.split(SECRET_FIELD).length - 1;
      assert.ok(secrets > 0 && secrets < 1500, `${secrets} of 3000 went out before, or were on their way`);
      const events = [...new EventText().take(text)];
      assert.deepEqual(events.map(({ kind }) => kind), ["open"], "the event was never ended");
    });
  }
});
