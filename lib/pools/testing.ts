// What the tests of this room share. First of all a scripted pool: what a genuine xapi was seen to do, which a running
// simulator cannot be made to do at will.
import assert from "node:assert/strict";
import { Cache } from "@/lib/cache/mod.ts";
import { ConnectionError, parseAddress, Session } from "@/lib/xapi/mod.ts";
import type { CallOptions, Transport, Value } from "@/lib/xapi/types.ts";
import type { Candidate } from "./candidates.ts";
import { follow, type FollowOptions } from "./follow.ts";
import type { PoolConfig } from "./types.ts";

/** A configured pool, "p" called "lab", whose simulator would let Atoll in. */
export const config = (more: Partial<PoolConfig> = {}): PoolConfig => ({
  id: "p",
  name: "lab",
  label: "",
  disabled: false,
  readOnly: false,
  address: "lab",
  members: [],
  username: "root",
  password: "atoll",
  fingerprint: null,
  accepted: {},
  ca: null,
  dialect: null,
  ...more,
});

/** Somebody at a plain http address. */
export const candidate = (address: string): Candidate => ({
  endpoint: parseAddress(address),
  trust: null,
  expected: null,
  member: false,
  label: address,
});

/** Ends a session and its connection. */
export async function end(session: Session): Promise<void> {
  await session.logout();
  session.transport.close();
}

/** Waits until the test holds; fails when it does not within `ms`. */
export async function until(test: () => boolean, ms = 10_000): Promise<void> {
  const end = performance.now() + ms;
  while (!test()) {
    assert.ok(performance.now() < end, `not within ${ms} ms: ${test}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

export type Answer =
  | Value
  | Error
  | ((params: readonly Value[], signal: AbortSignal | undefined) => Value | Promise<Value>);

/**
 * A transport that answers from a script and then ends the connection. The loop of tasks reads from "tasks", and is left
 * waiting when that is over.
 */
export class Scripted implements Transport {
  readonly dialect = "json2";
  readonly endpoint = { protocol: "http:", hostname: "script", port: 80 } as const;
  /** What was called, with the token where it was event.from; the loop of tasks left out. */
  readonly calls: string[] = [];

  constructor(private readonly script: Record<string, Answer[]>) {}

  async call(method: string, params: readonly Value[], { signal }: CallOptions = {}): Promise<Value> {
    const tasks = method === "event.from" && JSON.stringify(params[1]) === '["task"]';
    if (!tasks) this.calls.push(method === "event.from" ? `event.from ${JSON.stringify(params[2])}` : method);
    const answer = this.script[tasks ? "tasks" : method]?.shift() ??
      (tasks ? () => never(signal) : new Error("The script is over"));
    if (answer instanceof Error) throw answer;
    return typeof answer === "function" ? await answer(params, signal) : answer;
  }

  close(): void {}
}

/** No answer: waits for the abort, and throws as a transport does. */
export function never(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    const end = () => reject(new ConnectionError("aborted", "Given up"));
    if (signal?.aborted) end();
    signal?.addEventListener("abort", end);
  });
}

export const token = (generation: number, messages = 0) =>
  `${String(generation).padStart(20, "0")},${String(messages).padStart(20, "0")}`;

export const vm = (uuid: string, name: string) => ({
  uuid,
  name_label: name,
  power_state: "Halted",
  is_a_template: false,
});

export const add = (ref: string, name: string): Value => ({
  id: "1",
  timestamp: "0",
  class: "vm",
  operation: "add",
  ref: `OpaqueRef:${ref}`,
  snapshot: vm(ref, name),
});

export const batch = (generation: number, count: number, ...events: Value[]) => ({
  events,
  valid_ref_counts: { vm: count },
  token: token(generation),
});

export const task = (name: string, operation: "add" | "mod" | "del" = "add"): Value => ({
  id: "1",
  timestamp: "0",
  class: "task",
  operation,
  ref: `OpaqueRef:${name}`,
  ...(operation === "del" ? {} : { snapshot: { uuid: name, name_label: name, status: "pending" } }),
});

/** An answer about tasks: xapi gives 0 as the generation of messages that were not asked for. */
export const taskBatch = (generation: number, count: number, ...events: Value[]): Value => ({
  events,
  valid_ref_counts: { vm: 99, task: count },
  token: token(generation),
});

/** Begins to follow a script with a replica of its own. What is not given is not noticed; `done` throws when it is over. */
export function begin(script: Record<string, Answer[]>, options: Partial<FollowOptions> = {}) {
  const writer = new Cache().openPool("p", { name: "p" });
  const transport = new Scripted(script);
  const done = follow(new Session(transport, "OpaqueRef:s"), writer, {
    signal: new AbortController().signal,
    synced: () => {},
    changed: () => {},
    rolledBack: () => {},
    ...options,
  });
  return { done, writer, calls: transport.calls };
}

/** Follows a script to its end. Gives the calls made, the callbacks made, and the names of what the replica holds. */
export async function run(script: Record<string, Answer[]>, clock?: () => number) {
  const seen: string[] = [];
  const { done, writer, calls } = begin(script, {
    synced: () => seen.push("synced"),
    changed: () => seen.push("changed"),
    rolledBack: () => seen.push("rolled back"),
    ...(clock ? { clock } : {}),
  });
  await assert.rejects(done, /The script is over/);
  const names = (className: string) =>
    [...writer.records(className).values()].map((record) => record["name_label"]);
  return { calls, seen, names: names("VM"), tasks: names("task") };
}
