// Sends the recorded requests of a genuine xapi to a simulator of the same pool and compares the answers.
import { type Simulator, startSimulator } from "@/sim/mod.ts";
import { CLASS_NAMES } from "@/sim/model.ts";
import { leftOut } from "./left_out.ts";
import { decode, type Recording, recordings, send } from "./recordings.ts";
import { ignore, why } from "../shared.ts";
import { compare, field, names, newTally, note, report, type Tally } from "./tally.ts";

type Dialect = "json1" | "json2" | "xml";

/** Answers that must agree to the letter: errors, and the records of objects nobody touches meanwhile. */
const LITERAL =
  /error|INVALID|UNKNOWN|MISMATCH|bad-param|DUPLICATE|get_all_records|get_record|session-invalid|bad-password|bad-token|after-logout/;
/** Fields whose values belong to the moment. */
const VOLATILE =
  /last_active|validation_time|token|trackid|\.tasks|last_updated|\.this_host|\.uuid$|\.id$|timestamp|created|finished|subtask_of|backtrace|\.(result|Value)\.result$/;

for (const dialect of ["json1", "json2", "xml"] as const) {
  Deno.test(
    `The simulator answers the recorded session in ${dialect} as xapi did${why}`,
    { ignore },
    async () => {
      const all = recordings(new RegExp(`^B-${dialect}-\\d`));
      const path = await stateFile(all);
      const tally = newTally();
      const simulator = await startSimulator({ state: path, password: "lab", speed: 1000 });
      try {
        await replay(simulator, dialect, all, tally);
      } finally {
        await simulator.close();
        await Deno.remove(path);
      }
      report(`B-${dialect}`, tally);
    },
  );
}

for (const dialect of ["json1", "json2", "xml"] as const) {
  Deno.test(
    `The simulator answers the short recordings in ${dialect} as xapi did${why}`,
    { ignore },
    async () => {
      const all = recordings(new RegExp(`^R-${dialect}-`));
      const vm = decode(all.find(({ name }) => name.includes("get_record"))?.response.body ?? "");
      const ref = /VM\/(OpaqueRef:[0-9a-f-]{36})/.exec(all.at(-1)?.requestBody ?? "")?.[1] ?? "";
      const path = await stateFile(all, { VM: { [ref]: field(vm, "result") ?? field(vm, "Value") } });
      const tally = newTally();
      const simulator = await startSimulator({ state: path, password: "lab", speed: 1000 });
      try {
        await replay(simulator, dialect, all.slice(0, -1), tally);
        simulator.db.touch("VM", ref);
        const last = all.at(-1);
        if (last !== undefined) {
          const session = String(
            await simulator.call("session.login_with_password", ["root", "lab", "2.21", "test"]),
          );
          const body = adapt(
            last,
            new Map(),
            `${String(simulator.db.generation - 2).padStart(20, "0")},${"0".repeat(20)}`,
          );
          check(
            tally,
            dialect,
            last,
            await send(simulator.url, last, body.replace(/OpaqueRef:[0-9a-f-]{36}/, session)),
          );
        }
      } finally {
        await simulator.close();
        await Deno.remove(path);
      }
      report(`R-${dialect}`, tally);
    },
  );
}

Deno.test(`The simulator has the limits xapi has${why}`, { ignore }, async () => {
  const tally = newTally();
  const simulator = await startSimulator({ hosts: 1, vms: 3, password: "lab" });
  try {
    const session = String(
      await simulator.call("session.login_with_password", ["root", "lab", "2.21", "test"]),
    );
    const [vm = ""] = [...simulator.db.table("VM")].find(([, record]) =>
      record["power_state"] === "Halted"
    ) ?? [];
    for (const recording of recordings(/^E-limits-b-/)) {
      if (leftOut(recording.name, "real") !== undefined) continue;
      const body = recording.requestBody
        .replaceAll("OpaqueRef:be7b3854-eb5d-26bf-2dec-4e7ef1789f6f", session)
        .replaceAll("OpaqueRef:6179ed99-418e-5ac2-2406-2113671896e1", vm);
      const refused = recording.response.status.startsWith("(no HTTP response");
      const answer = await send(simulator.url, recording, body).catch((error) => {
        // The connection may be closed while the body is still on its way.
        if (refused && error instanceof Deno.errors.BrokenPipe) return CUT;
        if (refused && error instanceof Deno.errors.ConnectionReset) return CUT;
        throw error;
      });
      tally.requests++;
      note(tally, recording, "status", refused ? "" : recording.response.status, answer.status);
      if (refused || /login/.test(recording.name)) continue;
      const [theirs, ours] = [recording.response.body, answer.body];
      if (theirs.startsWith("<html>")) note(tally, recording, "page", pageOf(theirs), pageOf(ours));
      else if (/get_record/.test(recording.name)) {
        compare(tally, recording, decode(theirs), decode(ours), () => false);
      } else note(tally, recording, "body", theirs, ours);
    }
  } finally {
    await simulator.close();
  }
  report("E-limits-b", tally);
});

