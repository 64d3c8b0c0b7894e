// A first read that is right is believed: no class is listed because of it, with genuine pools and simulated ones.
import assert from "node:assert/strict";
import { Cache } from "@/lib/cache/mod.ts";
import { login, openTransport, parseAddress, Session } from "@/lib/xapi/mod.ts";
import { parseJson } from "@/lib/xapi/json_text.ts";
import type { Dialect, Transport, Value } from "@/lib/xapi/types.ts";
import { startSimulator, VERSIONS } from "@/sim/mod.ts";
import { DAY_OF_WORK, ignore, readGzip, why } from "@/tests/shared.ts";
import { follow } from "./follow.ts";
import { run, until } from "./testing.ts";

const lists = (calls: readonly string[]) => calls.filter((call) => call.endsWith(".get_all_records"));

function member(value: Value, name: string): Value {
  assert(typeof value === "object" && value !== null && !Array.isArray(value));
  return value[name] ?? null;
}

Deno.test({
  name: `a genuine day of events has no class listed, from the first read to the end${why}`,
  ignore,
  async fn() {
    const replies: { readonly [loop: string]: Value[] } = { all: [], task: [] };
    for (const line of (await readGzip(new URL("events.ndjson.gz", DAY_OF_WORK))).trimEnd().split("\n")) {
      const told = parseJson(line);
      replies[String(member(told, "loop"))]?.push(member(member(told, "reply"), "result"));
    }
    const { all = [], task = [] } = replies;
    const from = String(member(all[0] ?? null, "token"));
    let now = 0;
    const { calls, seen } = await run({
      "event.from": [...all],
      "tasks": task.filter((reply) => String(member(reply, "token")) > from),
    }, () => now += 2_000);
    assert.deepEqual(lists(calls), []);
    assert.equal(seen.length, all.length, "all of it was read");
  },
});

for (const [name, dialect] of [["8.3", "json2"], ["8.3", "json1"], ["8.3", "xml"], ["6.1", "xml"]] as const) {
  Deno.test(`a first read of a pool of ${name} in ${dialect} has no class listed, nor has what follows`, async () => {
    assert.deepEqual(await listed(name, dialect), []);
  });
}

/** The lists asked for while a simulated pool is read and followed for a while. */
async function listed(name: string, dialect: Dialect): Promise<string[]> {
  const version = VERSIONS.get(name);
  assert(version);
  const sim = await startSimulator({ vms: 12, hosts: 2, speed: Infinity, version });
  const writer = new Cache().openPool("p", { name: "p" });
  const calls: string[] = [];
  const plain = openTransport(parseAddress(sim.url), { fingerprint: null, dialect });
  const noting: Transport = {
    dialect,
    endpoint: plain.endpoint,
    call: (method, params, options) => {
      calls.push(method);
      return plain.call(method, params, options);
    },
    close: () => plain.close(),
  };
  const { ref } = await login(plain, { username: "root", password: "atoll" });
  const control = new AbortController();
  let heard = 0;
  const done = follow(new Session(noting, ref), writer, {
    signal: control.signal,
    synced: () => {},
    changed: () => void heard++,
    rolledBack: () => assert.fail("nothing was rolled back"),
  });
  const ended = assert.rejects(done, (error) => control.signal.aborted || Promise.reject(error));
  try {
    await until(() => writer.records("VM").size > 0);
    for (let change = 1; change <= 3; change++) {
      for (const vm of sim.db.table("VM").keys()) sim.db.set("VM", vm, "name_label", `change ${change}`);
      await until(() => heard >= change);
    }
  } finally {
    control.abort();
    await ended;
    plain.close();
    await sim.close();
  }
  return lists(calls);
}
