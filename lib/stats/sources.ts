// What the figures of a host's statistics mean: from the names xapi gives them to lines of charts, with labels, units and groups.
// Names: xcp-rrdd, rrdp-cpu, rrdp-netdev, rrdp-iostat, rrdp-squeezed; units as those plugins document them.
import { msg, t } from "@/lib/view/text.ts";
import type { StatsCollection, StatsGroup, StatsSource, StatsUnit } from "@/lib/view/stats.ts";

/** A line of a chart, and how it is worked out of the figures that a host tells. */
export interface Line {
  readonly source: StatsSource;
  /** Names of figures, in the order in which `of` takes them. */
  readonly from: readonly string[];
  readonly of: (values: readonly number[]) => number;
  /** What lines of the same name on several hosts come to: their sum, or their mean. */
  readonly across: "sum" | "mean";
}

interface Rule {
  readonly test: RegExp;
  /** Null: not shown. */
  readonly group: StatsGroup | null;
  readonly unit?: StatsUnit;
  /** `{1}`, `{2}`: what the test found. */
  readonly label?: string;
  readonly factor?: number;
}

const HIDDEN = { group: null } as const;
const KIB = 1024;
const MIB = 2 ** 20;
/** Latencies are told in microseconds. */
const MICRO = 1 / 1000;

const VM: readonly Rule[] = [
  { test: /^cpu_usage$/, group: "cpu", unit: "share", label: msg("All vCPUs") },
  { test: /^cpu(\d+)$/, group: "cpu", unit: "share", label: msg("vCPU {1}") },
  { test: /^memory$/, group: "memory", unit: "bytes", label: msg("Given") },
  { test: /^memory_(target|internal_free)$/, ...HIDDEN },
  { test: /^vif_(.+)_rx$/, group: "network", unit: "rate", label: msg("Interface {1} received") },
  { test: /^vif_(.+)_tx$/, group: "network", unit: "rate", label: msg("Interface {1} sent") },
  { test: /^vbd_(.+)_io_throughput_\w+$/, ...HIDDEN },
  { test: /^vbd_(.+)_iops_read$/, group: "iops", unit: "ops", label: msg("{1} reads") },
  { test: /^vbd_(.+)_iops_write$/, group: "iops", unit: "ops", label: msg("{1} writes") },
  { test: /^vbd_(.+)_iops_total$/, ...HIDDEN },
  { test: /^vbd_(.+)_read_latency$/, group: "latency", unit: "ms", label: msg("{1} reads"), factor: MICRO },
  { test: /^vbd_(.+)_write_latency$/, group: "latency", unit: "ms", label: msg("{1} writes"), factor: MICRO },
  { test: /^vbd_(.+)_latency$/, ...HIDDEN },
  { test: /^vbd_(.+)_read$/, group: "disk", unit: "rate", label: msg("{1} read") },
  { test: /^vbd_(.+)_write$/, group: "disk", unit: "rate", label: msg("{1} written") },
  { test: /^vbd_(.+)_avgqu_sz$/, group: "queue", unit: "number", label: msg("{1} waiting") },
  { test: /^vbd_(.+)_inflight$/, group: "queue", unit: "number", label: msg("{1} under way") },
  { test: /^vbd_(.+)_iowait$/, ...HIDDEN },
  { test: /^runstate_fullrun$/, group: "wait", unit: "share", label: msg("All ran") },
  { test: /^runstate_partial_run$/, group: "wait", unit: "share", label: msg("Some ran") },
  { test: /^runstate_full_contention$/, group: "wait", unit: "share", label: msg("All waited for a CPU") },
  {
    test: /^runstate_partial_contention$/,
    group: "wait",
    unit: "share",
    label: msg("Some waited for a CPU"),
  },
  {
    test: /^runstate_concurrency_hazard$/,
    group: "wait",
    unit: "share",
    label: msg("Some ran, some waited"),
  },
  { test: /^runstate_blocked$/, group: "wait", unit: "share", label: msg("All were idle") },
];

