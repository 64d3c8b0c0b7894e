// What goes to browsers while a pool changes, beside sending every changed object whole to everybody: on a recorded day of work, and on
// an hour of a simulated pool of 1,000 VMs. Everything runs in one process, in time that jumps, without sockets; the bytes are
// those of the stream's events as the server hands them out.
import type { PoolWriter } from "@/lib/cache/types.ts";
import type { EventBatch } from "@/lib/xapi/types.ts";
import { ignore as missing } from "@/tests/shared.ts";
import { PageClient } from "./bytes/clients.ts";
import { type Answer, readHistory } from "./bytes/history.ts";
import { SimulatedPool } from "./bytes/pool.ts";
import { LocalAtoll } from "./bytes/server.ts";
import { Gathered, WholeObjects } from "./bytes/whole_objects.ts";
import { kilobytes, median, percentile, table } from "./figures.ts";
import { Goals } from "./goals.ts";
import { VirtualTime } from "./virtual_time.ts";

const HOUR = 3600_000;
const VMS = 1000;
/** Changes a second of the simulated pool: a guest reports, and is measured, about every two minutes; 400 operations an hour. */
const CHURN = 20;
/** Pages of VMs that are open at once; the one that is sent most is judged. */
const PAGES = 20;

/** What the clients are told of, and what somebody who tells of whole objects would have sent. */
interface Work {
  readonly title: string;
  /** Puts the pool into the cache as it is at first. */
  begin(atoll: LocalAtoll): Promise<void>;
  /** Lets everything happen. */
  run(time: VirtualTime, whole: WholeObjects): Promise<void>;
  end(): void;
}

const LIVE = {
  state: "live",
  reason: null,
  retry_at: null,
  address: "10.0.0.1",
  fingerprint: null,
  offered_fingerprint: null,
} as const;

function open(atoll: LocalAtoll, uuid: string): PoolWriter {
  const writer = atoll.cache.openPool(uuid, { name: "" });
  writer.connection({ ...LIVE, since: new Date().toISOString() });
  return writer;
}

class DayOfWork implements Work {
  readonly title = "the recorded day of work";
  #writer: PoolWriter | undefined;

  private constructor(private readonly first: EventBatch, private readonly answers: readonly Answer[]) {}

  static async read(): Promise<DayOfWork> {
    const [first, ...answers] = await readHistory();
    if (first === undefined) throw new Error("The recording is empty");
    return new DayOfWork(first.batch, answers);
  }

  async begin(atoll: LocalAtoll): Promise<void> {
    const pool = this.first.events.find((event) => event.class === "pool")?.record?.["uuid"];
    this.#writer = open(atoll, String(pool));
    await this.#writer.reset(this.first);
  }

  async run(time: VirtualTime, whole: WholeObjects): Promise<void> {
    const gathered = new Gathered(whole);
    const start = time.now;
    for (const { at, batch, wire } of this.answers) {
      await time.pass(start + at - time.now);
      await this.#writer?.apply(batch);
      gathered.take(at, wire);
    }
    await time.pass(1000);
    gathered.end();
  }

  end(): void {
    this.#writer?.remove();
  }
}

class SimulatedHour implements Work {
  readonly title = `an hour of a simulated pool of ${VMS} VMs with ${CHURN} changes a second`;
  readonly #pool = new SimulatedPool(VMS);
  #writer: PoolWriter | undefined;

  async begin(atoll: LocalAtoll): Promise<void> {
    this.#writer = open(atoll, this.#pool.uuid);
    await this.#pool.followedBy(this.#writer);
    await atoll.cache.ready();
  }

  async run(time: VirtualTime, whole: WholeObjects): Promise<void> {
    void this.#pool.gather(whole);
    this.#pool.churn(CHURN);
    await time.pass(HOUR);
  }

  end(): void {
    this.#pool.close();
    this.#writer?.remove();
  }
}

interface Result {
  readonly clients: readonly PageClient[];
  readonly whole: WholeObjects;
}

