import assert from "node:assert/strict";
import { Cache } from "@/lib/cache/mod.ts";
import { add, batch, del, mod, state, vmRecord } from "@/lib/cache/testing.ts";
import { Reaches } from "./reaches.ts";

const WEB = [{ kind: "tag", tag: "web" }] as const;
const vm = (ref: string, tags: string[]) => vmRecord(ref.toLowerCase(), { tags });

function setUp(options: ConstructorParameters<typeof Cache>[0] = {}) {
  const cache = new Cache(options);
  const writer = cache.openPool("p", { name: "lab" });
  let told = 0;
  const reaches = new Reaches(cache, () => told++);
  return { cache, writer, reaches, told: () => told };
}

Deno.test("reaches follow in the turn of the commit, and tell where something differs", async () => {
  const { writer, reaches, told } = setUp();
  const reach = reaches.of(WEB);
  assert.equal(reaches.of([...WEB]), reach);
  await writer.apply(batch(add("VM", "V1", vm("V1", ["web"])), add("VM", "V2", vm("V2", []))));
  assert.equal(reach.level("vm", "v1"), "own");
  assert.equal(told(), 1);
  await writer.apply(batch(mod("VM", "V1", vmRecord("v1", { tags: ["web"], name_label: "other" }))));
  assert.equal(told(), 1, "a name is nothing to rights");
  await writer.apply(batch(mod("VM", "V2", vm("V2", ["web"]))));
  assert.equal(reach.level("vm", "v2"), "own");
  await writer.apply(batch(del("VM", "V1")));
  assert.equal(reach.level("vm", "v1"), undefined);
  assert.equal(told(), 3);
});

Deno.test("what nobody needs is let go of", async () => {
  const { writer, reaches, told } = setUp();
  const web = reaches.of(WEB), db = reaches.of([{ kind: "tag", tag: "db" }]);
  reaches.keep(new Set([web]));
  assert.equal(reaches.of(WEB), web);
  assert.equal(reaches.size, 1);
  await writer.apply(batch(add("VM", "V1", vm("V1", ["db"]))));
  assert.equal(db.level("vm", "v1"), undefined);
  assert.equal(told(), 0);
});

Deno.test("a first read of very many objects is reached when its views are made, which rights do not hasten", async () => {
  const { cache, writer, reaches, told } = setUp({ many: 10, large: 10 });
  const records = Object.fromEntries(
    Array.from({ length: 500 }, (_, n) => [`V${n}`, vm(`V${n}`, n % 2 === 0 ? ["web"] : [])]),
  );
  const reach = reaches.of(WEB);
  let made: boolean | undefined;
  cache.onCommit(() => made ??= cache.making);
  await writer.reset(state({ VM: records }));
  const late = reaches.of([{ kind: "tag", tag: "db" }]);
  await cache.ready();
  await Promise.resolve();
  assert.equal(made, true, "views waited when the step was seen");
  assert.equal(reach.level("vm", "v0"), "own");
  assert.equal(reach.level("vm", "v1"), undefined);
  assert.equal(late.level("vm", "v0"), undefined);
  assert.ok(told() >= 1);
});

Deno.test("a tag of very many VMs is settled in slices, and everything else has its turn between", async () => {
  const { cache, writer, reaches, told } = setUp();
  const records = Object.fromEntries(Array.from({ length: 4000 }, (_, n) => [`V${n}`, vm(`V${n}`, ["web"])]));
  await writer.reset(state({ VM: records }));
  await cache.ready();
  const reach = reaches.of(WEB);
  const count = () => [...cache.list("vm")].filter(({ id }) => reach.level("vm", id) === "own").length;
  while (reach.unsettled > 0) await new Promise((resolve) => setTimeout(resolve, 1));
  assert.equal(count(), 4000);
  assert.ok(told() <= 4000);
});

Deno.test("what a first read brings of a tag is looked for in turns as well", async () => {
  const { cache, writer, reaches } = setUp({ many: 10, large: 10 });
  const reach = reaches.of(WEB);
  const records = Object.fromEntries(Array.from({ length: 8000 }, (_, n) => [`V${n}`, vm(`V${n}`, ["web"])]));
  await writer.reset(state({ VM: records }));
  await cache.ready();
  let turns = 0;
  const all = () => reach.unsettled === 0 && reach.level("vm", "v7999") === "own";
  for (; !all(); turns++) await new Promise((resolve) => setTimeout(resolve, 1));
  assert.ok(turns > 1, `${turns} turns`);
  for (let n = 0; n < 8000; n++) assert.equal(reach.level("vm", `v${n}`), "own");
});

Deno.test("what a journal no longer tells is looked up anew", async () => {
  const { writer, reaches } = setUp({ journalEntries: 1, tombstones: 0 });
  const reach = reaches.of(WEB);
  await writer.apply(batch(add("VM", "V1", vm("V1", ["web"])), add("VM", "V2", vm("V2", ["web"]))));
  await writer.apply(
    batch(mod("VM", "V1", vm("V1", [])), mod("VM", "V2", vm("V2", [])), add("VM", "V3", vm("V3", ["web"]))),
  );
  assert.deepEqual(["v1", "v2", "v3"].map((id) => reach.level("vm", id)), [undefined, undefined, "own"]);
});
