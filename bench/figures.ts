// What every benchmark prints with: percentiles, tables, the machine.

/** The value below which the share `p` (0 to 1) of the values lies; NaN of none. */
export function percentile(values: readonly number[], p: number): number {
  return quantile([...values].sort((a, b) => a - b), p);
}

/** The same of values that are sorted already. */
export function quantile(sorted: ArrayLike<number>, p: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))] ?? NaN;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);

/** Prints rows as a Markdown table, so that a figure can go into docs/benchmarks.md as it is. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): void {
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(" | ")} |`;
  console.log([line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n"));
}

/** Milliseconds with a sensible number of digits. */
export const ms = (value: number): string => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;

export const kilobytes = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KB`;

/** One line about where the figures come from. */
export function machine(): string {
  const gib = Math.round(Deno.systemMemoryInfo().total / 2 ** 30);
  return `${navigator.hardwareConcurrency} cores, ${gib} GB, ${Deno.build.os} ${Deno.build.arch}, Deno ${Deno.version.deno}`;
}

/** Watches for stops of this process's event loop while `work` runs; gives the longest in ms (resolution about 1 ms). */
export async function longestBlock<T>(work: () => Promise<T>): Promise<{ result: T; block: number }> {
  let block = 0;
  let last = performance.now();
  const look = () => {
    const now = performance.now();
    block = Math.max(block, now - last - 1);
    last = now;
  };
  const timer = setInterval(look, 1);
  try {
    const result = await work();
    // The timer has not seen what ran last.
    look();
    return { result, block };
  } finally {
    clearInterval(timer);
  }
}
