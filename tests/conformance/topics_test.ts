// The recordings by topic (hosts, storage, networks, lives of VMs): sent call by call to a simulator of their pool.
import { startSimulator } from "@/sim/mod.ts";
import type { Rec } from "@/sim/values.ts";
import { Ids } from "./ids.ts";
import { leftOut } from "./left_out.ts";
import { decode, haveRecordings, type Recording, recordings, send, TRANSCRIPTS } from "./recordings.ts";
import { compare, field, newTally, note, report } from "./tally.ts";

const ignore = !haveRecordings();
const why = ignore ? " (left out: no recordings in ../shared)" : "";

/** The pool the recordings were made on, as it was some minutes before. */
const POOL = new URL("../histories/day-of-work/end.json.gz", TRANSCRIPTS).pathname;

/** Topics that were recorded one after the other, each going on where the one before had ended. */
const SESSIONS: readonly (readonly string[])[] = [
  ["hosts"],
  ["storage", "storage-halted"],
  ["network", "network-b", "network-c"],
  ["vmlife"],
  ["vmops"],
];

/** What the recorded pool had been given in between: where suspended VMs go. */
const POOL_NOW: Rec = { suspend_image_SR: "OpaqueRef:9c4b3341-cd34-4cc8-f434-62c68925ecf0" };

/** Values that must agree to the letter; of the rest the shape counts. */
const EXACT =
  /error|\.(allowed_operations|power_state|enabled|status|error_info|is_a_template|is_a_snapshot|snapshot_of|parent|children|name_label|currently_attached|empty|device|memory_target)\b/;

type Simulator = Awaited<ReturnType<typeof startSimulator>>;

for (const topics of SESSIONS) {
  const name = topics[0] ?? "";
  Deno.test(`The simulator answers the recordings about ${name} as xapi did${why}`, { ignore }, async () => {
    const tally = newTally();
    const simulator = await startSimulator({ state: POOL, password: "lab", speed: Infinity });
    const ids = new Ids(idsOf(simulator));
    try {
      const session = String(
        await simulator.call("session.login_with_password", ["root", "lab", "", "test"]),
      );
      for (const [pool] of simulator.db.table("pool")) simulator.db.update("pool", pool, POOL_NOW);
      for (const recording of topics.flatMap(topic)) {
        const left = leftOut(recording.name);
        if (left?.sent === false) continue;
        const { params } = request(recording);
        if (/^OpaqueRef:[0-9a-f-]{36}$/.test(String(params[0]))) ids.set(String(params[0]), session);
        await settled(simulator);
        const answer = await send(simulator.url, recording, ids.toOurs(recording.requestBody));
        if (left !== undefined) continue;
        tally.requests++;
        note(tally, recording, "status", recording.response.status, answer.status);
        const recorded = decode(recording.response.body);
        ids.learn(recorded, decode(answer.body));
        compare(tally, recording, recorded, decode(ids.toTheirs(answer.body)), (path) => EXACT.test(path));
      }
    } finally {
      await simulator.close();
    }
    report(`E-${name}`, tally);
  });
}

/** The recordings of a topic in their order. */
function topic(name: string): Recording[] {
  return recordings(new RegExp(`^E-${name}-\\d`)).sort((a, b) => numberOf(a.name) - numberOf(b.name));
}

function numberOf(name: string): number {
  return Number(/-(\d+)-/.exec(name)?.[1]);
}

/** The ids of every object of the pool. */
function idsOf({ db }: Simulator): Set<string> {
  const ids = new Set<string>();
  for (const cls of db.classes()) {
    for (const [ref, record] of db.table(cls)) {
      ids.add(ref.replace("OpaqueRef:", ""));
      ids.add(String(record["uuid"]));
    }
  }
  return ids;
}

function request({ requestBody }: Recording): { method: string; params: readonly unknown[] } {
  const call = decode(requestBody);
  const params = field(call, "params");
  return { method: String(field(call, "method")), params: Array.isArray(params) ? params : [] };
}

/** Waits until no task runs any more. */
async function settled({ db, tasks }: Simulator): Promise<void> {
  while (tasks.running > 0) {
    await new Promise<void>((resolve) => {
      const stop = db.onChange(() => {
        stop();
        resolve();
      });
    });
  }
}
