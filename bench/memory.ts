// Memory of this process, for benchmarks that run their work in a process of its own. Needs --v8-flags=--expose-gc.

/** Bytes that stay after everything that can be collected was. */
export async function settled(): Promise<number> {
  const collect: unknown = Reflect.get(globalThis, "gc");
  if (typeof collect !== "function") throw new Error("Run with --v8-flags=--expose-gc");
  for (let round = 0; round < 4; round++) {
    collect();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const { heapUsed, external } = Deno.memoryUsage();
  return heapUsed + external;
}

export const resident = (): number => Deno.memoryUsage().rss;

/** The most bytes this process ever had resident, as Linux counts them; elsewhere what it has now. */
export async function peakResident(): Promise<number> {
  if (Deno.build.os !== "linux") return resident();
  const kib = /^VmHWM:\s*(\d+) kB/m.exec(await Deno.readTextFile("/proc/self/status"))?.[1];
  return Number(kib) * 1024;
}
