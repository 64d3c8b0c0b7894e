// Generates a believable XCP-ng 8.3 pool from a few numbers: the same seed gives the same uuids and refs each time.
import type { Database } from "../db.ts";
import { PoolBuilder } from "./builder.ts";
import { buildHistory } from "./history.ts";
import { buildHosts, fitMemory } from "./hosts.ts";
import { type Machine, MachineBuilder } from "./machines.ts";
import { type Site, SITES } from "./names.ts";
import { buildNetworks } from "./networks.ts";
import { poolRecord } from "./pool_records.ts";
import { buildSnapshots } from "./snapshots.ts";
import { buildStorage, fitStorage } from "./storage.ts";
import { buildTemplates } from "./templates.ts";

export interface PoolOptions {
  /** Number of hosts, at least 1. */
  readonly hosts: number;
  /** Number of VMs, templates and snapshots and control domains not counted. */
  readonly vms: number;
  /** 1, 2, 3 … give pools with different names and addresses. */
  readonly seed: number;
}

/** Share of the VMs that have snapshots. */
const SNAPSHOTTED = 0.15;

/**
 * Fills an empty database with a pool: hosts, networks, storage, templates, VMs in all power states with their devices,
 * guest agents, consoles and snapshots, and what happened before. Every record has the fields of xapi 25's. The hosts'
 * free memory is what their running VMs leave.
 */
export function generatePool(db: Database, options: PoolOptions): void {
  const pool = new PoolBuilder(options.seed * 7919 + 17, db.now());
  const index = (Math.max(1, Math.floor(options.seed)) - 1) % SITES.length;
  const site: Site = SITES[index] ?? { pool: "Pool", description: "", prefix: "xcp", domain: "example.net" };
  const octet = 20 + (Math.max(1, Math.floor(options.seed)) - 1) % 200;
  const networks = buildNetworks(pool, octet);
  const hosts = buildHosts(pool, site, octet, networks, Math.max(1, options.hosts), options.vms);
  const storage = buildStorage(pool, octet, hosts);
  const builder = new MachineBuilder(pool, hosts, networks, storage);
  const machines = Array.from({ length: options.vms }, () => builder.build());
  for (const machine of machines) {
    if (pool.dice.chance(SNAPSHOTTED)) buildSnapshots(pool, machine, pool.dice.int(1, 3));
  }
  buildTemplates(pool, storage);
  addSchedules(pool, machines);
  fitMemory(pool, hosts);
  fitStorage(pool, storage);

  const [coordinator] = hosts;
  const record = coordinator === undefined ? {} : pool.get("host", coordinator.ref);
  const cpu = record["cpu_info"];
  const threads = [...pool.table("host_cpu").keys()].length;
  const telemetry = pool.add("secret", { value: pool.dice.uuid() });
  const ref = pool.add(
    "pool",
    poolRecord({
      name_label: site.pool,
      name_description: site.description,
      master: coordinator?.ref ?? "OpaqueRef:NULL",
      default_SR: storage.shared[0]?.ref ?? "OpaqueRef:NULL",
      suspend_image_SR: storage.shared[0]?.ref ?? "OpaqueRef:NULL",
      cpu_info: {
        ...(typeof cpu === "object" && !Array.isArray(cpu) && "vendor" in cpu ? { vendor: cpu.vendor } : {}),
        cpu_count: String(threads),
        socket_count: String(hosts.length * (threads / hosts.length > 32 ? 2 : 1)),
      },
      telemetry_uuid: telemetry,
      telemetry_next_collection: pool.ago(-4 * 86400),
      tags: [site.prefix],
    }),
  );
  buildHistory(pool, String(pool.get("pool", ref)["uuid"]), hosts, machines);
  pool.into(db);
}

/** A nightly snapshot schedule and an appliance that starts in order. */
function addSchedules(pool: PoolBuilder, machines: readonly Machine[]): void {
  const nightly = pool.add("VMSS", {
    name_label: "Nightly",
    name_description: "Every night, kept a week",
    enabled: true,
    type: "snapshot",
    retained_snapshots: 7,
    frequency: "daily",
    schedule: { hour: "2", min: "30", days: "Monday,Tuesday,Wednesday,Thursday,Friday" },
    last_run_time: pool.ago(30000),
  });
  const shop = pool.add("VM_appliance", {
    name_label: "Web shop",
    name_description: "Database first, then the application, then the front end",
    allowed_operations: ["start", "clean_shutdown", "hard_shutdown", "shutdown"],
  });
  const orders: Record<string, number> = { db: 0, app: 1, web: 2 };
  for (const machine of machines.slice(0, 400)) {
    const stem = machine.name.split("-")[0] ?? "";
    const order = orders[stem];
    if (order !== undefined && pool.dice.chance(0.06)) {
      pool.edit("VM", machine.ref, { appliance: shop, order, start_delay: order * 10 });
    }
    if (stem === "db" || stem === "mail") pool.edit("VM", machine.ref, { snapshot_schedule: nightly });
  }
}
