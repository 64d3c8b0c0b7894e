// The recordings by topic (hosts, storage, lives of VMs): sent call by call to a simulator of the pool they were made on.
import { startSimulator } from "@/sim/mod.ts";
import { normalise } from "@/sim/state.ts";
import type { Ref } from "@/sim/values.ts";
import { refresh } from "@/sim/vm/subject.ts";
import { decode, haveRecordings, type Recording, recordings, send, TRANSCRIPTS } from "./recordings.ts";
import { compare, field, newTally, note, report } from "./tally.ts";

const ignore = !haveRecordings();
const why = ignore ? " (left out: no recordings in ../shared)" : "";

/** The pool the recordings were made on, as it was some minutes before. */
const POOL = new URL("../histories/day-of-work/end.json.gz", TRANSCRIPTS).pathname;

/**
 * The recordings of each topic that are sent, by number. The others need what the simulator does not do (devices plugged
 * and unplugged, storage made, hosts evacuated), or failed only because the recorded hosts were simulated themselves.
 */
const TOPICS: Readonly<Record<string, readonly (readonly [first: number, last: number])[]>> = {
  hosts: [[2, 14], [45, 50], [54, 56], [75, 75], [84, 84], [86, 90], [121, 122], [127, 127]],
  storage: [
    [2, 6],
    [11, 11],
    [21, 25],
    [33, 41],
    [48, 52],
    [74, 83],
    [85, 85],
    [87, 88],
    [130, 133],
    [167, 168],
    [173, 179],
    [182, 182],
    [184, 185],
  ],
  vmlife: [[2, 10], [20, 58], [60, 68], [72, 77], [83, 84]],
  vmops: [
    [2, 31],
    [36, 82],
    [84, 97],
    [100, 107],
    [109, 120],
    [123, 124],
    [126, 126],
    [128, 128],
    [131, 132],
    [137, 137],
    [139, 179],
    [181, 181],
    [184, 184],
    [187, 187],
    [191, 192],
    [195, 195],
    [205, 205],
  ],
};

/** What the recorded pool had been given in between: where suspended VMs go. */
const POOL_NOW: Readonly<Record<string, Ref>> = {
  suspend_image_SR: "OpaqueRef:9c4b3341-cd34-4cc8-f434-62c68925ecf0",
};

/** Values that must agree to the letter; of the rest the shape counts. */
const EXACT =
  /error|\.(allowed_operations|power_state|enabled|status|error_info|is_a_template|is_a_snapshot|snapshot_of|parent|children|name_label|currently_attached|empty|device|memory_target)\b/;

/** Objects that were made by messages which have no part in what is tested: they are put there. */
const GIVEN: Readonly<Record<string, string>> = {
  "VM.create": "VM",
  "VDI.create": "VDI",
  "VBD.create": "VBD",
  "VIF.create": "VIF",
};

type Simulator = Awaited<ReturnType<typeof startSimulator>>;

for (const [name, ranges] of Object.entries(TOPICS)) {
  Deno.test(`The simulator answers the recordings about ${name} as xapi did${why}`, { ignore }, async () => {
    const all = recordings(new RegExp(`^E-${name}-\\d`)).filter(({ name }) =>
      ranges.some(([first, last]) => numberOf(name) >= first && numberOf(name) <= last)
    );
    const tally = newTally();
    const simulator = await startSimulator({ state: POOL, password: "lab", speed: Infinity });
    // Refs the recorded xapi made up (sessions, tasks, snapshots), by what the simulator made up.
    const ours = new Map<Ref, Ref>();
    try {
      const session = await simulator.call("session.login_with_password", ["root", "lab", "2.21", "test"]);
      for (const [pool] of simulator.db.table("pool")) simulator.db.update("pool", pool, POOL_NOW);
      for (const recording of all.sort((a, b) => numberOf(a.name) - numberOf(b.name))) {
        const { method, params } = request(recording);
        ours.set(String(params[0]), String(session));
        if (given(simulator, recording, method, params)) continue;
        await settled(simulator);
        const answer = await send(simulator.url, recording, exchanged(recording.requestBody, ours));
        tally.requests++;
        note(tally, recording, "status", recording.response.status, answer.status);
        learn(recording.response.body, answer.body, ours);
        const back = new Map([...ours].map(([recorded, made]) => [made, recorded]));
        compare(
          tally,
          recording,
          decode(recording.response.body.replaceAll(/DummyRef:\|[0-9a-f-]+/g, "DummyRef:|")),
          decode(exchanged(answer.body, back).replaceAll(/DummyRef:\|[0-9a-f-]+/g, "DummyRef:|")),
          (path) => EXACT.test(path),
        );
      }
    } finally {
      await simulator.close();
    }
    report(name, tally);
  });
}

function numberOf(name: string): number {
  return Number(/-(\d+)-/.exec(name)?.[1]);
}

function request({ requestBody }: Recording): { method: string; params: readonly unknown[] } {
  const call = decode(requestBody);
  const params = field(call, "params");
  return { method: String(field(call, "method")), params: Array.isArray(params) ? params : [] };
}

/** Puts an object there that the recorded xapi made, under the ref it got; false when the recording is no such thing. */
function given(
  { db }: Simulator,
  recording: Recording,
  method: string,
  [, fields]: readonly unknown[],
): boolean {
  const cls = GIVEN[method];
  if (cls === undefined) return false;
  const ref = field(decode(recording.response.body), "result");
  // A refusal made nothing.
  if (typeof ref !== "string" || typeof fields !== "object" || fields === null) return true;
  const record = normalise(cls, { ...fields });
  db.create(cls, cls === "VDI" ? { ...record, allowed_operations: DISK } : record, ref);
  const vm = cls === "VM" ? ref : String(record["VM"] ?? "");
  refresh(db, vm);
  return true;
}

const DISK = ["copy", "clone", "forget", "resize", "snapshot", "destroy"];

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

function exchanged(body: string, refs: ReadonlyMap<Ref, Ref>): string {
  return body.replaceAll(/OpaqueRef:[0-9a-f-]{36}/g, (ref) => refs.get(ref) ?? ref);
}

/** Remembers which ref of ours stands for a recorded one: results that are a ref, and results of tasks. */
function learn(recorded: string, simulated: string, ours: Map<Ref, Ref>): void {
  const [theirs, made] = [recorded, simulated].map((body) =>
    /"result":"(?:<value>)?(OpaqueRef:[0-9a-f-]{36})/.exec(body)?.[1]
  );
  if (theirs !== undefined && made !== undefined) ours.set(theirs, made);
}
