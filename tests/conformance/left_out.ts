// The recordings that are not compared, each with its reason; all the others are answered alike.

const FAILED = "failed there only because the recorded hosts were simulated";
const UNDONE = "lets a host go down that stayed up there, as the recorded hosts were simulated";
const UNHEARD = "was given up by the client after two minutes without an answer";
const FOLLOWS = "shows what such a failure left behind";
const MOMENT = "depends on VMs and memory of that moment, which the pool's state does not have";

const BATCH = "shows a task in its first millisecond, before it allows anything";
const CHANCE = "shows which of the oldest sessions went, which xapi leaves to chance";
const ABRIDGED = "was abridged in the middle, or has bytes that are no text; sim/ tests what it shows";
const EMPTY = "was left empty when it was made";

/** The whole numbers from one to another. */
function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, at) => from + at);
}

/** Why, of which topic, and which numbers. */
type Table = readonly (readonly [reason: string, topic: string, ...numbers: number[]])[];

/** What no simulator is compared with. */
const NEVER: Table = [
  [MOMENT, "hosts", 15, 19, 23],
  [UNHEARD, "hosts", 36],
  [MOMENT, "storage", 170],
  [MOMENT, "network", 27],
  [MOMENT, "coordinator-killed", 6],
  [BATCH, "designate-1to2", 2],
  [EMPTY, "coordinator-killed-first", 8, 9],
  [ABRIDGED, "limits-b", 6, 45],
  [ABRIDGED, "limits-c", 5],
  [CHANCE, "sessions", 3, 4],
];

/** What a simulator of real hosts is not compared with besides. */
const SIMULATED: Table = [
  [UNDONE, "hosts", 35],
  [FAILED, "storage", 27, 29, 32, 92, 110, 112, 135, 136, 138],
  [FAILED, "network", 36, 37],
  [FOLLOWS, "network-b", 3, 4, 10, 11, 16, 17],
  [FAILED, "network-c", 8],
  [FAILED, "vmlife", 13, 16],
  [FAILED, "vmops", 33, 35, 185, 207],
  [FOLLOWS, "vmops", 190, 202, 213],
  [FAILED, "B-json2-T", ...range(37, 42), ...range(47, 64)],
  [FAILED, "B-xml-T", ...range(33, 38), ...range(43, 59)],
  [FAILED, "D-pool_migrate", ...range(0, 9)],
];

/** Sent to it, for the next ones build on it, but not compared: the records stay there after a failure. */
const SENT: Table = [
  [FAILED, "network", 29],
  [FAILED, "network-b", 25, 51],
];

/**
 * Calls whose task failed there and would not fail on real hosts: their answer, the task, is compared at a simulator of
 * their own, so that what follows finds the pool as it was.
 */
const ASIDE: readonly (readonly [topic: string, ...numbers: number[]])[] = [
  ["storage", 26, 28, 31, 91],
  ["vmlife", 12, 15],
  ["vmops", 32, 34, 206],
  ["B-json2-T", 36, 46],
  ["B-xml-T", 32, 42],
  ["D-pool_migrate", -1],
];

const aside = new Set(ASIDE.flatMap(([topic, ...numbers]) => numbers.map((number) => `${topic} ${number}`)));

/** What a simulator stands for in a replay: real hosts, or hosts like the recorded ones, which were simulated. */
export type Hosts = "real" | "recorded";

/** Whether a call (its recording's name) is sent to a simulator of its own. */
export function isAside(name: string, hosts: Hosts): boolean {
  return hosts === "real" && aside.has(keyOf(name));
}

/** All reasons with the recordings they hold for, as `topic number`. */
export function reasons(hosts: Hosts): ReadonlyMap<string, readonly string[]> {
  const all = new Map<string, string[]>();
  for (const [name, { reason }] of KNOWN[hosts]) all.set(reason, [...(all.get(reason) ?? []), name]);
  return all;
}

/** What is known of a recording that is not compared; undefined for one that is. */
export interface LeftOut {
  readonly reason: string;
  /** Whether it is sent all the same. */
  readonly sent: boolean;
}

function known(...tables: readonly (readonly [Table, sent: boolean])[]): ReadonlyMap<string, LeftOut> {
  const all = new Map<string, LeftOut>();
  for (const [table, sent] of tables) {
    for (const [reason, topic, ...numbers] of table) {
      for (const number of numbers) all.set(`${topic} ${number}`, { reason, sent });
    }
  }
  return all;
}

const KNOWN: Readonly<Record<Hosts, ReadonlyMap<string, LeftOut>>> = {
  recorded: known([NEVER, false]),
  real: known([NEVER, false], [SIMULATED, false], [SENT, true]),
};

/** Why a recording (its file's name) is left out; undefined when it is compared. */
export function leftOut(name: string, hosts: Hosts): LeftOut | undefined {
  return KNOWN[hosts].get(keyOf(name));
}

/** Topic and number of a recording; a call that events follow has the number -1. */
export function keyOf(name: string): string {
  const [, topic, number] = /^E-(.*?)-(\d+)-/.exec(name) ?? /^(B-[^-]+-T)(\d+)-/.exec(name) ??
    /^(D-.*)-ev(\d+)/.exec(name) ?? [];
  return topic === undefined ? `${name.replace(/\.txt$/, "")} -1` : `${topic} ${Number(number)}`;
}
