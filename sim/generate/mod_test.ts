// Generated pools: the same for the same seed, sound in every reference, complete in every field, fitting in memory.
import assert from "node:assert/strict";
import { CLASSES } from "@/lib/xapi/schema.ts";
import { parseType } from "@/lib/xapi/schema_type.ts";
import { DAY_OF_WORK, ignore, readGzip, why } from "@/tests/shared.ts";
import { Database } from "../db.ts";
import { flag, type Json, list, NULL_REF, number, text } from "../values.ts";
import { vbdOperations, vdiOperations, vifOperations } from "../vm/devices.ts";
import { allowedOperations } from "../vm/lifecycle.ts";
import { freeMemory } from "../vm/placement.ts";
import { subjectOf } from "../vm/subject.ts";
import { generatePool } from "./mod.ts";

const NOW = Date.UTC(2026, 10, 23, 6);

function pool(vms: number, seed = 1, hosts = 3): Database {
  const db = new Database({ now: () => NOW });
  generatePool(db, { hosts, vms, seed });
  return db;
}

function everything(db: Database): Json {
  return Object.fromEntries(db.classes().map((cls) => [cls, Object.fromEntries(db.table(cls))]));
}

Deno.test("the same seed gives the same pool, another seed another one", () => {
  assert.deepEqual(everything(pool(30)), everything(pool(30)));
  const names = [1, 2, 3].map((seed) => text([...pool(3, seed).table("pool").values()][0], "name_label"));
  assert.deepEqual(names, ["Paris production", "Frankfurt recovery", "Engineering lab"]);
});

Deno.test("every reference leads to an object of its class, and relations hold on both sides", () => {
  const db = pool(80);
  for (const cls of db.classes()) {
    for (const [field, [type]] of Object.entries(CLASSES[cls]?.fields ?? {})) {
      const parsed = parseType(type);
      const target = parsed.kind === "set" ? parsed.of : parsed;
      if (target.kind !== "ref") continue;
      for (const record of db.table(cls).values()) {
        const refs = parsed.kind === "set" ? list(record, field) : [text(record, field)];
        for (const ref of refs) {
          if (ref === NULL_REF || ref === "") continue;
          assert.notEqual(db.get(target.name, ref), undefined, `${cls}.${field} → ${target.name} ${ref}`);
        }
      }
    }
  }
  for (const [ref, vbd] of db.table("VBD")) {
    assert.ok(list(db.get("VM", text(vbd, "VM")), "VBDs").includes(ref));
  }
  for (const [ref, host] of db.table("host")) {
    for (const vm of list(host, "resident_VMs")) assert.equal(db.get("VM", vm)?.["resident_on"], ref);
  }
});

Deno.test("as many VMs as asked, about twelve objects each in about thirty classes", () => {
  const db = pool(300);
  const vms = [...db.table("VM").values()].filter((vm) =>
    !flag(vm, "is_a_template") && !flag(vm, "is_control_domain")
  );
  assert.equal(vms.length, 300);
  const counts = [...db.objectCounts().values()].filter((count) => count > 0);
  const objects = counts.reduce((sum, count) => sum + count, 0);
  assert.ok(counts.length >= 28, `${counts.length} classes`);
  assert.ok(objects > 300 * 10 && objects < 300 * 16, `${objects} objects`);
  assert.equal(new Set(vms.map((vm) => vm["name_label"])).size, 300);
  assert.equal(new Set(vms.map((vm) => vm["power_state"])).size, 4);
});

Deno.test("running VMs fit: a host's free memory is what they leave, and it is not negative", () => {
  for (const vms of [0, 1, 100]) {
    const db = pool(vms);
    for (const [ref, host] of db.table("host")) {
      const free = number(db.get("host_metrics", text(host, "metrics")), "memory_free");
      assert.ok(free > 0);
      assert.equal(free, freeMemory(db, ref));
    }
  }
});

Deno.test("no SR holds more than it has room for", () => {
  for (const sr of pool(200).table("SR").values()) {
    if (text(sr, "type") === "udev" || flag(sr, "is_tools_sr")) continue;
    assert.ok(number(sr, "physical_utilisation") <= number(sr, "physical_size"), text(sr, "name_label"));
  }
});

Deno.test("allowed_operations say what the simulator will do", () => {
  const db = pool(120);
  for (const [ref, vm] of db.table("VM")) {
    assert.deepEqual(vm["allowed_operations"], allowedOperations(subjectOf(db, ref)), text(vm, "name_label"));
    for (const vbd of list(vm, "VBDs")) {
      const record = db.get("VBD", vbd) ?? {};
      assert.deepEqual(record["allowed_operations"], vbdOperations(record, vm));
    }
    for (const vif of list(vm, "VIFs")) {
      const record = db.get("VIF", vif) ?? {};
      assert.deepEqual(record["allowed_operations"], vifOperations(record, vm));
    }
  }
  for (const vdi of db.table("VDI").values()) {
    if (text(db.get("SR", text(vdi, "SR")), "content_type") === "iso") continue;
    const attached = list(vdi, "VBDs").some((vbd) => flag(db.get("VBD", vbd), "currently_attached"));
    assert.deepEqual(vdi["allowed_operations"], vdiOperations(vdi, attached), text(vdi, "name_label"));
  }
});

Deno.test({
  name: `every record has the fields of a genuine xapi 25${why}`,
  ignore,
  fn: async () => {
    const genuine: Record<string, Record<string, Record<string, unknown>>> = JSON.parse(
      await readGzip(new URL("end.json.gz", DAY_OF_WORK)),
    );
    const db = pool(40);
    for (const [cls, records] of Object.entries(genuine)) {
      const [sample] = Object.values(records);
      assert.ok(sample !== undefined && db.table(cls).size > 0, cls);
      for (const record of db.table(cls).values()) {
        const lacking: string[] = Object.keys(sample).filter((field) => record[field] === undefined);
        assert.deepEqual(lacking, [], cls);
        for (const [field, value] of Object.entries(sample)) {
          assert.equal(typeof record[field], typeof value, `${cls}.${field}`);
        }
      }
    }
  },
});
