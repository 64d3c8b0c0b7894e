import assert from "node:assert/strict";
import { Cache } from "@/lib/cache/mod.ts";
import { batch, mod } from "@/lib/cache/testing.ts";
import { Session, XapiError } from "@/lib/xapi/mod.ts";
import { aheadBy, tendClocks } from "./clocks.ts";
import { Scripted } from "./testing.ts";

const NOON = Date.parse("2026-11-23T12:00:00Z");

Deno.test("a clock is off by what its answer differs from the middle of the call", () => {
  assert.equal(aheadBy("20261123T12:00:00Z", NOON, NOON + 400), 0);
  assert.equal(aheadBy("2026-11-23T12:00:01Z", NOON, NOON), 0, "seconds are cut off");
  assert.equal(aheadBy("20261123T12:00:30Z", NOON + 400, NOON + 600), 30);
  assert.equal(aheadBy("20261123T11:00:00Z", NOON, NOON + 1000), -3600);
  assert.equal(aheadBy("20261123T12:00:30Z", NOON, NOON + 5000), undefined, "too slow to say");
  for (const nothing of ["", "soon", null, 7]) assert.equal(aheadBy(nothing, NOON, NOON), undefined);
});

Deno.test("live hosts are asked, and their views tell; one that does not answer is unknown", async () => {
  const cache = new Cache();
  const writer = cache.openPool("p", { name: "lab" });
  const host = (uuid: string, live: boolean) => [
    mod("host", uuid, { uuid, metrics: `M${uuid}` }),
    mod("host_metrics", `M${uuid}`, { live }),
  ];
  await writer.apply(batch(...host("a", true), ...host("b", true), ...host("dead", false)));
  const of = (id: string) => cache.get("host", id)?.clock_skew;
  assert.equal(of("a"), null);
  const answers = [
    "20261123T12:00:30Z",
    new XapiError("HOST_OFFLINE", ["b"]),
    "20261123T12:00:00Z",
    "20261123T11:59:00Z",
  ];
  const transport = new Scripted({ "host.get_servertime": answers });
  const ending = new AbortController();
  const told: number[] = [];
  cache.onCommit(() => told.push(cache.revision) === 2 && ending.abort());
  await tendClocks(new Session(transport, "s"), writer, ending.signal, { again: 1, now: () => NOON });
  assert.equal(transport.calls.length, 4, "twice two, none of the dead one");
  assert.deepEqual([of("a"), of("b"), of("dead")], [0, -60, null]);
});

Deno.test("clocks told during a large step show after it, and are not set back by it", async () => {
  const cache = new Cache({ large: 0 });
  const writer = cache.openPool("p", { name: "lab" });
  await writer.apply(batch(mod("host", "H", { uuid: "h", name_label: "alpha" })));
  const step = writer.apply(batch(mod("host", "H", { uuid: "h", name_label: "beta" })));
  writer.clocks(new Map([["H", 7]]));
  await step;
  const { name, clock_skew } = cache.get("host", "h") ?? {};
  assert.deepEqual([name, clock_skew], ["beta", 7]);
  writer.clocks(new Map());
  assert.equal(cache.get("host", "h")?.clock_skew, null);
});
