// Churn changes a pool all the time and yet leaves it the pool it was.
import assert from "node:assert/strict";
import { Churn, startChurn } from "./churn.ts";
import { Database } from "./db.ts";
import { Dice } from "./generate/dice.ts";
import { flag, list, NULL_REF, type Rec, text } from "./values.ts";
import { allowedOperations } from "./vm/lifecycle.ts";
import { subjectOf } from "./vm/subject.ts";
import { World } from "./vm/testing.ts";
import { seeded } from "./random.ts";

const counts = (world: World) => {
  const vms = [...world.db.table("VM").values()];
  const plain = (record: Rec) => !flag(record, "is_a_template") && !flag(record, "is_control_domain");
  return {
    vms: vms.filter(plain).length,
    templates: vms.filter((record) => flag(record, "is_a_template") && !flag(record, "is_a_snapshot")).length,
    snapshots: vms.filter((record) => flag(record, "is_a_snapshot")).length,
    disks: world.db.table("VDI").size,
    running: vms.filter((record) => plain(record) && text(record, "power_state") === "Running").length,
  };
};

/** Runs rounds until so many changes were made, letting operations come to their ends in between. */
async function churned(world: World, changes: number, seed = 1): Promise<Churn> {
  const churn = new Churn(world.db, world.tasks, new Dice(seed), 50);
  for (let made = 0; made < changes; made += 25) {
    churn.round(25);
    await world.tasks.sleep(0);
  }
  return churn;
}

Deno.test("about as many changes happen as were asked for, in many classes", async () => {
  const world = new World({ vms: 60 });
  const classes = new Map<string, number>();
  world.db.onChange(({ cls }) => classes.set(cls, (classes.get(cls) ?? 0) + 1));
  const before = world.db.generation;
  const churn = await churned(world, 3000);
  churn.stop();
  const made = world.db.generation - before;
  assert.ok(made > 1500 && made < 12_000, `${made} changes`);
  for (const cls of ["VM", "VM_metrics", "VM_guest_metrics", "host_metrics", "VDI", "SR", "task"]) {
    assert.ok((classes.get(cls) ?? 0) > 0, cls);
  }
  world.tasks.close();
});

Deno.test("after much churn the pool has as many VMs, templates, snapshots and disks as before", async () => {
  const world = new World({ vms: 60 });
  const before = counts(world);
  const churn = await churned(world, 8000, 3);
  const started = [...world.db.table("message").values()].filter((message) =>
    message["name"] === "VM_SNAPSHOTTED"
  );
  assert.ok(started.length > 0, "No snapshot was taken");
  // Trips under way come home.
  while (churn.busy > 0) await world.tasks.sleep(0);
  const after = counts(world);
  assert.equal(after.vms, before.vms);
  assert.equal(after.templates, before.templates);
  assert.equal(after.snapshots, before.snapshots);
  assert.equal(after.disks, before.disks);
  assert.ok(
    Math.abs(after.running - before.running) <= 6,
    `${before.running} running, then ${after.running}`,
  );
  for (const ref of world.db.table("VM").keys()) {
    const subject = subjectOf(world.db, ref);
    if (flag(subject.vm, "is_control_domain")) continue;
    assert.deepEqual(list(subject.vm, "allowed_operations"), allowedOperations(subject));
  }
  world.tasks.close();
});

Deno.test("a VM a user acts on is left alone", async () => {
  const world = new World({ vms: 3 });
  const mine = world.vm("Running");
  world.db.set("VM", mine, "current_operations", { "OpaqueRef:user": "clean_shutdown" });
  const churn = new Churn(world.db, world.tasks, new Dice(2), 50);
  const { power_state, name_label, tags } = world.get(mine);
  world.db.set("VM", mine, "tags", [...list(world.get(mine), "tags"), "seen"]);
  for (let round = 0; round < 100; round++) {
    churn.round(25);
    await world.tasks.sleep(0);
  }
  churn.stop();
  assert.equal(world.get(mine)["power_state"], power_state);
  assert.equal(world.get(mine)["name_label"], name_label);
  assert.deepEqual(world.get(mine)["tags"], [...list({ tags: tags ?? [] }, "tags"), "seen"]);
  world.tasks.close();
});

Deno.test("an old pool with fewer fields and missing metrics is churned without harm", async () => {
  const db = new Database({ random: seeded(1), now: () => Date.UTC(2013, 0, 2) });
  db.load("host", [["OpaqueRef:h", {
    uuid: "h",
    name_label: "old",
    metrics: NULL_REF,
    enabled: true,
    resident_VMs: [],
  }]]);
  db.load("VM", [
    ["OpaqueRef:a", {
      uuid: "a",
      name_label: "a",
      power_state: "Running",
      resident_on: "OpaqueRef:h",
      VBDs: ["OpaqueRef:gone"],
    }],
    ["OpaqueRef:b", { uuid: "b", name_label: "b", power_state: "Halted", VBDs: ["OpaqueRef:gone"] }],
  ]);
  db.rebuildRelations();
  const world = new World({ db });
  const churn = await churned(world, 1500);
  churn.stop();
  assert.equal(db.table("VM").size, 2);
  world.tasks.close();
});

Deno.test("without a rate nothing happens; stopping stops", () => {
  const world = new World({ vms: 3 });
  const before = world.db.generation;
  startChurn(world, 0)();
  startChurn(world, 1000)();
  assert.equal(world.db.generation, before);
});

Deno.test("nothing is moved to a host that is out of service", async () => {
  const world = new World({ vms: 40 });
  const [host = ""] = world.db.table("host").keys();
  world.db.set("host", host, "enabled", false);
  const failed: unknown[] = [];
  let moved = 0;
  world.db.onChange(({ cls, ref, kind }) => {
    const task = cls === "task" && kind === "mod" ? world.db.get("task", ref) : undefined;
    if (task?.["name_label"] === "Async.VM.pool_migrate") moved++;
    if (task?.["status"] === "failure") failed.push(task["error_info"]);
  });
  const churn = await churned(world, 2500, 5);
  churn.stop();
  while (churn.busy > 0) await world.tasks.sleep(0);
  assert.ok(moved > 0, "Nothing was moved");
  assert.deepEqual(failed, []);
  world.tasks.close();
});
