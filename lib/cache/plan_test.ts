import assert from "node:assert/strict";
import { parseSubscription } from "@/lib/stream/subscription.ts";
import { fieldNames } from "@/lib/view/fields.ts";
import { COLLECTIONS } from "@/lib/view/types.ts";
import { Plan, planOf } from "./plan.ts";

const plan = (text: string) => new Plan(parseSubscription(text));

Deno.test("a plan tells what selects the objects of each collection, and which fields it gives them", () => {
  const { always, filters, byId, broad } = plan("vm:name;vm:os?power:running;vm/a:tags").of("vm") ?? {};
  assert.ok(always && filters?.[0] && byId?.get("a")?.[0]);
  const chosen = plan("vm:name;vm:os?power:running;vm/a:tags").of("vm");
  assert.ok(broad);
  assert.deepEqual(chosen?.fields(always), new Set(["name"]));
  assert.deepEqual(chosen?.fields(always | filters[0].bit), new Set(["name", "os"]));
  assert.equal(chosen?.fields(0), undefined);
  assert.deepEqual(chosen?.decisive, new Set(["power_state"]));
  assert.deepEqual(chosen?.interesting, new Set(["name", "os", "tags", "power_state"]));
  assert.equal(plan("vm").of("vm")?.interesting, true);
  assert.equal(plan("vm").of("sr"), undefined);
});

Deno.test("single objects concern nobody else", () => {
  const chosen = plan("vm/a;vm/b:name").of("vm");
  assert.equal(chosen?.broad, false);
  assert.ok(chosen?.mayHave("a") && chosen.mayHave("b") && !chosen.mayHave("c"));
  assert.ok(plan("sr/s+").of("vm")?.mayHave("any"));
});

Deno.test("names in queries and relations are known with what they depend on", () => {
  const names = plan("vm?host:alpha pool:lab");
  assert.deepEqual(
    new Set(names.names.map(({ collection, field, target }) => `${collection}.${field} ${target}`)),
    new Set(["vm.host host", "vm.pool pool"]),
  );
  assert.ok(!names.plain && names.concerned.has("host") && !names.concerned.has("sr"));
  const related = plan("vm/a+:name?power:running");
  assert.ok(!related.plain);
  assert.ok(
    ["vbd", "vdi", "sr", "vif", "network", "task"].every((name) =>
      [...related.concerned].includes(name as "sr")
    ),
  );
  assert.ok(related.links.get("vm")?.every(({ at, fields }) => at === 0 && fields.has("power_state")));
  assert.ok(
    related.links.get("vbd")?.some(({ collection, fields }) => collection === "vdi" && fields.has("vm")),
  );
  assert.ok(plan("vm?power:running").plain);
});

Deno.test("a plan is made once, and the largest subscription has room in it", () => {
  const subscription = parseSubscription("vm:name");
  assert.equal(planOf(subscription), planOf(subscription));
  for (const collection of COLLECTIONS) {
    const [, ...fields] = fieldNames(collection);
    const roots = COLLECTIONS.map((name) => `${name}/r+:`).join(";");
    const lists = fields.slice(0, 18).map((field, i) => `${collection}/x${i}:${field}`).join(";");
    assert.ok(plan(`${roots};${lists}`).of(collection)?.mayHave("x1"));
  }
});
