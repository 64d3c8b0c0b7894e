// Statistics of many hosts at once: the first figures of all VMs and hosts of a 32-host pool through Atoll, beside the floor, which is
// the same questions asked of the same hosts by bare fetches whose answers are only read.
import { ApiClient } from "@/tests/client.ts";
import { startSim } from "@/tests/processes.ts";
import { longestBlock, median, ms, table } from "./figures.ts";
import { Goals } from "./goals.ts";
import { startBench } from "./setup.ts";
import { readUpdates } from "@/lib/stats/updates.ts";

const ROUNDS = 7;
/** Seconds between two values of each range asked for, and how many of them: "now" is the last minute. */
const QUESTIONS = [
  { name: "now", range: "live", query: "start=-60&interval=5" },
  { name: "the last hour", range: "hour", query: "start=-3600&interval=60" },
  { name: "the last week", range: "week", query: "start=-604800&interval=3600" },
] as const;

/** @param args hosts and VMs, 32 and 640 unless given */
export async function run(args: readonly string[]): Promise<void> {
  const [hosts, vms] = [Number(args[0] ?? 32), Number(args[1] ?? 640)];
  await using sim = await startSim(["--cluster", "--hosts", String(hosts), "--vms", String(vms)]);
  const session = await signIn(sim.url);
  const goals = new Goals();
  const rows: string[][] = [];
  const addresses = await addressesOf(sim.url, session);
  for (const { name, range, query } of QUESTIONS) {
    const [floors, firsts, agains]: [number[], number[], number[]] = [[], [], []];
    let [figures, bytes] = [0, 0];
    for (let round = 0; round < ROUNDS; round++) {
      const start = performance.now();
      const sizes = await Promise.all(addresses.map(async (url) => {
        const response = await fetch(`${url}/rrd_updates?${query}&cf=AVERAGE&host=false&json=true`, {
          headers: { cookie: `session_id=${session}` },
        });
        return (await response.arrayBuffer()).byteLength;
      }));
      floors.push(performance.now() - start);
      bytes = sizes.reduce((sum, size) => sum + size, 0);
      // A server of its own for each round: nothing is remembered.
      await using bench = await startBench(sim.url);
      const asked = performance.now();
      figures = await top(bench.client, bench.url, range);
      firsts.push(performance.now() - asked);
      const again = performance.now();
      await top(bench.client, bench.url, range);
      agains.push(performance.now() - again);
    }
    rows.push([
      name,
      ms(median(floors)),
      ms(median(firsts)),
      ms(median(agains)),
      String(figures),
      `${(bytes / 2 ** 20).toFixed(1)} MB`,
    ]);
    if (name === "now") {
      goals.atMost(`first figures of ${hosts} hosts ≤ 1 s`, median(firsts), 1000, ms);
    }
  }
  console.log(`\n${hosts} hosts, ${vms} VMs; medians of ${ROUNDS} rounds, each with a server of its own\n`);
  table(["", "floor: bare fetches", "Atoll, first", "Atoll, again", "VMs told", "read from hosts"], rows);
  const { block, result } = await parsing();
  console.log(`\nParsing ${result} figures: longest block ${ms(block)}`);
  goals.atMost("no block over 50 ms while parsing", block, 50, ms);
  goals.print();
}

/** Number of VMs that figures are there of. */
async function top({ cookie }: ApiClient, url: string, range: string): Promise<number> {
  const response = await fetch(`${url}/api/v1/stats/top?limit=100&range=${range}`, { headers: { cookie } });
  const { items }: { items: unknown[] } = await response.json();
  return items.length;
}

async function call(url: string, method: string, params: unknown[]): Promise<unknown> {
  const response = await fetch(`${url}/jsonrpc`, {
    method: "POST",
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
  });
  const { result }: { result: unknown } = await response.json();
  return result;
}

async function signIn(url: string): Promise<string> {
  return String(await call(url, "session.login_with_password", ["root", "atoll", "", "bench"]));
}

async function addressesOf(url: string, session: string): Promise<string[]> {
  const records = await call(url, "host.get_all_records", [session]);
  return Object.values(records as Record<string, { address: string }>).map(({ address }) => {
    const own = new URL(url);
    own.hostname = address;
    return own.origin;
  });
}

/** A host of 200 VMs with 30 figures each, two hours of them. */
async function parsing(): Promise<{ block: number; result: number }> {
  const legend = Array.from(
    { length: 6000 },
    (_, n) => `AVERAGE:vm:uuid-${Math.floor(n / 30)}:figure_${n % 30}`,
  );
  const data = Array.from({ length: 120 }, (_, n) => ({
    t: String(1_800_000_000 - n * 60),
    values: legend.map((_, m) => String((n * m) % 977 / 977)),
  }));
  const whole = new TextEncoder().encode(JSON.stringify({ meta: { step: "60", legend }, data }));
  const pieces = Array.from(
    { length: Math.ceil(whole.length / 65_536) },
    (_, n) => whole.subarray(n * 65_536, (n + 1) * 65_536),
  );
  return await longestBlock(async () => (await readUpdates(pieces)).rows.length * legend.length);
}
