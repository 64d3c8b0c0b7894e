// The recordings about coordinators that move, die and come back: sent to the hosts of a pool whose troubles are the same.
import { type Cluster, startCluster } from "@/sim/cluster.ts";
import type { Checkpoint, Database } from "@/sim/mod.ts";
import { NULL_REF, type Rec, type Ref } from "@/sim/values.ts";
import { refresh } from "@/sim/vm/subject.ts";
import { Ids } from "./ids.ts";
import { leftOut } from "./left_out.ts";
import { decode, type RawResponse, type Recording, send } from "./recordings.ts";
import { ignore, why } from "../shared.ts";
import { compare, newTally, note, report, type Tally } from "./tally.ts";
import { alike, EXACT, idsOf, numberOf, POOL, request, topic } from "./topic.ts";

/** What a stage can do: the pool, and its database as it was at the start. */
interface Stage {
  readonly pool: Cluster;
  readonly start: Checkpoint;
}

/** What had happened before the recording of a number was asked. */
type Story = Readonly<Record<number, (stage: Stage) => void | Promise<void>>>;

const [H1, H2, H3] = [0, 1, 2];

/** Changes of coordinator by plan: everybody restarts, and is back one after the other. */
function designation(from: number, to: number, late: number, lateFrom: number, lateUntil: number): Story {
  return {
    1: ({ pool }) => pool.designate(from),
    9: ({ pool }) => pool.hosts.forEach((host) => host.condition = "down"),
    14: async ({ pool }) => {
      await pool.restart();
      pool.designate(to);
      pool.hosts.forEach((host) => host.condition = "well");
    },
    [lateFrom]: ({ pool }) => put(pool, late, "booting"),
    [lateUntil]: ({ pool }) => put(pool, late, "well"),
  };
}

/** A coordinator that is killed, and starts again by itself with the database of some minutes before. */
const back: Story[number] = async ({ pool, start }) => {
  await pool.restart(start);
  put(pool, H1, "well");
};

const STORIES: Readonly<Record<string, Story>> = {
  "designate-1to2": designation(H1, H2, H1, 19, 21),
  "designate-2to1": designation(H2, H1, H3, 19, 20),
  "coordinator-killed": {
    8: ({ pool }) => put(pool, H1, "down"),
    10: back,
    12: ({ pool }) => pool.hosts[H3]?.loseCoordinator(true),
    13: ({ pool }) => pool.hosts[H3]?.loseCoordinator(false),
  },
  "coordinator-killed-first": {
    1: ({ pool }) => pool.hosts[H1]?.db.set("VM", STARTED, "power_state", "Running"),
    7: ({ pool }) => put(pool, H1, "down"),
    10: back,
  },
  emergency: {
    6: ({ pool }) => put(pool, H1, "down"),
    7: ({ pool }) => put(pool, H3, "down"),
    9: ({ pool }) => put(pool, H3, "well"),
    11: ({ pool }) => pool.hosts.forEach((host) => host.loseCoordinator(true)),
    21: ({ pool }) => put(pool, H2, "down"),
    23: async ({ pool }) => {
      await pool.restart();
      pool.hosts.forEach((host) => host.loseCoordinator(false));
      pool.designate(H2);
      put(pool, H2, "well");
    },
    25: ({ pool }) => put(pool, H3, "down"),
    27: ({ pool }) => put(pool, H3, "well"),
    // The old coordinator does not know yet that it is none any more.
    29: ({ pool }) => {
      pool.hosts[H1]?.designate(undefined);
      put(pool, H1, "well");
    },
    30: ({ pool }) => put(pool, H1, "down"),
    31: ({ pool }) => {
      pool.designate(H2);
      put(pool, H1, "well");
    },
    32: ({ pool }) => put(pool, H1, "unaddressed"),
    33: ({ pool }) => put(pool, H1, "well"),
  },
  "emergency-new": {
    1: ({ pool }) => {
      pool.designate(H2);
      put(pool, H1, "down");
      pool.hosts[H1]?.db.set("host", LOST, "enabled", false);
    },
    // Only now, minutes later, does the pool believe that the host is gone.
    10: ({ pool }) => {
      const db = pool.hosts[H1]?.db;
      db?.set("host_metrics", String(db.get("host", LOST)?.["metrics"]), "live", false);
    },
    12: ({ pool }) => put(pool, H1, "well"),
  },
  nocoordinator: {
    1: ({ pool }) =>
      pool.hosts.forEach((host) => {
        host.designate("10.77.0.11");
        host.loseCoordinator(true);
      }),
    18: ({ pool }) => {
      pool.hosts.forEach((host) => host.loseCoordinator(false));
      pool.designate(H1);
    },
  },
};

/** The host that is lost in the recordings about emergencies. */
const LOST = "OpaqueRef:02c14f79-f560-5449-dfd9-ca902295be9b";

/** The VM that is started before a coordinator is killed. */
const STARTED = "OpaqueRef:63ea0752-72b0-e2bf-b636-e65b9d20703c";

/** How long a call must stay unanswered to count as one that hangs, in milliseconds. */
const HANGS_MS = 60;

