// The statistics of a VM, a host and an SR, as their records of this moment have them.
import type { Database } from "../db.ts";
import { dict, flag, list, NULL_REF, number, type Rec, type Ref, text } from "../values.ts";
import { historyOf, residents } from "./history.ts";
import { ALWAYS, average, diskSources, type Owner, scaled, SourceList, type SourceType } from "./sources.ts";

/** How hosts measure. */
export interface Measuring {
  /** Whether the plugins run that tell more than rrdd itself (rrdp-iostat, rrdp-squeezed, rrdp-cpu). */
  readonly plugins: boolean;
}

/** The statistics of a VM; undefined when there is none. */
export function vmOwner(db: Database, ref: Ref, { plugins }: Measuring): Owner | undefined {
  const vm = db.get("VM", ref);
  const life = historyOf(db).vm(ref);
  if (vm === undefined || life === undefined) return undefined;
  const sources = new SourceList(text(vm, "uuid"));
  if (plugins) sources.floor = 0;
  const domain0 = flag(vm, "is_control_domain");
  const busy = 0.02 + 0.5 * sources.chance("busy") ** 3;
  const cpus = Array.from({ length: Math.max(1, number(vm, "VCPUs_max")) }, (_, cpu) => {
    const mean = busy * (0.6 + 0.8 * sources.chance(`cpu${cpu}`));
    return sources.moving(`cpu${cpu}`, plugins ? "DERIVE" : "GAUGE", { mean, limit: 1 });
  });
  if (plugins) sources.derived("cpu_usage", "DERIVE", 1, average(cpus));
  sources.level("memory", life.memory);
  if (plugins) sources.level("memory_target", life.memory);
  if (domain0 || text(vm, "guest_metrics") !== NULL_REF) {
    // The control domain tells bytes, guests KiB.
    const all = (number(vm, "memory_target") || number(vm, "memory_dynamic_max")) / (domain0 ? 1 : 1024);
    const free = 0.15 + 0.6 * sources.chance("memory_internal_free");
    sources.moving("memory_internal_free", "GAUGE", { mean: free * all, limit: all, swing: 0.12 });
  }
  for (const disk of list(vm, "VBDs").map((vbd) => db.get("VBD", vbd))) {
    const device = text(disk, "device");
    if (device === "" || flag(disk, "empty") || (text(disk, "type") === "CD" && !plugins)) continue;
    const share = text(disk, "type") === "CD" ? 0.01 : 0.1 + sources.chance(device) ** 2;
    diskSources(sources, (key) => `vbd_${device}_${key}`, share, plugins);
  }
  for (const vif of list(vm, "VIFs").map((vif) => db.get("VIF", vif))) {
    networkSources(sources, `vif_${text(vif, "device")}`, 60_000, plugins);
  }
  return {
    prefix: `vm:${text(vm, "uuid")}:`,
    sources: sources.done(),
    periods: domain0 ? ALWAYS : life.periods,
    extremes: false,
  };
}

/** The statistics of a host; undefined when there is none. Those of the pool belong to its coordinator's. */
export function hostOwner(db: Database, ref: Ref, measuring: Measuring): Owner | undefined {
  const host = db.get("host", ref);
  if (host === undefined) return undefined;
  const { plugins } = measuring;
  const sources = new SourceList(text(host, "uuid"));
  if (plugins) sources.floor = 0;
  const busy = 0.08 + 0.5 * sources.chance("busy");
  const cpus = Array.from({ length: processors(host) }, (_, cpu) => {
    const mean = busy * (0.7 + 0.6 * sources.chance(`cpu${cpu}`));
    return sources.moving(`cpu${cpu}`, plugins ? "DERIVE" : "GAUGE", { mean, limit: 1 });
  });
  sources.derived("cpu_avg", plugins ? "DERIVE" : "GAUGE", 1, average(cpus));
  sources.moving("loadavg", "GAUGE", { mean: 0.3 + sources.chance("loadavg") });
  const metrics = text(host, "metrics");
  const total = number(db.get("host_metrics", metrics), "memory_total");
  sources.level("memory_total_kib", historyOf(db).noted(`${metrics} total`, total), 1024);
  sources.level("memory_free_kib", historyOf(db).freeMemory(metrics), 1024);
  const interfaces = list(host, "PIFs").map((pif) => db.get("PIF", pif))
    .filter((pif) => pif !== undefined && flag(pif, "physical"));
  const traffic = interfaces.map((pif) =>
    networkSources(
      sources,
      `pif_${text(pif, "device")}`,
      flag(pif, "management") ? 400_000 : 2_500_000,
      plugins,
    )
  );
  if (plugins) {
    sources.derived("pif_aggr_rx", "DERIVE", Infinity, scaled(1, ...traffic.map(({ rx }) => rx)));
    sources.derived("pif_aggr_tx", "DERIVE", Infinity, scaled(1, ...traffic.map(({ tx }) => tx)));
  }
  daemonSources(db, sources, ref);
  if (plugins) pluginSources(db, sources, ref, average(cpus), cpus.length);
  return { prefix: `host:${text(host, "uuid")}:`, sources: sources.done(), periods: ALWAYS, extremes: true };
}

