// The recordings of tasks from birth to death: what was called, and event after event until it ended. How many steps a task
// takes and which of them fall into one answer differs from run to run; what becomes of its objects, in which order, does not.
import assert from "node:assert/strict";
import { type Domains, type RunningSimulator, startSimulator } from "@/sim/mod.ts";
import { until } from "@/sim/testing.ts";
import { NULL_REF, type Rec } from "@/sim/values.ts";
import { Ids } from "./ids.ts";
import { type Hosts, isAside } from "./left_out.ts";
import { poolBefore } from "./pools.ts";
import { decode, type Recording, recordings, send } from "./recordings.ts";
import { ignore, why } from "../shared.ts";
import { type Chapter, chapters, isOver, type Seen, seenIn, storyOf } from "./stories.ts";
import { sendAside } from "./topic.ts";
import { field, names, newTally, note, report } from "./tally.ts";

interface Series {
  readonly name: string;
  /** The recordings, in their order. */
  readonly all: () => Recording[];
  /** What was below xapi. */
  readonly recorded: Domains;
}

const SERIES: readonly Series[] = [
  { name: "B-json2-T", all: () => recordings(/^B-json2-T\d/), recorded: "simulated-frail" },
  { name: "B-xml-T", all: () => recordings(/^B-xml-T\d/), recorded: "simulated-frail" },
  {
    name: "D-",
    recorded: "simulated",
    all: () =>
      ["D-start_on-xcp-lab-2", "D-start_on-xcp-lab-3", "D-pool_migrate", "D-host.disable"].flatMap((name) =>
        recordings(new RegExp(`^${name}(-ev(ent|\\d+))?\\.txt$`)).sort((a, b) => place(a) - place(b))
      ),
  },
];

/** How much faster operations are than they were; those that are over in some tenths of a second are slower, to be seen. */
const SPEED = 25;
const BRIEF_SPEED = 0.5;
const BRIEF = /[.-](pause|suspend|pool_migrate)\b/;

/** How long an answer may be held back when nothing happens, in seconds: within a task something always does. */
const PATIENCE_S = 5;

for (const series of SERIES) {
  Deno.test(`The simulator's tasks live as those of ${series.name} did${why}`, { ignore }, async () => {
    await replay(series, "recorded");
  });
  Deno.test(`Real hosts' tasks live as those of ${series.name} but for what failed there${why}`, {
    ignore,
  }, async () => {
    await replay(series, "real");
  });
}

/** Lives the chapters of a series at a simulator of their pool, and reports where they differ. */
async function replay({ name, all, recorded }: Series, hosts: Hosts): Promise<void> {
  const series = all().sort((a, b) => name === "D-" ? 0 : place(a) - place(b));
  const { path, ids: known } = await poolBefore(name, series);
  const domains = hosts === "real" ? "real" : recorded;
  const simulator = await startSimulator({
    state: path,
    password: "lab",
    speed: SPEED,
    now: clock(),
    domains,
  });
  const tally = newTally();
  try {
    const ids = new Ids(known);
    const session = String(
      await simulator.call("session.login_with_password", ["root", "lab", "", "test"]),
    );
    for (const chapter of chapters(series)) {
      const [call] = chapter.recordings;
      if (call === undefined) continue;
      if (isAside(call.name, hosts)) {
        await sendAside(tally, path, call);
        continue;
      }
      await agents(simulator);
      simulator.tasks.scale = 1 / (BRIEF.test(call.name) ? BRIEF_SPEED : SPEED);
      const ours = await live(simulator, chapter, ids, session);
      tally.requests += chapter.recordings.length;
      tally.events += chapter.events.length;
      note(tally, call, "answer", shape(call.response.body), shape(ours.answer.body));
      note(tally, call, "headers", names(call.response.headers), names(ours.answer.headers));
      const told = chapter.events.flatMap(({ response }) => seenIn(decode(response.body)));
      note(tally, call, "story", storyOf(told).join("\n"), storyOf(ours.seen).join("\n"));
      if (chapter.record !== undefined) {
        note(tally, chapter.record, "end", end(chapter.record.response.body), end(ours.record));
      }
    }
  } finally {
    await simulator.close();
    await Deno.remove(path);
  }
  report(`${name}, ${hosts} hosts`, tally);
}

/** A clock that goes as fast as the operations. */
function clock(): () => number {
  const start = Date.now();
  return () => start + SPEED * (Date.now() - start);
}

interface Lived {
  readonly answer: Recording["response"];
  readonly seen: readonly Seen[];
  readonly record: string;
}

/** Sends a chapter's call and follows it to its end; then asks for the task's record as the recordings did. */
async function live(
  { url, db }: RunningSimulator,
  { recordings: [call], events, record }: Chapter,
  ids: Ids,
  session: string,
): Promise<Lived> {
  if (call === undefined) return assert.fail("a chapter without a call");
  const adapt = (recording: Recording) => {
    const theirs = /OpaqueRef:[0-9a-f-]{36}/.exec(recording.requestBody)?.[0] ?? "";
    ids.set(theirs, session);
    return ids.toOurs(recording.requestBody);
  };
  let token = `${String(db.generation).padStart(20, "0")},${"0".repeat(20)}`;
  const answer = await send(url, call, adapt(call));
  ids.learn(decode(call.response.body), decode(answer.body));
  const seen: Seen[] = [];
  const [first] = events;
  while (first !== undefined && !isOver(seen, decode(answer.body))) {
    const body = adapt(first).replace(/\d{20},\d{20}/, token).replace(
      /(?<=, |<double>)\d+\.\d(?=\]|<)/,
      `${PATIENCE_S}.0`,
    );
    const batch = await send(url, first, body);
    token = /\d{20},\d{20}/.exec(batch.body)?.[0] ?? assert.fail(batch.body.slice(0, 300));
    seen.push(...seenIn(decode(batch.body)));
  }
  return { answer, seen, record: record === undefined ? "" : (await send(url, record, adapt(record))).body };
}

/** Waits until the agents of all guests have reported, as those of the recorded hosts had at once. */
async function agents(simulator: RunningSimulator): Promise<void> {
  const { db, tasks } = simulator;
  const silent = () =>
    tasks.running > 0 ||
    [...db.table("VM").values()].some((vm) =>
      vm["power_state"] === "Running" && vm["is_control_domain"] !== true && vm["guest_metrics"] === NULL_REF
    );
  await until(simulator, () => !silent());
}

/** Where a recording stands in its series. */
function place({ name }: Recording): number {
  return Number(/(?:-T|-ev)(\d+)/.exec(name)?.[1] ?? (name.includes("event") ? 1 : -1));
}

/** An answer without what was made up for it. */
function shape(body: string): string {
  return body.replaceAll(/OpaqueRef:[0-9a-f-]{36}/g, "OpaqueRef");
}

/** What a task's record says of its end. */
function end(body: string): string {
  const answer = decode(body);
  const task: Rec = Object(field(answer, "result") ?? field(answer, "Value"));
  return JSON.stringify({
    fields: Object.keys(task),
    status: task["status"],
    progress: task["progress"],
    allowed: task["allowed_operations"],
    current: task["current_operations"],
    result: shape(String(task["result"])),
    error: Array.isArray(task["error_info"]) ? task["error_info"][0] : undefined,
    type: task["type"],
  });
}
