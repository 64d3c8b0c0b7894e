// What guests know about themselves, from whatever records there are.
import assert from "node:assert/strict";
import { Database } from "../../db.ts";
import { generatePool } from "../../generate/mod.ts";
import { seeded } from "../../random.ts";
import { flag, text } from "../../values.ts";
import { profileOf } from "./profile.ts";

const NOW = Date.UTC(2026, 10, 23, 6);

function pool(): Database {
  const db = new Database({ random: seeded(5), now: () => NOW });
  generatePool(db, { hosts: 2, vms: 40, seed: 1 });
  return db;
}

Deno.test("Every running VM of a made-up pool has a name, a system, a past and addresses as its records say", () => {
  const db = pool();
  for (const [ref, record] of db.table("VM")) {
    if (text(record, "power_state") !== "Running") continue;
    const profile = profileOf(db, ref);
    assert.match(profile.hostname, /^[a-z0-9.-]+$/);
    assert.match(profile.system, /^\S/);
    assert.ok(profile.started > NOW - 400 * 86_400_000 && profile.started <= NOW, profile.hostname);
    assert.ok(profile.memory > 2 ** 28 && profile.vcpus > 0);
    assert.equal(profile.control, flag(record, "is_control_domain"));
    assert.equal(profile.windows, text(record, "reference_label").startsWith("windows"));
    assert.equal(profile.interfaces.length > 0, true);
  }
});

Deno.test("A VM of which next to nothing is known is some Linux that has run for a day", () => {
  const db = new Database({ now: () => NOW });
  const vm = db.create("VM", { name_label: "  Ünknown: #1! ", power_state: "Running" });
  const { hostname, system, started, windows, interfaces } = profileOf(db, vm);
  assert.deepEqual([hostname, system, windows, interfaces], ["nknown-1", "Linux", false, []]);
  assert.equal(started, NOW - 86_400_000);
});
