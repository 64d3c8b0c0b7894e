// The recordings about limits of sessions, deletions and the old events: sent to a simulator that was driven to them.
import { type Simulator, startSimulator } from "@/sim/mod.ts";
import { Ids } from "./ids.ts";
import { leftOut } from "./left_out.ts";
import { decode, send } from "./recordings.ts";
import { ignore, why } from "../shared.ts";
import { compare, newTally, note, report } from "./tally.ts";
import { alike, EXACT, idsOf, numberOf, POOL, topic } from "./topic.ts";

/** What a turn works with. */
interface Stage {
  readonly simulator: Simulator;
  readonly ids: Ids;
  /** The session the recorded calls come with. */
  readonly session: string;
  /** VMs that are there to be deleted. */
  readonly spare: string[];
  /** How far the simulator's clock is ahead, in milliseconds. */
  readonly clock: { ahead: number };
}

type Story = Readonly<Record<number, (stage: Stage) => void | Promise<void>>>;

/** What had happened before the recording of a number was asked. */
const STORIES: Readonly<Record<string, Story>> = {
  limits: {
    2: (stage) => remove(stage, 400),
    3: async ({ simulator, session }) => {
      await simulator.call("task.destroy", [await simulator.call("task.create", ["done", ""])]);
      for (const task of [...simulator.db.table("task").keys()]) simulator.db.destroy("task", task);
      simulator.db.touch("session", session);
    },
    4: (stage) => remove(stage, 250),
  },
  "limits-c": {
    2: ({ simulator: { db } }) => [...db.table("task").keys()].forEach((task) => db.destroy("task", task)),
  },
  sessions: {
    2: async ({ simulator, ids, clock }) => {
      const opened: string[] = [];
      for (let count = 0; count < 520; count++) {
        // The first ones were opened a second before the others: xapi does not know the age of sessions better than that.
        if (count === 10) clock.ahead += 1000;
        opened.push(String(await simulator.call("session.login_with_password", ["root", "lab", "", "many"])));
      }
      for (const [recorded, at] of [[FIRST, 0], [LAST, 519]] as const) ids.set(recorded, opened[at] ?? "");
    },
  },
};

/** The first and the last of 520 sessions with one originator. */
const FIRST = "OpaqueRef:fab6fa7a-f585-405e-3654-b5627aa886ba";
const LAST = "OpaqueRef:3db237d2-4a60-9d63-09ad-99771488cc73";
/** The VM that is renamed again and again. */
const RENAMED = "OpaqueRef:6179ed99-418e-5ac2-2406-2113671896e1";

for (const [name, story] of Object.entries(STORIES)) {
  Deno.test(`The simulator answers the recordings about ${name} as xapi did${why}`, { ignore }, async () => {
    const tally = newTally();
    const clock = { ahead: 0 };
    const now = () => Date.now() + clock.ahead;
    const simulator = await startSimulator({ state: POOL, password: "lab", speed: Infinity, now });
    try {
      const { db } = simulator;
      db.create("VM", { name_label: "renamed", power_state: "Halted" }, RENAMED);
      const spare = Array.from({ length: 650 }, (_, at) => db.create("VM", { name_label: `spare ${at}` }));
      const ids = new Ids(idsOf(db));
      const session = String(
        await simulator.call("session.login_with_password", ["root", "lab", "", "test"]),
      );
      const tokens = new Map<string, string>();
      for (const recording of topic(name)) {
        const asked = /\d{20},\d{20}/.exec(recording.requestBody)?.[0];
        if (asked !== undefined && !tokens.has(asked)) tokens.set(asked, tokenAt(db.generation));
        await story[numberOf(recording.name)]?.({ simulator, ids, session, spare, clock });
        if (leftOut(recording.name, "real") !== undefined) continue;
        const theirs = /OpaqueRef:[0-9a-f-]{36}/.exec(recording.requestBody)?.[0] ?? "";
        if (!ids.has(theirs)) ids.set(theirs, session);
        const body = ids.toOurs(recording.requestBody).replace(asked ?? "", tokens.get(asked ?? "") ?? "");
        const answer = await send(simulator.url, recording, body);
        tally.requests++;
        note(tally, recording, "status", recording.response.status, answer.status);
        const recorded = decode(recording.response.body);
        const [told, given] = [recorded, decode(answer.body)].map((reply) =>
          /\d{20},\d{20}/.exec(JSON.stringify(reply))?.[0]
        );
        if (told !== undefined && given !== undefined) tokens.set(told, given);
        const [a, b] = alike(recorded, decode(ids.toTheirs(answer.body)));
        compare(tally, recording, a, b, (path) => EXACT.test(path));
      }
    } finally {
      await simulator.close();
    }
    report(`E-${name}`, tally);
  });
}

function remove({ simulator, spare }: Stage, count: number): void {
  for (const vm of spare.splice(0, count)) simulator.db.destroy("VM", vm);
}

function tokenAt(generation: number): string {
  return `${String(generation).padStart(20, "0")},${"0".repeat(20)}`;
}
