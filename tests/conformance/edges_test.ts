// The recordings at the edges: what a first read, an impossible token, a logout in between, a member and a restart answer.
import { type RunningSimulator, startSimulator } from "@/sim/mod.ts";
import { leftOut } from "./left_out.ts";
import { poolOf } from "./pools.ts";
import { decode, type Recording, recordings, send } from "./recordings.ts";
import { ignore, why } from "../shared.ts";
import { seenIn } from "./stories.ts";
import { compare, names, newTally, note, report, type Tally } from "./tally.ts";

/** The session of the recordings C-. */
const SESSION = /OpaqueRef:77c1edff-[0-9a-f-]+/g;
const TASK = /OpaqueRef:4340cb78-[0-9a-f-]+/g;

Deno.test(`The simulator answers first reads, impossible tokens and members as xapi did${why}`, {
  ignore,
}, async () => {
  const [whole] = recordings(/^C-event\.from-all-first/);
  const { path } = await poolOf(whole === undefined ? [] : [whole]);
  const simulator = await startSimulator({ state: path, password: "lab", speed: 1000 });
  const tally = newTally();
  try {
    const session = await login(simulator);
    const task = String(await simulator.call("task.create", ["mytask", "d"]));
    await simulator.call("task.set_progress", [task, 0.5]);
    await simulator.call("task.set_status", [task, "cancelled"]);
    for (
      const recording of recordings(
        /^C-(event\.(from-all-first|from-future-token|inject)|int64|task-cancelled)/,
      )
    ) {
      const body = recording.requestBody.replace(SESSION, session).replace(TASK, task);
      check(tally, recording, await send(simulator.url, recording, body));
    }
    for (const recording of recordings(/^C-event\.from-blocked-logout/)) {
      const theirs = /OpaqueRef:[0-9a-f-]{36}/.exec(recording.requestBody)?.[0] ?? "";
      const token = `${String(simulator.db.generation).padStart(20, "0")},${"0".repeat(20)}`;
      const body = recording.requestBody.replace(theirs, session).replace(/\d{20},\d{20}/, token);
      const blocked = send(simulator.url, recording, body);
      await waiting(simulator, session);
      simulator.db.destroy("session", session);
      const answer = await blocked;
      check(tally, recording, { ...answer, body: answer.body.replaceAll(session, theirs) });
    }
    simulator.designate("10.77.0.11");
    for (const recording of recordings(/^C-slave-login/)) {
      const answer = await send(simulator.url, recording, recording.requestBody);
      check(tally, recording, answer);
      note(tally, recording, "body", recording.response.body, answer.body);
    }
  } finally {
    await simulator.close();
    await Deno.remove(path);
  }
  report("C, edges", tally);
});

Deno.test(`After a restart the simulator knows no session, and all rows are new to an old token${why}`, {
  ignore,
}, async () => {
  const fresh = recordings(/^D-after-restart/);
  const { path } = await poolOf(fresh);
  const simulator = await startSimulator({ state: path, password: "lab" });
  const tally = newTally();
  try {
    const before = await login(simulator);
    const token = `${String(simulator.db.generation).padStart(20, "0")},${"0".repeat(20)}`;
    await simulator.restart();
    for (const recording of recordings(/^D-restart-/)) {
      const theirs = /OpaqueRef:[0-9a-f-]{36}/.exec(recording.requestBody)?.[0] ?? "";
      const answer = await send(
        simulator.url,
        recording,
        recording.requestBody.replace(theirs, before).replace(/\d{20},\d{20}/, token),
      );
      check(tally, recording, { ...answer, body: answer.body.replaceAll(before, theirs) });
    }
    const session = await login(simulator);
    for (const recording of fresh) {
      const theirs = /OpaqueRef:[0-9a-f-]{36}/.exec(recording.requestBody)?.[0] ?? "";
      const body = recording.requestBody.replace(theirs, session).replace(/\d{20},\d{20}/, token);
      check(tally, recording, await send(simulator.url, recording, body));
    }
  } finally {
    await simulator.close();
    await Deno.remove(path);
  }
  report("D, restart", tally);
});

function login({ call }: RunningSimulator): Promise<string> {
  return call("session.login_with_password", ["root", "lab", "2.21", "test"]).then(String);
}

Deno.test(
  `A host without a proxy for WebSockets says so as the recorded one did${why}`,
  { ignore },
  async () => {
    const simulator = await startSimulator({ hosts: 1, vms: 1, password: "lab", webSockets: false });
    const tally = newTally();
    try {
      for (const recording of recordings(/^C-console/)) {
        const [console = ""] = simulator.db.table("console").keys();
        simulator.db.set(
          "console",
          console,
          "uuid",
          /uuid=([0-9a-f-]+)/.exec(recording.requestHead)?.[1] ?? "",
        );
        const requestHead = recording.requestHead.replace(SESSION, await login(simulator));
        const answer = await send(simulator.url, { ...recording, requestHead }, "");
        check(tally, recording, answer);
        note(tally, recording, "body", recording.response.body, answer.body);
      }
    } finally {
      await simulator.close();
    }
    report("C, console", tally);
  },
);

/** Waits until a call of the session is under way: it is answered after those that came before it. */
async function waiting({ url }: RunningSimulator, session: string): Promise<void> {
  const body = JSON.stringify({ method: "VM.get_all", params: [session], id: 1 });
  await (await fetch(`${url}/jsonrpc`, { method: "POST", body })).body?.cancel();
}

/** Notes where an answer differs: status, headers, errors to the letter, the shape, which events it tells. */
function check(tally: Tally, recording: Recording, answer: Recording["response"]): void {
  if (leftOut(recording.name, "real") !== undefined) return;
  tally.requests++;
  note(tally, recording, "status", recording.response.status, answer.status);
  note(tally, recording, "headers", names(recording.response.headers), names(answer.headers));
  const [recorded, simulated] = [decode(recording.response.body), decode(answer.body)];
  const [theirs, ours] = [recorded, simulated].map((one) =>
    seenIn(one).filter(({ cls }) => cls !== "task").map(({ cls, operation, ref }) =>
      `${cls} ${operation} ${ref}`
    ).sort()
      .join("\n")
  );
  if (theirs !== "") tally.events++;
  note(tally, recording, "events", theirs ?? "", ours ?? "");
  const aside = (value: unknown) => {
    const answer = Object(value);
    return answer.result?.events === undefined
      ? value
      : { ...answer, result: { ...answer.result, events: [] } };
  };
  compare(
    tally,
    recording,
    aside(recorded),
    aside(simulated),
    (path) => /error|status|progress|name_label/.test(path),
  );
}
