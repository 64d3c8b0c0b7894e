// `task bench [name [VMs]]`: runs the named benchmark (all unless told) and prints its figures with its peers'.
import { machine } from "./figures.ts";

const BENCHMARKS: Readonly<Record<string, () => Promise<{ run(args: readonly string[]): Promise<void> }>>> = {
  latency: () => import("./latency.ts"),
  fanout: () => import("./fanout.ts"),
  bytes: () => import("./bytes.ts"),
  gzip: () => import("./gzip.ts"),
  peer: () => import("./peer.ts"),
  load: () => import("./load.ts"),
  sync: () => import("./sync.ts"),
  stats: () => import("./stats.ts"),
  page: () => import("./page.ts"),
  topology: () => import("./topology.ts"),
};

const [name, ...args] = Deno.args;
const names = name === undefined ? Object.keys(BENCHMARKS) : [name];
console.log(machine());
for (const wanted of names) {
  const load = BENCHMARKS[wanted];
  if (load === undefined) {
    console.error(`No such benchmark: ${wanted}. There are: ${Object.keys(BENCHMARKS).join(", ")}`);
    Deno.exit(2);
  }
  console.log(`\n## ${wanted}\n`);
  await (await load()).run(args);
}
