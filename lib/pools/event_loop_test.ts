// One event loop over a scripted pool: what it asks for and what it takes.
import assert from "node:assert/strict";
import { Cache } from "@/lib/cache/mod.ts";
import { Session } from "@/lib/xapi/mod.ts";
import type { Value } from "@/lib/xapi/types.ts";
import { EventLoop, forgotten, untold } from "./event_loop.ts";
import { add, batch, Scripted, task, token } from "./testing.ts";
import { Turns } from "./turns.ts";

Deno.test("a loop asks for its classes from its token on, and takes nothing else", async () => {
  const writer = new Cache().openPool("p", { name: "p" });
  const asked: Value[] = [];
  const session = new Session(
    new Scripted({
      "event.from": [([, classes]) => {
        asked.push(classes ?? null);
        return batch(6, 1, add("a", "one"), task("t"));
      }, batch(4, 0)],
    }),
    "OpaqueRef:s",
  );
  const loop = new EventLoop(session, writer, token(5), {
    classes: ["vm", "host"],
    owns: (name) => name !== "task",
    turns: new Turns(),
    clock: () => 0,
    changed: () => assert.equal(loop.token, token(6)),
  });
  await loop.run(new AbortController().signal);
  assert.deepEqual(asked, [["vm", "host"]]);
  assert.equal(loop.token, token(6), "an older token ends it and is not taken");
  assert.deepEqual([writer.records("VM").size, writer.records("task").size], [1, 0]);
});

Deno.test("a change without a record is one that was not told; a deletion needs none", () => {
  const event = { class: "VM", ref: "r" } as const;
  assert.deepEqual(
    untold({
      token: "",
      validRefCounts: {},
      events: [{ ...event, operation: "del" }, { ...event, operation: "mod" }, {
        ...event,
        operation: "add",
        record: {},
      }],
    }),
    ["VM"],
  );
});

Deno.test("many deletions of messages, which nobody counts, may be some of more", () => {
  const classes = (className: string, count: number) =>
    forgotten({
      token: "",
      validRefCounts: { message: 0 },
      events: Array.from(
        { length: count },
        (_, at) => ({ class: className, ref: `${at}`, operation: "del" }),
      ),
    });
  assert.deepEqual(classes("message", 255), []);
  assert.deepEqual(classes("message", 256), ["message"]);
  assert.deepEqual(classes("VDI", 300), []);
});

Deno.test("a pool that answers at once that nothing happened is not asked again at once", async () => {
  const empty = () => batch(5, 0);
  for (const [held, least] of [[0, 3 * 45], [2_000, 0]] as const) {
    let now = 0;
    const waits = () => {
      now += held;
      return empty();
    };
    const session = new Session(
      new Scripted({ "event.from": [waits, waits, waits, batch(4, 0)] }),
      "OpaqueRef:s",
    );
    const loop = new EventLoop(session, new Cache().openPool("p", { name: "p" }), token(5), {
      classes: ["vm"],
      owns: () => true,
      turns: new Turns(),
      clock: () => now,
    });
    const start = performance.now();
    await loop.run(new AbortController().signal);
    assert.ok(performance.now() - start >= least);
  }
});