Deno.test(`The simulator answers odd HTTP as xapi did${why}`, { ignore }, async () => {
  const tally = newTally();
  const simulator = await startSimulator({ hosts: 1, vms: 3, password: "lab" });
  try {
    const session = String(
      await simulator.call("session.login_with_password", ["root", "lab", "2.21", "test"]),
    );
    const vm = [...simulator.db.table("VM").keys()][0] ?? "";
    for (
      const recording of recordings(
        /^C-(jsonrpc|xmlrpc-broken|get-|options-|xml-to-json|unicode|ctrl|task[.])/,
      )
    ) {
      const body = recording.requestBody
        .replace(/OpaqueRef:77c1edff-[0-9a-f-]+/g, session)
        .replace(/OpaqueRef:a9a8ba19-[0-9a-f-]+/g, vm)
        .replace(
          /OpaqueRef:4340cb78-[0-9a-f-]+/g,
          String(await simulator.call("task.create", ["mytask", "d"])),
        );
      const answer = await send(simulator.url, recording, body);
      tally.requests++;
      note(tally, recording, "status", recording.response.status, answer.status);
      note(tally, recording, "headers", names(recording.response.headers), names(answer.headers));
      if (recording.response.body.startsWith("<html>")) {
        note(tally, recording, "page", pageOf(recording.response.body), pageOf(answer.body));
      } else if (recording.response.body !== "") {
        const literal = /error/.test(recording.response.body);
        const body = literal
          ? answer.body.replaceAll(session, "OpaqueRef:77c1edff-8b70-7f91-e5dc-489f83ba8430")
          : answer.body;
        compare(
          tally,
          recording,
          decode(recording.response.body),
          decode(body),
          literally(recording, literal),
        );
      }
    }
  } finally {
    await simulator.close();
  }
  report("C", tally);
});

/** What is left of a connection that was closed without an answer. */
const CUT = { status: "", headers: [], body: "" };

/** An error page without the details of what went wrong. */
function pageOf(text: string): string {
  return text.replace(/(Additional information <\/h1>\w+\.?\w*).*/s, "$1");
}

/** Makes the pool of a recorded session: the objects of its first event.from. */
async function stateFile(
  all: readonly Recording[],
  state: Record<string, Record<string, unknown>> = {},
): Promise<string> {
  const first = all.find(({ name }) => /event\.from-first-(all|pool)/.test(name));
  for (const event of eventsOf(decode(first?.response.body ?? ""))) {
    if (event.operation === "add") (state[spelling(event.class)] ??= {})[event.ref] = event.snapshot;
  }
  const path = await Deno.makeTempFile({ suffix: ".json" });
  await Deno.writeTextFile(path, JSON.stringify(state));
  return path;
}

async function replay(
  simulator: Simulator,
  dialect: Dialect,
  all: readonly Recording[],
  tally: Tally,
): Promise<void> {
  // Refs the recorded xapi made up meanwhile (sessions, tasks), and the tokens, by what the simulator made up.
  const translate = new Map<string, string>();
  let token = "";
  for (let at = 0; at < all.length; at++) {
    const recording = all[at];
    if (recording === undefined) break;
    const body = adapt(recording, translate, token);
    const pair = /blocked-then-setter|event\.next\.txt/.test(recording.name) ? all[at + 1] : undefined;
    const answering = send(simulator.url, recording, body);
    if (pair !== undefined) {
      at++;
      // The recorded setter came while the call was blocked.
      await new Promise((resolve) => setTimeout(resolve, 50));
      const answer = await send(simulator.url, pair, adapt(pair, translate, token));
      check(tally, dialect, pair, answer);
    }
    const answer = await answering;
    check(tally, dialect, recording, back(answer, translate));
    learn(recording, answer.body, translate);
    // What the recording saw before it started is not to be told again.
    token = tokenOf(answer.body) ?? token;
  }
}

