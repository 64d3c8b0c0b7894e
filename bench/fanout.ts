// One change for a thousand browsers: the time from a pool's event reply until each of 1,000 readers in another process has it,
// the processor time and the memory that takes, beside the floor: a bare server that writes one ready frame to 1,000 sockets.
//
// Every change is one that every reader shows (a VM's name), so that 50 a second are 50,000 frames a second.
import { floors } from "./fanout_floor.ts";
import { type Figures, type Memory, PER_SECOND, World } from "./fanout_world.ts";
import { kilobytes, ms, table } from "./figures.ts";
import { Goals } from "./goals.ts";

const SHORT = 10;
const LONG = 300;

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;

function print(what: string, rows: readonly Figures[]): void {
  console.log(`\n${what}\n`);
  table(
    [
      "readers",
      "p50",
      "p90",
      "p99",
      "longest",
      "server, of one core",
      "received",
      "memory a reader, resident",
      "the readers' process",
    ],
    rows.map((row) => [
      row.deaf === 0 ? row.readers : `${row.readers}, and ${row.deaf} who never read`,
      ...[row.p50, row.p90, row.p99, row.longest].map((value) => row.readers === 0 ? "" : ms(value)),
      percent(row.server),
      row.readers === 0 ? "" : `${row.received} of ${row.expected}`,
      row.readers < 900 ? "" : kilobytes(perReader(row, "resident")),
      row.readers === 0 ? "" : percent(row.cpu),
    ]),
  );
}

/** What the server has more of at the end than before it had readers, by reader. */
function perReader({ before, end, readers, deaf }: Figures, figure: keyof Memory): number {
  return (end[figure] - before[figure]) / (readers + deaf);
}

/** @param args seconds that the run with readers who never read lasts, 300 unless told; "only": nothing else */
export async function run(args: readonly string[]): Promise<void> {
  const seconds = Number(args[0] ?? LONG), all = args[1] !== "only";
  const rows: Figures[] = [];
  {
    await using world = await World.open(1000, false);
    for (const readers of all ? [0, 10, 100, 1000] : [10]) rows.push(await world.measure(readers, 0, SHORT));
    rows.push(await world.measure(950, 50, seconds));
  }
  print("1,000 VMs", rows);
  const large = all ? await tenThousand() : undefined;
  if (all) await floor();
  judge(rows, large);
}

/** The same with ten times as many VMs. */
async function tenThousand(): Promise<Figures> {
  await using world = await World.open(10_000, true);
  await world.measure(100, 0, SHORT);
  const figures = await world.measure(1000, 0, SHORT);
  print("10,000 VMs", [figures]);
  return figures;
}

async function floor(): Promise<void> {
  const bare = await floors(1000, PER_SECOND, SHORT);
  console.log("\nThe floor: one ready frame written to 1,000 readers\n");
  table(
    ["by", "p50", "p90", "p99", "server, of one core", "a frame to a reader", "memory a reader, resident"],
    bare.map(({ way, p50, p90, p99, server, perFrame, memory }) => [
      way === "serve" ? "Deno.serve, a stream as body" : "plain sockets",
      ms(p50),
      ms(p90),
      ms(p99),
      percent(server),
      `${perFrame.toFixed(1)} µs`,
      kilobytes(memory),
    ]),
  );
}

function judge(rows: readonly Figures[], large: Figures | undefined): void {
  const long = rows.at(-1);
  if (long === undefined) return;
  const goals = new Goals();
  const most = 100 * 1024;
  for (const row of rows.filter(({ readers }) => readers >= 900)) {
    const label = (text: string) => `${row.readers} read, ${row.deaf} do not: ${text}`;
    goals.atMost(label("p50 ≤ 20 ms"), row.p50, 20, ms);
    goals.atMost(label("p99 ≤ 100 ms"), row.p99, 100, ms);
    goals.atMost(label("≤ 60 % of one core"), row.server, 0.6, percent);
    goals.atMost(label("≤ 100 KB a reader, resident"), perReader(row, "resident"), most, kilobytes);
    goals.atLeast(label("every change reached all who read"), row.received / row.expected, 1, percent);
  }
  if (large !== undefined) goals.atMost("≤ 100 KB a reader, live", perReader(large, "live"), most, kilobytes);
  const fifth = Math.ceil(long.resident.length / 5);
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  goals.atMost(
    `memory flat over ${long.seconds} s: the last fifth to the first, resident`,
    mean(long.resident.slice(-fifth)) / mean(long.resident.slice(0, fifth)),
    1.05,
    (value) => `${value.toFixed(3)}×`,
  );
  goals.print();
}