for (const [name, story] of Object.entries(STORIES)) {
  Deno.test(`The simulator answers the recordings about ${name} as xapi did${why}`, { ignore }, async () => {
    const tally = newTally();
    const pool = await startCluster({ state: POOL, password: "lab", byHand: true });
    const [coordinator] = pool.hosts;
    // Calls that were blocked: those the next turn of the story answers or cuts, and those that are answered before.
    const open: Promise<unknown>[] = [];
    const answered: Promise<unknown>[] = [];
    try {
      if (coordinator === undefined) throw new Error("The pool has no host");
      const { db } = coordinator;
      prepare(db);
      const ids = new Ids(idsOf(db));
      const start = db.checkpoint();
      await story[1]?.({ pool, start });
      let token = tokenAt(db.generation);
      for (const recording of topic(name)) {
        const number = numberOf(recording.name);
        const turn = story[number];
        if (turn !== undefined && number > 1) {
          await answered.splice(0).at(-1);
          await turn({ pool, start });
        }
        if (leftOut(recording.name, "real") !== undefined) continue;
        const session = String(request(recording).params[0]);
        if (/^OpaqueRef:[0-9a-f-]{36}$/.test(session) && !ids.has(session)) {
          const ours = await coordinator.call("session.login_with_password", ["root", "lab", "", ""]);
          ids.set(session, String(ours));
        }
        const body = ids.toOurs(recording.requestBody).replace(/\d{20},\d{20}/, token).replace(
          /, 1\.0\]/,
          ", 0.1]",
        );
        const url = pool.hosts[hostOf(recording)]?.url ?? "";
        const answering = send(url, recording, body);
        const check = (answer: RawResponse | undefined) => {
          token = /\d{20},\d{20}/.exec(answer?.body ?? "")?.[0] ?? token;
          compareAnswers(tally, recording, answer, ids);
        };
        if (outcome(recording.response) === "hangs") {
          open.push(answering);
          check(await unanswered(answering));
        } else if (recording.name.includes("blocked")) {
          const done = answering.then(check);
          (outcome(recording.response) === "answer" ? answered : open).push(done);
        } else check(await answering);
      }
    } finally {
      await pool.close();
      await Promise.allSettled(open);
    }
    await Promise.all(open);
    report(`E-${name}`, tally);
  });
}

function put(pool: Cluster, at: number, condition: "well" | "booting" | "unaddressed" | "down"): void {
  const host = pool.hosts[at];
  if (host !== undefined) host.condition = condition;
}

/** Notes where an answer differs from the recorded one; undefined is a call that nobody answers. */
function compareAnswers(
  tally: Tally,
  recording: Recording,
  answer: RawResponse | undefined,
  ids: Ids,
): void {
  tally.requests++;
  const [theirs, ours] = [outcome(recording.response), answer === undefined ? "hangs" : outcome(answer)];
  note(tally, recording, "outcome", theirs, ours);
  if (answer === undefined || theirs !== "answer" || ours !== "answer") return;
  const recorded = decode(bodyOf(recording.response));
  ids.learn(...alike(recorded, decode(answer.body)));
  const [a, b] = alike(recorded, decode(ids.toTheirs(answer.body)));
  compare(tally, recording, a, b, (path) => EXACT.test(path) || path.endsWith(".events"));
}

/** Whether a call was answered, cut off, or left waiting. */
function outcome(response: RawResponse): "answer" | "cut" | "hangs" {
  if (response.status.includes("TimeoutError")) return "hangs";
  return response.status === "" || response.status.startsWith("(no HTTP response") ? "cut" : "answer";
}

/** Recordings of these topics have a body without a head where many were asked quickly. */
function bodyOf({ status, body }: RawResponse): string {
  return status.startsWith("{") ? status : body;
}

/** Waits a moment for an answer that should not come. */
async function unanswered(answering: Promise<RawResponse>): Promise<RawResponse | undefined> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => resolve(undefined), HANGS_MS);
  try {
    return await Promise.race([answering, promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** The host a recording was asked of, by the port it had: 18081 is the first. */
function hostOf({ requestHead }: Recording): number {
  return Number(/1808(\d)/.exec(requestHead)?.[1] ?? 1) - 1;
}

function tokenAt(generation: number): string {
  return `${String(generation).padStart(20, "0")},${"0".repeat(20)}`;
}

/** Puts the VMs there that the recordings act on and that are younger than the pool's state. */
function prepare(db: Database): void {
  const [, halted = {}] =
    [...db.table("VM")].find(([, vm]) => vm["power_state"] === "Halted" && !vm["is_a_template"]) ?? [];
  const own = { VBDs: [], VIFs: [], snapshots: [], parent: NULL_REF, children: [] };
  const vm = (ref: Ref, fields: Rec) => {
    db.create("VM", { ...halted, ...own, uuid: db.newUuid(), ...fields }, ref);
    refresh(db, ref);
  };
  const memory_target = 2 ** 31;
  vm("OpaqueRef:600a94c2-76db-3848-510a-591d78c51114", {
    name_label: "scale-0155",
    is_a_template: true,
    memory_target,
  });
  vm(STARTED, { name_label: "e-host-vm" });
  vm("OpaqueRef:fc99b71f-2b7c-f34d-0b00-4a31e34eac78", { power_state: "Running", resident_on: LOST });
}
