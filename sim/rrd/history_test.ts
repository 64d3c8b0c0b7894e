import assert from "node:assert/strict";
import { Database } from "../db.ts";
import { date } from "../values.ts";
import { History, Levels, residents } from "./history.ts";

Deno.test("A level counts for as long as it lasted", () => {
  const levels = new Levels(10);
  assert.equal(levels.mean(-50, 50), 10);
  levels.set(100, 20);
  levels.set(105, 20);
  levels.set(110, 40);
  assert.equal(levels.mean(90, 100), 10);
  assert.equal(levels.mean(95, 105), 15);
  assert.equal(levels.mean(90, 120), (10 * 10 + 10 * 20 + 10 * 40) / 30);
  levels.set(110, 60);
  assert.equal(levels.mean(110, 120), 60);
  levels.set(102, 5);
  assert.equal(levels.mean(100, 104), 12.5);
  assert.equal(levels.mean(110, 120), 5);
});

Deno.test("A VM's life is its time of running, start by start", () => {
  let seconds = 1_000_000;
  const db = new Database({ now: () => seconds * 1000 });
  const metrics = db.create("VM_metrics", { start_time: date(seconds * 1000 - 100_000) });
  const running = db.create("VM", { power_state: "Running", memory_target: 4, metrics });
  const halted = db.create("VM", { power_state: "Halted" });
  const history = new History(db);
  assert.deepEqual(history.vm(running)?.periods, [{ from: 199_981, to: Infinity }]);
  assert.deepEqual(history.vm(halted)?.periods, []);
  seconds += 100;
  db.set("VM", running, "power_state", "Halted");
  db.set("VM", halted, "power_state", "Running");
  seconds += 100;
  db.set("VM", running, "power_state", "Running");
  db.set("VM", running, "memory_target", 8);
  assert.deepEqual(history.vm(running)?.periods, [{ from: 199_981, to: 200_020 }, {
    from: 200_041,
    to: Infinity,
  }]);
  assert.deepEqual(history.vm(halted)?.periods, [{ from: 200_021, to: Infinity }]);
  assert.equal(history.vm(running)?.memory.mean(200_030, 200_050), 6);
  db.destroy("VM", running);
  assert.equal(history.vm(running), undefined);
});

Deno.test("What was told of a moment stays true when the number changes", () => {
  let seconds = 1_000_000;
  const db = new Database({ now: () => seconds * 1000 });
  const history = new History(db);
  assert.equal(history.noted("sessions", 3).mean(199_990, 200_000), 3);
  seconds += 50;
  assert.equal(history.noted("sessions", 9).mean(199_990, 200_000), 3);
  assert.equal(history.noted("sessions", 9).mean(200_010, 200_020), 9);
});

Deno.test("A host's residents are the VMs that run there, by uuid", () => {
  const db = new Database();
  const host = db.create("host", {});
  const vm = (uuid: string, power_state: string) => db.create("VM", { uuid, power_state, resident_on: host });
  const [b, a] = [vm("b", "Running"), vm("a", "Running")];
  vm("c", "Paused");
  assert.deepEqual(residents(db, host), [a, b]);
});
