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
      "memory a reader: resident",
      "live",
      "the readers' process",
    ],
    rows.map((row) => [
      row.deaf === 0 ? row.readers : `${row.readers}, and ${row.deaf} who never read`,
      ...[row.p50, row.p90, row.p99, row.longest].map((value) => row.readers === 0 ? "" : ms(value)),
      percent(row.server),
      row.readers === 0 ? "" : `${row.received} of ${row.expected}`,
      ...(row.readers < 100
        ? ["", ""]
        : [kilobytes(perReader(row, "resident")), kilobytes(perReader(row, "heap"))]),
      row.readers === 0 ? "" : percent(row.cpu),
    ]),
  );
}

/** What the server has more of at the end than before the readers came, by reader. */
function perReader({ before, end, readers, deaf }: Figures, figure: keyof Memory): number {
  return (end[figure] - before[figure]) / (readers + deaf);
}

/** @param args seconds that the long run lasts; 300 unless told */
export async function run(args: readonly string[]): Promise<void> {
  const seconds = Number(args[0] ?? LONG);
  const rows: Figures[] = [];
  {
    await using world = await World.open(1000);
    for (const readers of [0, 10, 100, 1000]) rows.push(await world.measure(readers, 0, SHORT));
    rows.push(await world.measure(950, 50, seconds));
  }
  print("1,000 VMs", rows);
  {
    await using world = await World.open(10_000);
    await world.measure(100, 0, SHORT);
    print("10,000 VMs", [await world.measure(1000, 0, SHORT)]);
  }
  const bare = await floors(1000, PER_SECOND, SHORT);
  console.log("\nThe floor: one ready frame written to 1,000 readers\n");
  table(
    ["by", "p50", "p90", "p99", "server, of one core", "a frame to a reader"],
    bare.map(({ way, p50, p90, p99, server, perFrame }) => [
      way === "serve" ? "Deno.serve, a stream as body" : "plain sockets",
      ms(p50),
      ms(p90),
      ms(p99),
      percent(server),
      `${perFrame.toFixed(1)} µs`,
    ]),
  );
  judge(rows);
}

function judge(rows: readonly Figures[]): void {
  const long = rows.at(-1), quick = rows.at(-2);
  if (long === undefined || quick === undefined) return;
  const goals = new Goals();
  goals.atMost("p50 ≤ 20 ms, 50 never read", long.p50, 20, ms);
  goals.atMost("p99 ≤ 100 ms, 50 never read", long.p99, 100, ms);
  goals.atMost("≤ 60 % of one core", long.server, 0.6, percent);
  goals.atMost("≤ 100 KB of memory a reader, resident", perReader(quick, "resident"), 100 * 1024, kilobytes);
  goals.atMost(
    "≤ 100 KB of memory a reader, resident, 50 never read",
    perReader(long, "resident"),
    100 * 1024,
    kilobytes,
  );
  goals.atLeast("every change reached everybody who reads", long.received / long.expected, 1, percent);
  const fifth = Math.ceil(long.resident.length / 5);
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  goals.atMost(
    `memory flat over ${long.seconds} s: the last fifth to the first, resident`,
    mean(long.resident.slice(-fifth)) / mean(long.resident.slice(0, fifth)),
    1.05,
    (value) => `${value.toFixed(3)}×`,
  );
  goals.atMost("the same, live", long.end.heap / long.begin.heap, 1.05, (value) => `${value.toFixed(3)}×`);
  goals.print();
}