/** The statistics of an SR, as a storage driver that measures gives them; undefined when there is no such SR. */
export function srOwner(db: Database, ref: Ref): Owner | undefined {
  const sr = db.get("SR", ref);
  if (sr === undefined) return undefined;
  const sources = new SourceList(text(sr, "uuid"));
  sources.floor = 0;
  diskSources(sources, (key) => key, 3, true);
  return { prefix: `sr:${text(sr, "uuid")}:`, sources: sources.done(), periods: ALWAYS, extremes: false };
}

/** The SRs a host has attached, in the order of their uuids. */
export function attachedStorage(db: Database, host: Ref): Ref[] {
  return list(db.get("host", host), "PBDs").map((pbd) => db.get("PBD", pbd))
    .filter((pbd) => flag(pbd, "currently_attached")).map((pbd) => text(pbd, "SR"))
    .sort((a, b) => text(db.get("SR", a), "uuid") < text(db.get("SR", b), "uuid") ? -1 : 1);
}

function processors(host: Rec): number {
  return Number(dict(host, "cpu_info")["cpu_count"] ?? 0) || list(host, "host_CPUs").length || 1;
}

function networkSources(sources: SourceList, device: string, mean: number, plugins: boolean) {
  const type = plugins ? "DERIVE" : "GAUGE";
  const of = (way: string) =>
    sources.moving(`${device}_${way}`, type, {
      mean: mean * (0.2 + 1.6 * sources.chance(`${device}_${way}`)),
    });
  return { rx: of("rx"), tx: of("tx") };
}

/** What xapi tells of itself, and, on the coordinator, of the pool. */
function daemonSources(db: Database, sources: SourceList, host: Ref): void {
  sources.floor = 0;
  const steady = steadySource(db, sources);
  if (text(db.table("pool").values().next().value, "master") === host) {
    steady("pool_session_count", db.table("session").size);
    sources.moving("pool_session_creation_rate", "DERIVE", { mean: 0.3 });
    steady("pool_task_count", db.table("task").size);
    steady("pool_vgpu_migration_rate", 0, "ABSOLUTE");
  }
  sources.moving("xapi_allocation_kib", "DERIVE", { mean: 400 });
  const memory = 8_000 + Math.floor(60_000 * sources.chance("xapi_memory"));
  steady("xapi_memory_usage_kib", memory);
  steady("xapi_live_memory_kib", Math.floor(memory * 0.8));
  steady("xapi_free_memory_kib", memory - Math.floor(memory * 0.8));
  steady("xapi_open_fds", 34);
}

/** What the plugins tell of a host: its load by domains, and what its disks do by SR. */
function pluginSources(
  db: Database,
  sources: SourceList,
  host: Ref,
  cpu: ReturnType<typeof average>,
  processors: number,
): void {
  const running = residents(db, host);
  const steady = steadySource(db, sources);
  steady("running_domains", running.length);
  sources.derived("hostload", "GAUGE", Infinity, cpu);
  sources.derived("running_vcpus", "GAUGE", Infinity, {
    mean: (from, to) => cpu.mean(from, to) * processors,
    extreme: (from, to, way) => cpu.extreme(from, to, way) * processors,
  });
  steady("memory_reclaimed", 0);
  steady("memory_reclaimed_max", 0);
  steady("Tapdisks_in_low_memory_mode", 0, "ABSOLUTE");
  const disks = new Map<string, number>();
  for (const vbd of running.flatMap((vm) => list(db.get("VM", vm), "VBDs"))) {
    const sr = text(db.get("VDI", text(db.get("VBD", vbd), "VDI")), "SR");
    const uuid = text(db.get("SR", sr), "uuid");
    if (uuid !== "") disks.set(uuid, (disks.get(uuid) ?? 0) + 1);
  }
  for (const [uuid, count] of disks) {
    diskSources(
      sources,
      (key) => `${key}_${uuid.slice(0, 8)}`,
      count * 0.4,
      true,
    );
  }
}

/** Adds sources that stay as they are until they are found otherwise. */
function steadySource(db: Database, sources: SourceList) {
  return (name: string, value: number, type: SourceType = "GAUGE") =>
    sources.level(name, historyOf(db).noted(`${sources.uuid} ${name}`, value), 1, type);
}
