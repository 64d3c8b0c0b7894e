// What a replay has found: differences between the recorded and the simulated answers, reported together at its end.
import assert from "node:assert/strict";
import type { Recording } from "./recordings.ts";
import { differences } from "./shape.ts";

export interface Tally {
  requests: number;
  events: number;
  readonly failures: string[];
}

export function newTally(): Tally {
  return { requests: 0, events: 0, failures: [] };
}

/** Notes where two decoded answers differ in shape, and in their values where `exact` says so; each path once. */
export function compare(
  tally: Tally,
  recording: Recording,
  recorded: unknown,
  simulated: unknown,
  exact: (path: string) => boolean,
): void {
  const found = new Map(differences(recorded, simulated, exact).map((one) => [one.path, one]));
  for (const { path, recorded, simulated } of found.values()) {
    tally.failures.push(`${recording.name}: ${path} is ${simulated}, recorded ${recorded}`);
  }
}

/** Notes that two texts differ. */
export function note(
  tally: Tally,
  recording: Recording,
  what: string,
  recorded: string,
  simulated: string,
): void {
  if (recorded !== simulated) {
    tally.failures.push(
      `${recording.name}: ${what} ${JSON.stringify(simulated)}, recorded ${JSON.stringify(recorded)}`,
    );
  }
}

/** Header names in an order that does not matter. */
export function names(headers: readonly string[]): string {
  return [...headers].sort().join(" ");
}

/** Says how many answers were compared, and fails with every difference. */
export function report(what: string, tally: Tally): void {
  const lines = tally.failures.map((line) => `  ${line.slice(0, 4000)}`).join("\n");
  const agreed =
    `${what}: ${tally.requests} requests, ${tally.events} event batches, ${tally.failures.length} differences`;
  Deno.stdout.writeSync(new TextEncoder().encode(`${agreed}\n`));
  assert.equal(tally.failures.length, 0, `${agreed}\n${lines}`);
}

/** A field of a decoded value, whatever that is. */
export function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}
