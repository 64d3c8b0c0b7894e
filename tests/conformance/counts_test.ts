// How many of the recordings are answered alike, and why the others are left out.
import assert from "node:assert/strict";
import { keyOf, leftOut, reasons } from "./left_out.ts";
import { TRANSCRIPTS } from "./recordings.ts";
import { ignore, why } from "../shared.ts";

/** Which test replays which recordings. */
const REPLAYED: Readonly<Record<string, RegExp>> = {
  replay_test:
    /^(B-(json1|json2|xml)-\d|R-|E-limits-b-|C-(jsonrpc|xmlrpc|get-|options-|xml-to-json|unicode|ctrl|task\.))/,
  stories_test: /^(B-(json2|xml)-T|D-(start_on|pool_migrate|host\.disable))/,
  edges_test: /^(C-(event|int64|slave|task-cancelled|console)|D-(restart|after-restart))/,
  statistics_test: /^C-(rrd_updates|host_rrd|vm_rrd)/,
  topics_test: /^E-(hosts|storage|network|vmlife|vmops)-/,
  failover_test: /^E-(designate|coordinator|emergency|nocoordinator)/,
  limits_test: /^E-(limits(-c)?-\d|sessions)/,
};

/** The share of the recordings by topic that must be answered alike; of all others every one that has no reason. */
const GOAL = 0.9;

/** Recordings by topic, their numbers as ranges: `vmops 32-35 185`. */
function ranges(left: readonly string[]): string {
  const topics = Map.groupBy(left, (name) => name.slice(0, name.lastIndexOf(" ")));
  return [...topics].map(([topic, names]) => {
    const spans: [from: number, to: number][] = [];
    for (const number of names.map((name) => Number(name.slice(name.lastIndexOf(" "))))) {
      const last = spans.at(-1);
      if (last !== undefined && number === last[1] + 1) last[1] = number;
      else spans.push([number, number]);
    }
    return `${topic} ${spans.map(([from, to]) => from === to ? from : `${from}-${to}`).join(" ")}`;
  }).join(", ");
}

Deno.test(`Nine of ten recordings by topic are answered alike, and the others have a reason${why}`, {
  ignore,
}, () => {
  const names = [...Deno.readDirSync(TRANSCRIPTS)].map(({ name }) => name);
  for (const name of names) {
    const tests = Object.entries(REPLAYED).filter(([, pattern]) => pattern.test(name)).map(([test]) => test);
    assert.equal(tests.length, 1, `${name} is replayed by ${tests.join(" and ") || "no test"}`);
  }
  const counts = (all: readonly string[]) => {
    const left = all.filter((name) => leftOut(name, "recorded") !== undefined).length;
    return { all: all.length, left, alike: all.length - left };
  };
  const lines: string[] = [];
  for (const [group, all] of [...Map.groupBy(names, (name) => name.slice(0, 2))].sort()) {
    const { left, alike } = counts(all);
    lines.push(`all ${group}: ${alike} of ${all.length} alike (${Math.floor(100 * alike / all.length)} %)`);
    const topics = Map.groupBy(all, (name) => /^E-(.*?)-\d+-/.exec(name)?.[1] ?? "");
    if (topics.size === 1 || left === 0) continue;
    for (const [topic, some] of [...topics].sort(([a], [b]) => a < b ? -1 : 1)) {
      lines.push(`  ${group}${topic}: ${counts(some).alike} alike, ${counts(some).left} left out`);
    }
  }
  for (const [reason, left] of reasons("recorded")) {
    lines.push(`  ${left.length} ${reason}: ${ranges(left)}`);
  }
  const onlyRecorded = names.filter((name) => leftOut(name, "real") !== undefined).length -
    names.filter((name) => leftOut(name, "recorded") !== undefined).length;
  lines.push(`${onlyRecorded} of them only by hosts that are simulated, as those recorded were`);
  Deno.stdout.writeSync(new TextEncoder().encode(`${lines.join("\n")}\n`));
  const known = new Set(names.map(keyOf));
  for (const left of [...reasons("real").values()].flat()) {
    assert.ok(known.has(left), `There is no recording ${left} to leave out`);
  }
  const { alike, all } = counts(names.filter((name) => name.startsWith("E-")));
  assert.ok(alike / all >= GOAL, lines.join("\n"));
});
