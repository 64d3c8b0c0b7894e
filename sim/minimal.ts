// The least a pool needs: a pool object and a host. Made around whatever a state file brings without them.
import { roleRecords } from "./access/roles.ts";
import type { Database } from "./db.ts";
import { hostOperations } from "./host/service.ts";
import { date, NULL_REF, text } from "./values.ts";

/** Makes a pool and a coordinator when the database has none, and points the pool at a host that exists; adds the roles. */
export function ensurePool(db: Database): void {
  if (db.table("role").size === 0) db.load("role", roleRecords());
  const known = db.table("host").keys().next().value;
  const host = known ?? db.create("host", {
    name_label: "atoll-host-1",
    name_description: "Simulated host",
    API_version_major: 2,
    API_version_minor: 21,
    API_version_vendor: "XenSource",
    enabled: true,
    allowed_operations: hostOperations(true),
    software_version: {
      product_brand: "XCP-ng",
      product_version: "8.3.0",
      product_version_text: "8.3",
      platform_name: "XCP",
      platform_version: "3.4.0",
      xapi: "25.33",
      hostname: "atoll-host-1",
    },
    cpu_info: {
      cpu_count: "16",
      socket_count: "2",
      vendor: "GenuineIntel",
      modelname: "Simulated CPU",
      speed: "2400.000",
    },
    hostname: "atoll-host-1",
    address: "10.0.0.1",
    metrics: db.create("host_metrics", {
      memory_total: 64 * 2 ** 30,
      memory_free: 48 * 2 ** 30,
      live: true,
      last_updated: date(db.now()),
    }),
    edition: "xcp-ng",
  });
  const pool = db.table("pool").keys().next().value ?? db.create("pool", { name_label: "", master: host });
  const master = text(db.get("pool", pool), "master");
  if (master === NULL_REF || db.get("host", master) === undefined) db.set("pool", pool, "master", host);
}
