// Sessions that a pool did not hear the end of are ended when it is there again, and none is remembered for ever.
import assert from "node:assert/strict";
import { ConnectionError, Session, XapiError } from "@/lib/xapi/mod.ts";
import type { Transport } from "@/lib/xapi/types.ts";
import { Leftovers } from "./leftovers.ts";
import { until } from "./testing.ts";

/** A session over a transport that answers each logout as told: "ok", a code, or "away". */
function session(ref: string, answer: string, ended: string[] = []): Session {
  const transport: Transport = {
    dialect: "json2",
    endpoint: { protocol: "http:", hostname: "script", port: 80 },
    call: (method, [given]) => {
      assert.equal(method, "session.logout");
      if (answer === "away") return Promise.reject(new ConnectionError("reset", "gone"));
      if (answer !== "ok") return Promise.reject(new XapiError(answer, []));
      ended.push(String(given));
      return Promise.resolve("");
    },
    close: () => {},
  };
  return new Session(transport, ref);
}

Deno.test("a session is ended where the pool hears it, or knows it no more", async () => {
  const remembered = async (answer: string) => {
    const left = new Leftovers();
    await left.leave(session("a", answer), 100);
    return left.size;
  };
  assert.equal(await remembered("ok"), 0);
  assert.equal(await remembered("SESSION_INVALID"), 0);
  assert.equal(await remembered("away"), 1);
  assert.equal(await remembered("HOST_IS_SLAVE"), 1, "a member ends nothing");
});

Deno.test("what could not be ended is ended over the next connection that works", async () => {
  const left = new Leftovers();
  await left.leave(session("a", "away"), 100);
  await left.leave(session("b", "ok"), 100);
  await left.leave(session("c", "HOST_STILL_BOOTING"), 100);
  assert.equal(left.size, 2);
  await left.settle(session("d", "away"));
  assert.equal(left.size, 2);
  const ended: string[] = [];
  await left.settle(session("d", "ok", ended));
  assert.deepEqual([ended, left.size], [["a", "c"], 0]);
});

Deno.test("what another one remembers can be taken over, and is ended at once where a connection works", async () => {
  const [left, other] = [new Leftovers(), new Leftovers()];
  for (const ref of ["a", "b"]) await other.leave(session(ref, "away"), 100);
  const abort = new AbortController();
  const ended: string[] = [];
  const tending = left.tend(session("now", "ok", ended), abort.signal);
  left.take(other);
  await until(() => left.size === 0);
  assert.deepEqual([ended, other.size], [["a", "b"], 0]);
  abort.abort();
  await tending;
  await left.leave(session("c", "away"), 100);
  left.take(left);
  assert.equal(left.size, 1, "its own stay");
});

Deno.test("no more are remembered than a pool allows", async () => {
  const left = new Leftovers();
  for (let number = 0; number < 520; number++) await left.leave(session(`s${number}`, "away"), 100);
  const ended: string[] = [];
  await left.settle(session("now", "ok", ended));
  assert.deepEqual([ended.length, ended[0], ended.at(-1)], [500, "s20", "s519"]);
});

Deno.test("what is left while a connection works is ended at once, and asked again where the pool did not hear", async () => {
  const left = new Leftovers();
  const abort = new AbortController();
  const ended: string[] = [];
  let deaf = true;
  const now = session("now", "ok", ended);
  const { call } = now.transport;
  Object.assign(now.transport, {
    call: (...given: Parameters<Transport["call"]>) => {
      const refused = deaf && given[1][0] === "b";
      if (refused) deaf = false;
      return refused ? Promise.reject(new ConnectionError("reset", "gone")) : call(...given);
    },
  });
  const tending = left.tend(now, abort.signal, 5);
  for (const ref of ["a", "b"]) {
    await left.leave(session(ref, "away"), 100);
    await until(() => left.size === 0);
  }
  assert.deepEqual(ended, ["a", "b"]);
  abort.abort();
  await tending;
});

Deno.test("the last session takes along what was remembered", async () => {
  const left = new Leftovers();
  await left.leave(session("a", "away"), 100);
  const ended: string[] = [];
  await left.leave(session("b", "ok", ended), 100, true);
  assert.deepEqual([ended.sort(), left.size], [["a", "b"], 0]);
});
