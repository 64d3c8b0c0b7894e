import assert from "node:assert/strict";
import { fieldNames, FIELDS } from "@/lib/view/fields.ts";
import { COLLECTIONS } from "@/lib/view/types.ts";
import { Cache } from "@/lib/cache/mod.ts";
import { add, batch } from "@/lib/cache/testing.ts";
import { GROUPED, SHOWN, tellsOfOthers } from "./reveals.ts";

Deno.test("every field is in one group: all bits are all fields, each alone some of them", () => {
  for (const collection of COLLECTIONS) {
    const grouped = GROUPED.get(collection);
    assert.ok(grouped);
    assert.equal(grouped.seen(grouped.all), true);
    const found = grouped.groups.flatMap((_, n) => {
      const set = grouped.seen(1 << n);
      return set === true ? fieldNames(collection) : [...set];
    }).filter((field) => field !== "id");
    assert.deepEqual(found.toSorted(), fieldNames(collection).filter((field) => field !== "id").toSorted());
  }
});

Deno.test("every field that names another object is looked at before it is told, and every figure of others named", () => {
  for (const collection of COLLECTIONS) {
    const groups = GROUPED.get(collection)?.groups ?? [];
    const guarded = new Set(groups.flatMap((group) => group.kind === "name" ? [group.field] : []));
    const whole = new Set(["parent", "subtask_of"]);
    // A bond and its parts are of one host, as a VLAN and what it is tagged on are: who sees one sees all.
    if (collection === "pif") { for (const same of ["bond", "vlan_of"]) whole.add(same); }
    for (const [field, kind] of Object.entries(FIELDS[collection])) {
      if (kind !== "id" || field === "id") continue;
      assert.ok(guarded.has(field) || whole.has(field), `${collection}.${field}`);
    }
  }
});

Deno.test("what is shown of others is names and whether they work", () => {
  assert.deepEqual(SHOWN, {
    pool: ["name", "state", "cause", "since"],
    host: ["name", "enabled", "live", "pool"],
    sr: ["name", "pool"],
    network: ["name", "pool"],
    vdi: ["name", "virtual_size", "sr", "pool"],
  });
});

Deno.test("a failure that quotes more than figures and plain words is not told", async () => {
  const cache = new Cache({ errorText: (code, params) => `${code}: ${params.join(", ")}` });
  const writer = cache.openPool("p", { name: "lab" });
  const tells = async (...error_info: string[]) => {
    await writer.apply(
      batch(add("task", "T", { uuid: "t", name_label: "x", status: "failure", error_info })),
    );
    const task = cache.get("task", "t");
    assert.ok(task);
    return tellsOfOthers(task);
  };
  assert.equal(await tells("HOST_NOT_ENOUGH_FREE_MEMORY", "4096", "2048"), false);
  assert.equal(await tells("VM_BAD_POWER_STATE", "halted", "running"), false);
  assert.equal(await tells("OUT_OF_SPACE", "Customer SR 7"), true);
  assert.equal(await tells("SR_BACKEND_FAILURE_40", "", "The VDI 1f4c… of db-1"), true);
});
