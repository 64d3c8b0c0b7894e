// Cold connect of a pool: Atoll over JSON-RPC and XML-RPC, the floor (fetch + JSON.parse of the same answers), and the npm
// package xen-api on Node. Each round of each is a process of its own, in turn; pools of two sizes show how it grows.
import { ROOT } from "@/tests/sources.ts";
import { startSim } from "@/tests/processes.ts";
import { median, ms, table } from "./figures.ts";
import { Goals } from "./goals.ts";
import { hasNode } from "./node.ts";
import { learn, type Round } from "./sync_round.ts";

const ROUNDS: readonly (readonly [vms: number, rounds: number])[] = [[1000, 7], [5000, 3]];
const WAYS = ["floor", "xen-api", "json2", "xml"] as const;
type Way = typeof WAYS[number];
const NAMES: Readonly<Record<Way, string>> = {
  floor: "floor: fetch + JSON.parse",
  "xen-api": "npm xen-api, JSON-RPC, on Node",
  json2: "Atoll, JSON-RPC",
  xml: "Atoll, XML-RPC",
};
type Rounds = ReadonlyMap<Way, readonly Round[]>;

/** Runs one connect in a fresh process. */
async function round(way: Way, url: string, pool: string): Promise<Round> {
  const [program, args] = way === "xen-api"
    ? ["node", ["--expose-gc", `${ROOT}/bench/peers/xen_api.mjs`, "bench", url]]
    : [Deno.execPath(), [
      "run",
      "-A",
      "--no-check",
      "--v8-flags=--expose-gc",
      `${ROOT}/bench/sync_round.ts`,
      way,
      url,
      pool,
    ]] as const;
  const { stdout, success } = await new Deno.Command(program, {
    args: [...args],
    stderr: "inherit",
    cwd: ROOT,
  })
    .output();
  if (!success) throw new Error(`${NAMES[way]} failed`);
  return JSON.parse(new TextDecoder().decode(stdout).trim().split("\n").at(-1) ?? "");
}

async function measure(vms: number, rounds: number, ways: readonly Way[]): Promise<Rounds> {
  await using sim = await startSim(["--vms", String(vms), "--hosts", "8"]);
  const pool = JSON.stringify(await learn(sim.url));
  // The simulator's first answers warm its own code.
  for (const way of ways) await round(way, sim.url, pool);
  const done = new Map(ways.map((way): [Way, Round[]] => [way, []]));
  for (let i = 0; i < rounds; i++) {
    // Whoever goes first or follows the largest has it no better than the others.
    for (let j = 0; j < ways.length; j++) {
      const way = ways[(i + j) % ways.length];
      if (way !== undefined) done.get(way)?.push(await round(way, sim.url, pool));
    }
  }
  return done;
}

const times = (value: number) => `${value.toFixed(2)}×`;
const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
const of = (rounds: Rounds, way: Way, figure: keyof Round): number[] =>
  (rounds.get(way) ?? []).map((round) => round[figure]);
/** Ratios of two ways, round by round. */
const ratios = (rounds: Rounds, way: Way, to: Way, figure: keyof Round): number[] =>
  of(rounds, way, figure).map((value, i) => value / (of(rounds, to, figure)[i] ?? NaN));

function print(vms: number, rounds: Rounds): void {
  console.log(
    `\n${vms} VMs, ${rounds.get("floor")?.length} rounds; medians, the longest block of all rounds\n`,
  );
  const figures = (way: Way) => [
    NAMES[way],
    ms(median(of(rounds, way, "time"))),
    times(median(ratios(rounds, way, "floor", "time"))),
    ms(median(of(rounds, way, "again"))),
    times(median(ratios(rounds, way, "floor", "again"))),
    way === "json2" || way === "xml" ? ms(median(of(rounds, way, "views"))) : "",
    megabytes(median(of(rounds, way, "peak"))),
    megabytes(median(of(rounds, way, "settled"))),
    way === "floor" ? "" : ms(Math.max(...of(rounds, way, "block"))),
  ];
  table(
    [
      "",
      "first connect",
      "to the floor",
      "later ones",
      "to the floor",
      "first connect, all views made",
      "peak",
      "settled",
      "longest block",
    ],
    [...rounds.keys()].map(figures),
  );
}

/** The goals, each with what was measured. */
function judge(small: Rounds, large: Rounds, peer: boolean): void {
  const goals = new Goals();
  const goal = goals.atMost.bind(goals);
  for (const [vms, rounds] of [[1000, small], [5000, large]] as const) {
    const label = (text: string) => `${vms} VMs: ${text}`;
    const toFloor = (figure: "time" | "again") => median(ratios(rounds, "json2", "floor", figure));
    goal(label("≤ 1.2× the floor, first connect"), toFloor("time"), 1.2, times);
    goal(label("≤ 1.2× the floor, later ones"), toFloor("again"), 1.2, times);
    goal(
      label("≤ 12 MB per 1,000 VMs"),
      median(of(rounds, "json2", "settled")) * 1000 / vms,
      12e6,
      megabytes,
    );
    goal(label("no block over 50 ms, JSON-RPC"), Math.max(...of(rounds, "json2", "block")), 50, ms);
    goal(label("no block over 50 ms, XML-RPC"), Math.max(...of(rounds, "xml", "block")), 50, ms);
    goal(label("XML-RPC ≤ 4× JSON-RPC"), median(ratios(rounds, "xml", "json2", "time")), 4, times);
    if (!peer) continue;
    const faster = (figure: "time" | "again") => Math.max(...ratios(rounds, "json2", "xen-api", figure));
    goal(label("faster than xen-api in every round, first connect"), faster("time"), 1, times);
    goal(label("faster than xen-api in every round, later ones"), faster("again"), 1, times);
    goal(
      label("≤ half the memory of xen-api"),
      median(ratios(rounds, "json2", "xen-api", "settled")),
      0.5,
      times,
    );
  }
  const growth = (figure: keyof Round) =>
    median(of(large, "json2", figure)) / median(of(small, "json2", figure));
  // A little over five: what does not grow with the pool is in both.
  goal("time from 1,000 to 5,000 VMs ≤ 5.5×", growth("time"), 5.5, times);
  goal("memory from 1,000 to 5,000 VMs ≤ 5.5×", growth("settled"), 5.5, times);
  goals.print();
}

/** @param args number of VMs, to measure one size only */
export async function run(args: readonly string[]): Promise<void> {
  const peer = await hasNode();
  if (!peer) console.log("Node.js is missing here: xen-api is left out");
  const ways = WAYS.filter((way) => peer || way !== "xen-api");
  const sizes = args[0] === undefined ? ROUNDS : [[Number(args[0]), 5] as const];
  const done: Rounds[] = [];
  for (const [vms, rounds] of sizes) {
    const measured = await measure(vms, rounds, ways);
    print(vms, measured);
    done.push(measured);
  }
  const [small, large] = done;
  if (small !== undefined && large !== undefined) judge(small, large, peer);
}
