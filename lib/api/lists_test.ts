import assert from "node:assert/strict";
import fc from "fast-check";
import { Cache } from "@/lib/cache/mod.ts";
import { AtollError } from "@/lib/errors.ts";
import { vmRecord } from "@/tests/api/world.ts";
import { listPage, picker } from "./lists.ts";

/** A cache of halted VMs with these names; ids are their positions. */
function vms(names: readonly string[]): Cache {
  const cache = new Cache();
  const writer = cache.openPool("p", { name: "p" });
  const events = names.map((name_label, n) => ({
    class: "VM",
    operation: "add" as const,
    ref: `OpaqueRef:${n}`,
    record: vmRecord(String(n), { name_label }),
  }));
  writer.apply({ token: "1", events, validRefCounts: {} });
  return cache;
}

Deno.test("pages of any size give every object once, ordered by name, then id", () => {
  const names = fc.array(fc.string({ maxLength: 3 }), { maxLength: 30 });
  fc.assert(fc.property(names, fc.integer({ min: 1, max: 10 }), (labels, limit) => {
    const cache = vms(labels);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = listPage(cache, "vm", { limit: String(limit), ...(cursor === null ? {} : { cursor }) });
      assert(page.items.length <= limit);
      seen.push(...page.items.map((item) => String(item.id)));
      cursor = page.next;
    } while (cursor !== null);
    const expected = labels.map((name, id) => ({ name, id: String(id) }))
      .sort((a, b) => a.name === b.name ? (a.id < b.id ? -1 : 1) : a.name < b.name ? -1 : 1)
      .map(({ id }) => id);
    assert.deepEqual(seen, expected);
  }));
});

Deno.test("whatever the parameters hold, the answer is a page or a 400 that names one", () => {
  const cache = vms(["a", "b"]);
  const text = fc.option(fc.string(), { nil: undefined });
  const query = fc.record({ filter: text, fields: text, limit: text, cursor: text });
  fc.assert(fc.property(query, (given) => {
    try {
      assert(listPage(cache, "vm", given).items.length <= 2);
    } catch (error) {
      assert(error instanceof AtollError && error.status === 400, String(error));
      assert(error.field !== undefined && error.field in given);
    }
  }));
});

Deno.test("the id always comes, other fields as asked, unknown ones are refused by name", () => {
  const view = { id: "1", name: "web", power_state: "Halted" };
  assert.deepEqual(picker("vm", undefined)(view), view);
  assert.deepEqual(picker("vm", "name, ")(view), { id: "1", name: "web" });
  assert.deepEqual(picker("vm", "")(view), { id: "1" });
  assert.deepEqual(picker("vm", "power")(view), { id: "1", power_state: "Halted" });
  assert.throws(() => picker("vm", "name,nmae"), /There is no field "nmae": id, name, /);
  assert.throws(() => picker("vm", "__proto__"), /There is no field "__proto__"/);
});
