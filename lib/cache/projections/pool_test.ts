import assert from "node:assert/strict";
import { assertFields, projected } from "./testing.ts";

Deno.test("a pool sums up its hosts, VMs and disk SRs", () => {
  const pool = projected("pool", "p", {
    pool: {
      P: { uuid: "p", name_label: "Lab", master: "H1", default_SR: "S", tags: ["t"], ha_enabled: true },
    },
    host: {
      H1: {
        uuid: "h1",
        metrics: "M1",
        cpu_info: { cpu_count: "16" },
        software_version: { product_brand: "XCP-ng", product_version: "8.3.0" },
      },
      H2: { uuid: "h2", metrics: "M2", host_CPUs: ["a", "b"] },
    },
    host_metrics: {
      M1: { live: true, memory_total: 100, memory_free: 60 },
      M2: { live: false, memory_total: 50, memory_free: 50 },
    },
    VM: {
      A: { uuid: "a", power_state: "Running", VCPUs_at_startup: 4 },
      B: { uuid: "b", power_state: "Suspended" },
      C: { uuid: "c", power_state: "Running", is_control_domain: true },
      T: { uuid: "t", is_a_template: true },
      D: { uuid: "d", is_a_template: true, is_default_template: true },
      N: { uuid: "n", is_a_template: true, is_a_snapshot: true, snapshot_of: "A" },
    },
    SR: {
      S: { uuid: "s", physical_size: 1000, physical_utilisation: 300 },
      I: { uuid: "i", type: "iso", physical_size: 5000 },
    },
  });
  assertFields(pool, {
    name: "Lab",
    coordinator: "h1",
    default_SR: "s",
    ha_enabled: true,
    tags: ["t"],
    version: "XCP-ng 8.3.0",
    hosts: 2,
    hosts_live: 1,
    vms: 2,
    vms_running: 1,
    vms_suspended: 1,
    templates: 2,
    snapshots: 1,
    cpus: 18,
    vcpus: 4,
    memory_total: 150,
    memory_free: 110,
    storage_total: 1000,
    storage_used: 300,
  });
});

Deno.test("a pool without a name goes by its coordinator's, then by the last known", () => {
  const host = { H: { uuid: "h", name_label: "alpha" } };
  assert.equal(projected("pool", "p", { pool: { P: { name_label: "", master: "H" } }, host }).name, "alpha");
  assert.equal(projected("pool", "p", { pool: { P: {} } }).name, "last known");
});

Deno.test("a pool tells what it survives and where migrations go", () => {
  const pool = projected("pool", "p", {
    pool: {
      P: {
        uuid: "p",
        ha_host_failures_to_tolerate: "1",
        ha_plan_exists_for: "2",
        ha_overcommitted: true,
        suspend_image_SR: "S",
        other_config: { "xo:migrationNetwork": "n", auto_poweron: "true" },
      },
    },
    SR: { S: { uuid: "s" } },
    network: { N: { uuid: "n", name_label: "Storage" } },
  });
  assertFields(pool, {
    ha_host_failures_to_tolerate: 1,
    ha_plan_exists_for: 2,
    ha_overcommitted: true,
    suspend_SR: "s",
    migration_network: "n",
    auto_poweron: true,
  });
});