const HOST: readonly Rule[] = [
  { test: /^cpu_avg$/, group: "cpu", unit: "share", label: msg("All CPUs") },
  { test: /^cpu(\d+)$/, group: "cpu", unit: "share", label: msg("CPU {1}") },
  { test: /^cpu\d+-[CP]\d+$/i, ...HIDDEN },
  { test: /^CPU(\d+)-avg-freq$/i, group: "frequency", unit: "mhz", label: msg("CPU {1}"), factor: 1e-6 },
  { test: /^memory_total_kib$/, group: "memory", unit: "bytes", label: msg("Installed"), factor: KIB },
  { test: /^memory_free_kib$/, ...HIDDEN },
  { test: /^memory_reclaimed(_max)?$|^Tapdisks_in_low_memory_mode$/, ...HIDDEN },
  { test: /^loadavg$/, group: "load", unit: "number", label: msg("Load of the control domain") },
  { test: /^running_vcpus$/, group: "load", unit: "number", label: msg("vCPUs that run") },
  { test: /^hostload$/, group: "load", unit: "number", label: msg("Load per CPU") },
  { test: /^running_domains$/, ...HIDDEN },
  { test: /^pif_aggr_rx$/, group: "network", unit: "rate", label: msg("All received") },
  { test: /^pif_aggr_tx$/, group: "network", unit: "rate", label: msg("All sent") },
  { test: /^pif_(.+)_rx$/, group: "network", unit: "rate", label: msg("{1} received") },
  { test: /^pif_(.+)_tx$/, group: "network", unit: "rate", label: msg("{1} sent") },
  {
    test: /^io_throughput_read_([\da-f]{8})$/,
    group: "disk",
    unit: "rate",
    label: msg("{1} read"),
    factor: MIB,
  },
  {
    test: /^io_throughput_write_([\da-f]{8})$/,
    group: "disk",
    unit: "rate",
    label: msg("{1} written"),
    factor: MIB,
  },
  { test: /^iops_read_([\da-f]{8})$/, group: "iops", unit: "ops", label: msg("{1} reads") },
  { test: /^iops_write_([\da-f]{8})$/, group: "iops", unit: "ops", label: msg("{1} writes") },
  {
    test: /^read_latency_([\da-f]{8})$/,
    group: "latency",
    unit: "ms",
    label: msg("{1} reads"),
    factor: MICRO,
  },
  {
    test: /^write_latency_([\da-f]{8})$/,
    group: "latency",
    unit: "ms",
    label: msg("{1} writes"),
    factor: MICRO,
  },
  {
    test: /^(io_throughput_total|iops_total|read|write|latency|iowait|avgqu_sz|inflight)_[\da-f]{8}$/,
    ...HIDDEN,
  },
  { test: /^gpu_utilisation_compute_(.+)$/, group: "gpu", unit: "share", label: msg("{1} computing") },
  { test: /^gpu_memory_used_(.+)$/, ...HIDDEN },
  {
    test: /^xapi_memory_usage_kib$/,
    group: "xapi",
    unit: "bytes",
    label: msg("Memory of the toolstack"),
    factor: KIB,
  },
  { test: /^xapi_(live|free)_memory_kib$|^xapi_allocation_kib$/, ...HIDDEN },
  { test: /^pool_session_count$/, group: "other", unit: "number", label: msg("Sessions at the pool") },
  { test: /^pool_task_count$/, group: "other", unit: "number", label: msg("Tasks in the pool") },
  { test: /^xapi_open_fds$/, group: "other", unit: "number", label: msg("Files the toolstack has open") },
];

/** Of an SR: what its hosts tell of it (without the `_1234abcd` behind), and what its driver does. */
const SR: readonly Rule[] = [
  { test: /^physical_utilisation$/, group: "space", unit: "bytes", label: msg("Used") },
  { test: /^size$/, group: "space", unit: "bytes", label: msg("Size") },
  { test: /^io_throughput_read$/, group: "disk", unit: "rate", label: msg("Read"), factor: MIB },
  { test: /^io_throughput_write$/, group: "disk", unit: "rate", label: msg("Written"), factor: MIB },
  { test: /^iops_read$/, group: "iops", unit: "ops", label: msg("Reads") },
  { test: /^iops_write$/, group: "iops", unit: "ops", label: msg("Writes") },
  { test: /^read_latency$/, group: "latency", unit: "ms", label: msg("Reads"), factor: MICRO },
  { test: /^write_latency$/, group: "latency", unit: "ms", label: msg("Writes"), factor: MICRO },
  { test: /^avgqu_sz$/, group: "queue", unit: "number", label: msg("Waiting") },
  { test: /^inflight$/, group: "queue", unit: "number", label: msg("Under way") },
  { test: /^(io_throughput_total|iops_total|read|write|latency|iowait)$/, ...HIDDEN },
];