/** The recorded request with the refs and the token of this session. */
function adapt(recording: Recording, translate: ReadonlyMap<string, string>, token: string): string {
  let body = recording.requestBody;
  for (const [recorded, ours] of translate) body = body.replaceAll(recorded, ours);
  if (token !== "") body = body.replace(/\d{20},\d{20}/, token);
  // Nothing changes during these: a short wait shows the same.
  return body.replace(/(?<=, |<double>)(1|2|3|5)\.0(?=\]|<)/, "0.2");
}

/** The answer with the recorded refs in place of ours. */
function back(answer: Recording["response"], translate: ReadonlyMap<string, string>): Recording["response"] {
  let body = answer.body;
  for (const [recorded, ours] of translate) body = body.replaceAll(ours, recorded);
  return { ...answer, body };
}

/** Remembers which of our refs stands for a recorded one: results that are a fresh ref. */
function learn(recording: Recording, body: string, translate: Map<string, string>): void {
  if (!/login\.|Async/.test(recording.name) || /bad-password|event|record/.test(recording.name)) return;
  const [recorded, ours] = [recording.response.body, body].map((text) =>
    /OpaqueRef:[0-9a-f-]{36}/.exec(text)?.[0]
  );
  if (recorded !== undefined && ours !== undefined) translate.set(recorded, ours);
}

function tokenOf(body: string): string | undefined {
  return /\d{20},\d{20}/.exec(body)?.[0];
}

function check(tally: Tally, dialect: Dialect, recording: Recording, answer: Recording["response"]): void {
  tally.requests++;
  note(tally, recording, "status", recording.response.status, answer.status);
  note(tally, recording, "headers", names(recording.response.headers), names(answer.headers));
  const [recorded, simulated] = [decode(recording.response.body), decode(answer.body)];
  if (/event\.from-(first|single|timeout|unknown|task-deleted|blocked|empty)/.test(recording.name)) {
    tally.events++;
    const [a, b] = [eventsOf(recorded), eventsOf(simulated)].map((events) =>
      events.filter((event) => event.operation !== "del" || /deleted/.test(recording.name))
        .filter((event) => event.class !== "task")
        .map((event) =>
          `${event.class} ${event.operation}${event.operation === "del" ? "" : ` ${event.ref}`}`
        ).join("\n")
    );
    note(tally, recording, "events", a ?? "", b ?? "");
  }
  // What the steps of a task are and when they come differs from run to run: its end is what counts.
  if (/event\.from-(async|start)-/.test(recording.name)) return;
  if (dialect === "xml") {
    const literals = /<(i4|double|boolean|dateTime\.iso8601)>/g;
    const kinds = (text: string) => [...new Set(text.match(literals))].sort().join(" ");
    note(tally, recording, "XML types", kinds(recording.response.body), kinds(answer.body));
  }
  compare(tally, recording, recorded, simulated, literally(recording, LITERAL.test(recording.name)));
}

/** Which values must agree to the letter, and not just in shape. */
function literally(recording: Recording, literal: boolean): (path: string) => boolean {
  return (path) => literal && !VOLATILE.test(path) && !/listMethods/.test(recording.name);
}

interface WireEvent {
  readonly class: string;
  readonly operation: string;
  readonly ref: string;
  readonly snapshot?: unknown;
}

/** The events of a decoded event.from answer in any dialect. */
function eventsOf(answer: unknown): WireEvent[] {
  const result = field(answer, "result") ?? field(answer, "Value");
  const events = field(result, "events");
  return Array.isArray(events)
    ? events.map((event) => ({
      class: String(field(event, "class")),
      operation: String(field(event, "operation")),
      ref: String(field(event, "ref")),
      snapshot: field(event, "snapshot"),
    }))
    : [];
}

/** Events write classes in lower case. */
function spelling(cls: string): string {
  return CLASS_NAMES.find((name) => name.toLowerCase() === cls) ?? cls;
}
