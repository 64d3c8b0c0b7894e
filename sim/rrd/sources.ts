// The data sources of VMs, hosts and SRs: which there are follows from the records, how they move from `Series`.
// Names, types and bounds: xcp-rrdd, rrdp-cpu, rrdp-netdev, rrdp-iostat and rrdp-squeezed of xapi 25, recordings C-*rrd*.
import { hashed, mixed } from "./pattern.ts";
import type { Levels, Period } from "./history.ts";
import { Load, Series, type SeriesOptions } from "./series.ts";

export type SourceType = "GAUGE" | "ABSOLUTE" | "DERIVE";

/** One data source. */
export interface Source {
  readonly name: string;
  readonly type: SourceType;
  readonly min: number;
  readonly max: number;
  /** The mean over steps of five seconds, from one (counted since 1970) up to another one. */
  mean(from: number, to: number): number;
  /** The lowest (-1) or highest (1) value of a minute, an hour or a day. */
  extreme(from: number, to: number, way: 1 | -1): number;
}

/** What has statistics: one VM, host or SR. */
export interface Owner {
  /** What the legend says before the source: `vm:UUID:`. */
  readonly prefix: string;
  readonly sources: readonly Source[];
  /** When there are values, oldest first. */
  readonly periods: readonly Period[];
  /** Whether it has archives of the lowest and highest values too. */
  readonly extremes: boolean;
}

/** Since ever. */
export const ALWAYS: readonly Period[] = [{ from: -Infinity, to: Infinity }];

/** Collects the sources of an owner. Its load follows from its uuid alone. */
export class SourceList {
  readonly load: Load;
  /** The least a source without a limit may be, as its plugin tells it. */
  floor = -Infinity;
  readonly #seed: number;
  readonly #all: Source[] = [];

  constructor(readonly uuid: string) {
    this.#seed = hashed(uuid);
    this.load = new Load(this.#seed);
  }

  /** A number between 0 and 1 that belongs to this owner and name. */
  chance(name: string): number {
    return mixed(this.#seed, hashed(name)) / 2 ** 32;
  }

  /** A source that moves with the load. */
  moving(name: string, type: SourceType, options: SeriesOptions): Series {
    const series = new Series(this.load, mixed(this.#seed, hashed(name)), options);
    this.#add(name, type, options.limit === 1 ? 0 : this.floor, options.limit === 1 ? 1 : Infinity, series);
    return series;
  }

  /** A source made of others. */
  derived(name: string, type: SourceType, max: number, values: Pick<Source, "mean" | "extreme">): void {
    this.#add(name, type, max === 1 ? 0 : this.floor, max, values);
  }

  /** A source that keeps its level until somebody changes it; `unit` is what it counts in. */
  level(name: string, levels: Pick<Levels, "mean">, unit = 1, type: SourceType = "GAUGE"): void {
    const mean = (from: number, to: number) => levels.mean(from, to) / unit;
    this.#add(name, type, this.floor, Infinity, { mean, extreme: mean });
  }

  /** All of them by name, as rrdd lists them. */
  done(): readonly Source[] {
    return this.#all.sort((a, b) => a.name < b.name ? -1 : 1);
  }

  #add(
    name: string,
    type: SourceType,
    min: number,
    max: number,
    values: Pick<Source, "mean" | "extreme">,
  ): void {
    this.#all.push({
      name,
      type,
      min,
      max,
      mean: (from, to) => values.mean(from, to),
      extreme: (from, to, way) => values.extreme(from, to, way),
    });
  }
}

/** The mean of several series. */
export function average(series: readonly Series[]): Pick<Source, "mean" | "extreme"> {
  const over = (value: (one: Series) => number) =>
    series.length === 0 ? 0 : series.reduce((sum, one) => sum + value(one), 0) / series.length;
  return combined(over);
}

/** A series in another unit, or several added up. */
export function scaled(factor: number, ...series: readonly Series[]): Pick<Source, "mean" | "extreme"> {
  return combined((value) => factor * series.reduce((sum, one) => sum + value(one), 0));
}

/** What `over` makes of the values of several series. */
function combined(over: (value: (one: Series) => number) => number): Pick<Source, "mean" | "extreme"> {
  return {
    mean: (from, to) => over((one) => one.mean(from, to)),
    extreme: (from, to, way) => over((one) => one.extreme(from, to, way)),
  };
}

/**
 * What rrdp-iostat tells of a disk, or of all disks on an SR: `name` makes the names (`read` → `vbd_xvda_read`). `share` is
 * how busy it is beside others.
 */
export function diskSources(
  list: SourceList,
  name: (key: string) => string,
  share: number,
  detailed: boolean,
): void {
  const rate = (key: string, mean: number) => ({ mean: mean * share * (0.3 + 1.4 * list.chance(name(key))) });
  const read = list.moving(name("read"), detailed ? "DERIVE" : "GAUGE", rate("read", 250_000));
  const write = list.moving(name("write"), detailed ? "DERIVE" : "GAUGE", rate("write", 400_000));
  if (!detailed) return;
  const MiB = 2 ** 20;
  list.derived(name("io_throughput_read"), "ABSOLUTE", Infinity, scaled(1 / MiB, read));
  list.derived(name("io_throughput_write"), "ABSOLUTE", Infinity, scaled(1 / MiB, write));
  list.derived(name("io_throughput_total"), "ABSOLUTE", Infinity, scaled(1 / MiB, read, write));
  // Blocks of 16 KiB on the average.
  list.derived(name("iops_read"), "ABSOLUTE", Infinity, scaled(1 / 16_384, read));
  list.derived(name("iops_write"), "ABSOLUTE", Infinity, scaled(1 / 16_384, write));
  list.derived(name("iops_total"), "ABSOLUTE", Infinity, scaled(1 / 16_384, read, write));
  const slow = 200 + 1800 * list.chance(name("latency"));
  list.moving(name("read_latency"), "GAUGE", { mean: slow, swing: 0.4 });
  list.moving(name("write_latency"), "GAUGE", { mean: slow * 1.3, swing: 0.4 });
  list.moving(name("latency"), "GAUGE", { mean: slow * 1.2, swing: 0.4 });
  list.moving(name("iowait"), "ABSOLUTE", { mean: 0.02 * share });
  list.moving(name("avgqu_sz"), "GAUGE", { mean: 0.05 * share });
  list.moving(name("inflight"), "GAUGE", { mean: 0.2 * share });
}
