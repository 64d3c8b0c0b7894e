// How many of the recordings by topic are answered alike, and why the others are left out.
import assert from "node:assert/strict";
import { leftOut, reasons } from "./left_out.ts";
import { haveRecordings, TRANSCRIPTS } from "./recordings.ts";

const ignore = !haveRecordings();
const why = ignore ? " (left out: no recordings in ../shared)" : "";

/** The topics that are replayed, by the test that does it. */
const REPLAYED: Readonly<Record<string, readonly string[]>> = {
  topics_test: ["hosts", "storage", "storage-halted", "network", "network-b", "network-c", "vmlife", "vmops"],
  failover_test: [
    "designate-1to2",
    "designate-2to1",
    "coordinator-killed",
    "coordinator-killed-first",
    "emergency",
    "emergency-new",
    "nocoordinator",
  ],
  limits_test: ["limits", "limits-c", "sessions"],
  replay_test: ["limits-b"],
};

/** The share of the recordings that must be answered alike. */
const GOAL = 0.9;

Deno.test(`Nine of ten recordings by topic are answered alike, and the others have a reason${why}`, {
  ignore,
}, () => {
  const names = [...Deno.readDirSync(TRANSCRIPTS)].map(({ name }) => name).filter((name) =>
    name.startsWith("E-")
  );
  const topics = Map.groupBy(names, (name) => /^E-(.*?)-\d+-/.exec(name)?.[1] ?? name);
  const lines: string[] = [];
  let alike = 0;
  for (const [topic, all] of [...topics].sort(([a], [b]) => a < b ? -1 : 1)) {
    const left = all.filter((name) => leftOut(name) !== undefined).length;
    alike += all.length - left;
    lines.push(`  E-${topic}: ${all.length - left} alike, ${left} left out`);
  }
  for (const [reason, left] of reasons()) lines.push(`  ${left.length} ${reason}: ${left.join(", ")}`);
  const total = `all E-: ${alike} of ${names.length} alike (${Math.floor(100 * alike / names.length)} %)`;
  Deno.stdout.writeSync(new TextEncoder().encode(`${[total, ...lines].join("\n")}\n`));
  assert.deepEqual([...topics.keys()].sort(), Object.values(REPLAYED).flat().sort());
  for (const left of [...reasons().values()].flat()) {
    const [topic = "", number] = left.split(" ");
    const known = topics.get(topic)?.some((name) => Number(/-(\d+)-/.exec(name)?.[1]) === Number(number));
    assert.ok(known, `There is no recording ${left} to leave out`);
  }
  assert.ok(alike / names.length >= GOAL, total);
});
