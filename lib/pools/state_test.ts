// The transition table as a whole: nobody gets stuck, nobody is live without a full read.
import assert from "node:assert/strict";
import type { ConnectionState } from "@/lib/view/types.ts";
import { needsPerson, next, type SupervisorEvent, TRANSITIONS } from "./state.ts";

const STATES = Object.keys(TRANSITIONS) as ConnectionState[];
const EVENTS = Object.keys(TRANSITIONS.disconnected) as SupervisorEvent[];

function walk(from: ConnectionState, ...events: SupervisorEvent[]): ConnectionState {
  return events.reduce(next, from);
}

function reachable(from: ConnectionState): Set<ConnectionState> {
  const seen = new Set([from]);
  for (const state of seen) for (const event of EVENTS) seen.add(next(state, event));
  return seen;
}

Deno.test("a pool connects, lives, is lost and comes back", () => {
  const connect: SupervisorEvent[] = ["attempt", "reached", "logged-in", "synced"];
  assert.equal(walk("disconnected", ...connect), "live");
  assert.equal(walk("live", "lost"), "stale");
  assert.equal(walk("stale", ...connect), "live");
});

Deno.test("every state is reached from the first, and live again from every state", () => {
  assert.deepEqual([...reachable("disconnected")].sort(), [...STATES].sort());
  for (const state of STATES) assert.ok(reachable(state).has("live"), state);
});

Deno.test("only a full read makes a pool live", () => {
  for (const state of STATES) {
    for (const event of EVENTS) {
      if (state !== "live" && next(state, event) === "live") {
        assert.deepEqual([state, event], ["syncing", "synced"]);
      }
    }
  }
});

Deno.test("stopping disconnects from every state", () => {
  for (const state of STATES) assert.equal(next(state, "stopped"), "disconnected");
});

Deno.test("states that need a person are left by a person alone", () => {
  const byPerson = new Set<SupervisorEvent>([
    "attempt",
    "certificate-accepted",
    "reconfigured",
    "stopped",
  ]);
  for (const state of STATES.filter(needsPerson)) {
    for (const event of EVENTS) {
      if (next(state, event) !== state) assert.ok(byPerson.has(event), `${state} × ${event}`);
    }
  }
});

Deno.test("a failing attempt leaves a stale pool stale: its age is not forgotten", () => {
  assert.equal(walk("stale", "attempt", "lost", "attempt", "foreign"), "stale");
});
