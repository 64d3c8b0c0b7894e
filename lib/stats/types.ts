// The contract of the statistics: what routes and lib/api ask for. Whoever asks has made sure that the reader sees the objects.
import type { StatsHistory, StatsMetric, StatsObject, StatsRange } from "@/lib/view/stats.ts";

/** One line of the top consumers. */
export interface TopRow {
  readonly object: StatsObject;
  /** Means over the range; null where nothing is known. */
  readonly cpu: number | null;
  readonly memory: number | null;
  readonly network: number | null;
  readonly disk: number | null;
}

export interface StatsService {
  /**
   * All there is of one object. What a host refuses or does not answer is the history's note, not an error.
   * @param srName names a storage by the first eight digits of its uuid, for whoever reads; the digits unless told
   */
  history(
    object: StatsObject,
    range: StatsRange,
    srName?: (short: string) => string | undefined,
  ): Promise<StatsHistory>;
  /** The same few metrics of several objects, sources named `vm:ID:cpu`. Labels are the metrics': who compares names the objects. */
  compare(
    objects: readonly StatsObject[],
    range: StatsRange,
    metrics: readonly StatsMetric[],
  ): Promise<StatsHistory>;
  /** The means of several objects over a range. */
  means(objects: readonly StatsObject[], range: StatsRange): Promise<TopRow[]>;
}