/** The clients that are watched, when all of them have their data. */
async function openClients(atoll: LocalAtoll): Promise<PageClient[]> {
  const ids = [...atoll.cache.list("vm")].map(({ id }) => id);
  const clients = [
    await PageClient.of(atoll, "the VM list", "/vms"),
    await PageClient.of(atoll, "the dashboard", "/"),
    await PageClient.ofAll(atoll, "everything"),
  ];
  for (const id of ids.filter((_, at) => at % Math.ceil(ids.length / PAGES) === 0)) {
    clients.push(await PageClient.of(atoll, "one VM's page", `/vms/${id}`));
  }
  return clients;
}

async function measure(atoll: LocalAtoll, work: Work): Promise<Result> {
  using time = new VirtualTime();
  await time.until(work.begin(atoll));
  const clients = await time.until(openClients(atoll));
  const whole = new WholeObjects();
  await work.run(time, whole);
  await whole.done();
  for (const client of clients) {
    if (!await time.until(client.isRight())) {
      throw new Error(`The client of ${client.name} has not what there is`);
    }
    client.close();
  }
  work.end();
  return { clients, whole };
}

const bytes = (value: number) => `${Math.round(value)}`;
const times = (value: number) => `${value.toFixed(value < 10 ? 1 : 0)}×`;

/** The clients by name, of several with one name the one that is sent most. */
function judged(clients: readonly PageClient[]): PageClient[] {
  const most = new Map<string, PageClient>();
  for (const client of clients) {
    const other = most.get(client.name);
    if (other === undefined || client.counted.bytes > other.counted.bytes) most.set(client.name, client);
  }
  return [...most.values()];
}

function print({ clients, whole }: Result): void {
  console.log(
    `To everybody: ${whole.objects} whole objects in ${whole.messages} messages, ${
      kilobytes(whole.bytes)
    }; ` +
      `${kilobytes(whole.deflated)} if deflated\n`,
  );
  table(
    ["client of", "changes", "p50", "p99", "sent", "whole objects", "gzip-coded", "whole objects deflated"],
    clients.map(({ name, counted, gzipped }) => [
      name,
      counted.perChange.length,
      bytes(median(counted.perChange)),
      bytes(percentile(counted.perChange, 0.99)),
      kilobytes(counted.bytes),
      `${times(whole.bytes / counted.bytes)} as much`,
      kilobytes(gzipped),
      `${times(whole.deflated / gzipped)} as much`,
    ]),
  );
}

/** How many times as much whole objects have to be, by client. */
const AIMS: Readonly<Record<string, number>> = { "the VM list": 20, "one VM's page": 100, "everything": 6 };

function judge(all: readonly PageClient[], { clients, whole }: Result): void {
  const goals = new Goals();
  for (const { name, counted, gzipped } of clients) {
    if (name === "the VM list") {
      goals.atMost(`${name}: bytes per change, median ≤ 100`, median(counted.perChange), 100, bytes);
      goals.atMost(`${name}: bytes per change, p99 ≤ 300`, percentile(counted.perChange, 0.99), 300, bytes);
    }
    const least = AIMS[name];
    if (least === undefined) continue;
    goals.atLeast(`${name}: ≥ ${least}× fewer bytes`, whole.bytes / counted.bytes, least, times);
    goals.atLeast(
      `${name}: ≥ ${least}× fewer bytes, both compressed`,
      whole.deflated / gzipped,
      least,
      times,
    );
  }
  const sum = (of: (client: PageClient) => number) => all.reduce((total, client) => total + of(client), 0);
  const changes = sum(({ counted }) => counted.perChange.length), idle = sum(({ counted }) => counted.idle);
  // Two events of the pool that cancel each other, in one event of the stream, are told: a reader may stand between them.
  goals.atMost(
    "changes sent that change nothing: ≤ 1 in 1,000",
    idle / changes,
    0.001,
    () => `${idle} of ${changes}`,
  );
  goals.atMost("snapshots sent after page load: none", sum(({ counted }) => counted.snapshots), 0, bytes);
  goals.print();
}

export async function run(): Promise<void> {
  await using atoll = await LocalAtoll.open();
  const works = [...(missing ? [] : [() => DayOfWork.read()]), () => new SimulatedHour()];
  if (missing) console.log("../shared/xapi is not here: the recorded day of work is left out");
  for (const make of works) {
    const work = await make();
    console.log(`\n### ${work.title}\n`);
    const { clients, whole } = await measure(atoll, work);
    const result = { clients: judged(clients), whole };
    print(result);
    judge(clients, result);
  }
}
