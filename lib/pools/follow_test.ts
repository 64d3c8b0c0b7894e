// The live loop over a scripted pool: what a genuine xapi was seen to do, which a running simulator cannot be made to do at will.
import assert from "node:assert/strict";
import { Cache } from "@/lib/cache/mod.ts";
import { Session, XapiError } from "@/lib/xapi/mod.ts";
import type { Transport, Value } from "@/lib/xapi/types.ts";
import { follow } from "./follow.ts";

type Answer = Value | Error | ((params: readonly Value[]) => Value);

/** A transport that answers from a script, method by method, and then ends the connection. */
class Scripted implements Transport {
  readonly dialect = "json2";
  readonly endpoint = { protocol: "http:", hostname: "script", port: 80 } as const;
  readonly calls: string[] = [];

  constructor(private readonly script: Record<string, Answer[]>) {}

  call(method: string, params: readonly Value[]): Promise<Value> {
    this.calls.push(method === "event.from" ? `event.from ${JSON.stringify(params[2])}` : method);
    const answer = this.script[method]?.shift() ?? new Error("The script is over");
    if (answer instanceof Error) return Promise.reject(answer);
    return Promise.resolve(typeof answer === "function" ? answer(params) : answer);
  }

  close(): void {}
}

const token = (generation: number) => `${String(generation).padStart(20, "0")},${"0".repeat(20)}`;
const vm = (uuid: string, name: string) => ({
  uuid,
  name_label: name,
  power_state: "Halted",
  is_a_template: false,
});

const add = (ref: string, name: string): Value => ({
  id: "1",
  timestamp: "0",
  class: "vm",
  operation: "add",
  ref: `OpaqueRef:${ref}`,
  snapshot: vm(ref, name),
});

const batch = (generation: number, count: number, ...events: Value[]): Value => ({
  events,
  valid_ref_counts: { vm: count },
  token: token(generation),
});

async function run(script: Record<string, Answer[]>, clock?: () => number) {
  const cache = new Cache();
  const writer = cache.openPool("p", { name: "p" });
  const transport = new Scripted(script);
  const seen: string[] = [];
  await assert.rejects(
    follow(new Session(transport, "OpaqueRef:s"), writer, {
      signal: new AbortController().signal,
      synced: () => seen.push("synced"),
      changed: () => seen.push("changed"),
      rolledBack: () => seen.push("rolled back"),
      ...(clock ? { clock } : {}),
    }),
    /The script is over/,
  );
  return {
    calls: transport.calls,
    seen,
    names: [...writer.records("VM").values()].map((record) => record["name_label"]),
  };
}

Deno.test("the first event.from reads everything, and its token leads on", async () => {
  const { calls, seen, names } = await run({
    "event.from": [batch(5, 1, add("a", "one")), batch(6, 2, add("b", "two"))],
  });
  assert.deepEqual(calls, ['event.from ""', `event.from "${token(5)}"`, `event.from "${token(6)}"`]);
  assert.deepEqual(seen, ["synced", "changed"]);
  assert.deepEqual(names, ["one", "two"]);
});

Deno.test("a pool that crashed and went back in time is read again from the start", async () => {
  const { calls, seen, names } = await run({
    "event.from": [batch(9, 2, add("a", "one"), add("b", "lost")), batch(7, 1), batch(7, 1, add("a", "one"))],
  });
  assert.deepEqual(calls.slice(0, 3), ['event.from ""', `event.from "${token(9)}"`, 'event.from ""']);
  assert.deepEqual(seen, ["synced", "rolled back", "synced"]);
  assert.deepEqual(names, ["one"]);
});

Deno.test("a deletion that xapi forgot to tell is found by the counts and healed by reading that class alone", async () => {
  const { calls, names } = await run({
    "event.from": [batch(5, 2, add("a", "one"), add("b", "two")), batch(6, 1)],
    "VM.get_all_records": [{ "OpaqueRef:a": vm("a", "one") }],
  });
  assert.equal(calls.filter((call) => call === "VM.get_all_records").length, 1);
  assert.deepEqual(names, ["one"]);
});

Deno.test("a class that differs again and again is not read all the time", async () => {
  const { calls } = await run({
    "event.from": [
      batch(5, 1, add("a", "one")),
      ...[2, 3, 4, 5, 6, 7, 8].map((count) => batch(5 + count, count)),
    ],
    "VM.get_all_records": Array.from({ length: 10 }, () => ({ "OpaqueRef:a": vm("a", "one") })),
  });
  assert.equal(calls.filter((call) => call === "VM.get_all_records").length, 1);
});

Deno.test("a class that differs is read again after its rest, whatever the machine's date does meanwhile", async () => {
  let now = 0;
  const { now: date } = Date;
  try {
    const { calls, names } = await run({
      "event.from": [
        batch(5, 1, add("a", "one")),
        batch(6, 3),
        batch(7, 3),
        () => {
          Date.now = () => 0; // somebody set the date back
          now += 5_000;
          return batch(8, 2);
        },
      ],
      "VM.get_all_records": [
        { "OpaqueRef:a": vm("a", "one") },
        { "OpaqueRef:a": vm("a", "one"), "OpaqueRef:b": vm("b", "two") },
      ],
    }, () => now);
    assert.equal(calls.filter((call) => call === "VM.get_all_records").length, 2);
    assert.deepEqual(names, ["one", "two"]);
  } finally {
    Date.now = date;
  }
});

Deno.test("a class that cannot be listed does not end the connection, a session that is gone does", async () => {
  const { seen } = await run({
    "event.from": [batch(5, 1, add("a", "one")), batch(6, 2), batch(7, 1)],
    "VM.get_all_records": [new XapiError("MESSAGE_METHOD_UNKNOWN", ["VM.get_all_records"])],
  });
  assert.deepEqual(seen, ["synced", "changed", "changed"]);
  await assert.rejects(
    run({
      "event.from": [batch(5, 1, add("a", "one")), batch(6, 2)],
      "VM.get_all_records": [new XapiError("SESSION_INVALID", ["s"])],
    }),
  );
});