const RULES: { readonly [C in StatsCollection]: readonly Rule[] } = { vm: VM, host: HOST, sr: SR };

const COLLATOR = new Intl.Collator("en", { numeric: true });

/** What a host's figures of one object come to as lines, in the order in which people look at them. */
export function linesOf(
  collection: StatsCollection,
  figures: readonly string[],
  name: (short: string) => string = (short) => short,
): Line[] {
  const there = new Set(figures);
  const rules = RULES[collection];
  const found: { line: Line; rank: number }[] = [];
  for (const figure of figures) {
    const rank = rules.findIndex(({ test }) => test.test(figure));
    const rule = rules[rank];
    if (rule?.group === null) continue;
    found.push({
      rank: rank < 0 ? rules.length : rank,
      line: rule ? ruled(rule, figure, name) : unknown(figure),
    });
  }
  for (const line of derived(collection, there)) found.push({ line, rank: -1 });
  return found.sort((a, b) => a.rank - b.rank || COLLATOR.compare(a.line.source.name, b.line.source.name))
    .map(({ line }) => line);
}

function ruled(
  { test, group, unit = "number", label = "", factor = 1 }: Rule,
  figure: string,
  name: (short: string) => string,
): Line {
  const [, first = ""] = test.exec(figure) ?? [];
  const shown = /^[\da-f]{8}$/.test(first) ? name(first) : first;
  return lineOf(
    { name: figure, label: t(label, { 1: shown }), unit, group: group ?? "other" },
    [figure],
    ([value = NaN]) => value * factor,
  );
}

/** A figure of a plugin that is not known here reads as it is called. */
function unknown(figure: string): Line {
  const words = figure.replaceAll("_", " ").trim();
  const unit: StatsUnit = figure.endsWith("_kib") || figure.endsWith("_bytes") ? "bytes" : "number";
  const factor = figure.endsWith("_kib") ? KIB : 1;
  const label = words.replace(/ (kib|bytes)$/, "");
  return lineOf(
    { name: figure, label: label.charAt(0).toUpperCase() + label.slice(1), unit, group: "other" },
    [figure],
    ([value = NaN]) => value * factor,
  );
}

/** What no host tells, but people ask for: memory in use, and the mean of the vCPUs where an older host leaves it to others. */
function derived(collection: StatsCollection, there: ReadonlySet<string>): Line[] {
  const lines: Line[] = [];
  const used = (from: readonly string[], of: Line["of"]) =>
    lines.push(
      lineOf({ name: "memory_used", label: t(msg("Used")), unit: "bytes", group: "memory" }, from, of),
    );
  if (collection === "vm" && there.has("memory_internal_free") && there.has("memory")) {
    // The guest tells KiB.
    used(["memory", "memory_internal_free"], ([all = NaN, free = NaN]) => Math.max(0, all - free * KIB));
  }
  if (collection === "host" && there.has("memory_total_kib") && there.has("memory_free_kib")) {
    used(["memory_total_kib", "memory_free_kib"], ([all = NaN, free = NaN]) => (all - free) * KIB);
  }
  const cores = [...there].filter((name) => /^cpu\d+$/.test(name));
  if (collection === "vm" && !there.has("cpu_usage") && cores.length > 0) {
    lines.push(
      lineOf({ name: "cpu_usage", label: t(msg("All vCPUs")), unit: "share", group: "cpu" }, cores, mean),
    );
  }
  return lines;
}

function lineOf(source: StatsSource, from: readonly string[], of: Line["of"]): Line {
  const summed = source.unit === "rate" || source.unit === "ops" || source.group === "queue";
  return { source, from, of, across: summed ? "sum" : "mean" };
}

export function mean(values: readonly number[]): number {
  const known = values.filter((value) => !Number.isNaN(value));
  return known.length === 0 ? NaN : known.reduce((sum, value) => sum + value, 0) / known.length;
}
