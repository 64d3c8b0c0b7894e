import assert from "node:assert/strict";
import { Cache } from "@/lib/cache/mod.ts";
import { add, batch, vmRecord } from "@/lib/cache/testing.ts";
import { AtollError } from "@/lib/errors.ts";
import { Held } from "./held.ts";
import { NO_LIMIT, Quotas } from "./quotas.ts";
import { grant, NED, People, user } from "./testing.ts";
import type { Scope } from "./types.ts";

const GIB = 2 ** 30;
const GROUP = crypto.randomUUID(), OTHER = crypto.randomUUID();
const CLONE = { vms: 1, vcpus: 2, memory: GIB, disk: 0 };

const taskRecord = (uuid: string, status: string) => ({
  uuid,
  name_label: "clone",
  status,
  progress: 0,
  created: "2026-01-01T00:00:00Z",
  error_info: [],
});

async function setUp(...scopes: Scope[]) {
  const cache = new Cache();
  const writer = cache.openPool("p", { name: "lab" });
  const vm = (id: string, tags: string[]) =>
    add("VM", id, vmRecord(id, { tags, VCPUs_max: 2, memory_dynamic_max: GIB, memory_static_max: GIB }));
  await writer.apply(batch(vm("a", ["web"]), vm("b", ["web", "db"]), vm("c", ["db"])));
  const people = new People();
  people.users.put({ ...user(NED), groups: [GROUP] });
  people.groups.put({ id: GROUP });
  people.groups.put({ id: OTHER });
  for (const scope of scopes) {
    people.grants.put({ ...grant("", "vm-admin", scope), subject: { kind: "group", id: GROUP } });
  }
  const held = await Held.load(people, () => {});
  const clock = { now: 0 };
  const quotas = new Quotas(cache, held, () => clock.now);
  return { cache, writer, people, held, quotas, clock };
}

const refused = (run: () => unknown, sentence: RegExp) =>
  assert.throws(
    run,
    (error) => error instanceof AtollError && error.status === 409 && sentence.test(error.message),
  );

Deno.test("a group's own VMs are those of its tags and its single ones, each once, running or not", async () => {
  const { quotas } = await setUp(
    { kind: "tag", tag: "web" },
    { kind: "object", collection: "vm", id: "a" },
    { kind: "pool", id: "p" },
  );
  assert.deepEqual(quotas.used(GROUP), { vms: 2, vcpus: 4, memory: 2 * GIB, disk: 0 });
  assert.deepEqual(quotas.used(OTHER).vms, 0);
  const single = await setUp({ kind: "object", collection: "vm", id: "c" });
  assert.deepEqual(single.quotas.used(GROUP).vms, 1);
});

Deno.test("there is room up to the limit, and the sentence says what there is too little of", async () => {
  const { quotas, held } = await setUp({ kind: "tag", tag: "web" });
  const reserve = () => quotas.reserve(held.of(NED.userId), CLONE, 'clone "a"')(undefined);
  reserve();
  quotas.limits.set(GROUP, { ...NO_LIMIT, vms: 3, memory: 3 * GIB });
  reserve();
  quotas.limits.set(GROUP, { ...NO_LIMIT, memory: 2 * GIB });
  refused(reserve, /^Cannot clone "a": the group would have 3 GiB of memory of the 2 GiB it may have$/);
  quotas.limits.set(GROUP, { ...NO_LIMIT, disk: 0 });
  reserve();
});

Deno.test("who may do it by another grant is not limited by the group's", async () => {
  const { quotas, held, people } = await setUp({ kind: "tag", tag: "web" });
  quotas.limits.set(GROUP, { ...NO_LIMIT, vms: 0 });
  people.grants.put(grant(NED.userId, "vm-admin"));
  quotas.reserve(held.of(NED.userId), CLONE, "clone")(undefined);
});

Deno.test("two at the same moment do not both get the last room, and what failed gives it back", async () => {
  const { quotas, held } = await setUp({ kind: "tag", tag: "web" });
  quotas.limits.set(GROUP, { ...NO_LIMIT, vms: 3 });
  const reserve = () => quotas.reserve(held.of(NED.userId), CLONE, "clone");
  const settle = reserve();
  refused(reserve, /3? ?VMs|4 VMs/);
  settle(undefined);
  reserve();
  refused(reserve, /4 VMs of the 3/);
});

Deno.test("room is held until the task is over, or was never heard of for a minute", async () => {
  const { quotas, held, writer, clock } = await setUp({ kind: "tag", tag: "web" });
  quotas.limits.set(GROUP, { ...NO_LIMIT, vms: 3 });
  const reserve = () => quotas.reserve(held.of(NED.userId), CLONE, "clone");
  reserve()("t1");
  clock.now = 30_000;
  refused(reserve, /4 VMs/);
  await writer.apply(batch(add("task", "T1", taskRecord("t1", "pending"))));
  clock.now = 600_000;
  refused(reserve, /4 VMs/);
  await writer.apply(batch(add("task", "T1", taskRecord("t1", "failure"))));
  reserve()("t2");
  refused(reserve, /4 VMs/);
  clock.now = 700_000;
  reserve();
});
