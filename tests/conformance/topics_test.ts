// The recordings by topic (hosts, storage, networks, lives of VMs): sent call by call to a simulator of their pool.
import { startSimulator } from "@/sim/mod.ts";
import type { Rec } from "@/sim/values.ts";
import { Ids } from "./ids.ts";
import { type Hosts, isAside, leftOut } from "./left_out.ts";
import { decode, recordings, send } from "./recordings.ts";
import { ignore, why } from "../shared.ts";
import { compare, newTally, note, report } from "./tally.ts";
import { EXACT, idsOf, POOL, request, sendAside, settled, topic } from "./topic.ts";

/** Topics that were recorded one after the other, each going on where the one before had ended. */
const SESSIONS: readonly (readonly string[])[] = [
  ["hosts"],
  ["storage", "storage-halted"],
  ["network", "network-b", "network-c"],
  ["vmlife"],
  ["vmops"],
];

/** A task that is cancelled while it runs, which takes a simulator that is not done at once. */
const MID_FLIGHT = /^E-vmlife-(69|70|71)-/;

/** What the recorded pool had been given in between: where suspended VMs go. */
const POOL_NOW: Rec = { suspend_image_SR: "OpaqueRef:9c4b3341-cd34-4cc8-f434-62c68925ecf0" };

for (const topics of SESSIONS) {
  const name = topics[0] ?? "";
  Deno.test(`The simulator answers the recordings about ${name} as xapi did${why}`, { ignore }, async () => {
    await replay(topics, "recorded");
  });
  Deno.test(`Real hosts answer those about ${name} but for what failed there${why}`, { ignore }, async () => {
    await replay(topics, "real");
  });
}

/** Sends the recordings of a session to a simulator of the pool, and reports where it answers otherwise. */
async function replay(topics: readonly string[], hosts: Hosts): Promise<void> {
  const tally = newTally();
  const domains = hosts === "real" ? "real" : "simulated";
  const simulator = await startSimulator({ state: POOL, password: "lab", speed: Infinity, domains });
  const ids = new Ids(idsOf(simulator.db));
  try {
    const session = String(
      await simulator.call("session.login_with_password", ["root", "lab", "", "test"]),
    );
    for (const [pool] of simulator.db.table("pool")) simulator.db.update("pool", pool, POOL_NOW);
    for (const recording of topics.flatMap(topic)) {
      const left = leftOut(recording.name, hosts);
      if (left?.sent === false || MID_FLIGHT.test(recording.name)) continue;
      if (isAside(recording.name, hosts)) {
        await sendAside(tally, POOL, recording);
        continue;
      }
      const { params } = request(recording);
      if (/^OpaqueRef:[0-9a-f-]{36}$/.test(String(params[0]))) ids.set(String(params[0]), session);
      await settled(simulator);
      const answer = await send(simulator.url, recording, ids.toOurs(recording.requestBody));
      if (left !== undefined) continue;
      tally.requests++;
      note(tally, recording, "status", recording.response.status, answer.status);
      const recorded = decode(unnumbered(recording.response.body));
      ids.learn(recorded, decode(answer.body));
      const simulated = decode(unnumbered(ids.toTheirs(answer.body)));
      compare(tally, recording, recorded, simulated, (path) => EXACT.test(path));
    }
  } finally {
    await simulator.close();
  }
  report(`E-${topics[0]}, ${hosts} hosts`, tally);
}

/** A text without the numbers of bridges, which xapi counts from its start. */
function unnumbered(text: string): string {
  return text.replaceAll(/\bxapi\d+\b/g, "xapi");
}

Deno.test(`The simulator cancels a start in mid-flight as xapi did${why}`, { ignore }, async () => {
  const tally = newTally();
  const simulator = await startSimulator({ state: POOL, password: "lab" });
  const ids = new Ids(idsOf(simulator.db));
  try {
    const session = String(await simulator.call("session.login_with_password", ["root", "lab", "", "test"]));
    const [vm = ""] =
      [...simulator.db.table("VM")].find(([, { power_state, is_a_template, is_a_snapshot }]) =>
        power_state === "Halted" && is_a_template !== true && is_a_snapshot !== true
      ) ?? [];
    for (const recording of recordings(MID_FLIGHT)) {
      const { method, params } = request(recording);
      ids.set(String(params[0]), session);
      if (method === "Async.VM.start") ids.set(String(params[1]), vm);
      const answer = await send(simulator.url, recording, ids.toOurs(recording.requestBody));
      tally.requests++;
      note(tally, recording, "status", recording.response.status, answer.status);
      const recorded = decode(recording.response.body);
      ids.learn(recorded, decode(answer.body));
      compare(tally, recording, recorded, decode(ids.toTheirs(answer.body)), (path) => EXACT.test(path));
    }
  } finally {
    await simulator.close();
  }
  report("E-vmlife, in mid-flight", tally);
});
