// Coordinators that are changed, die and come back, members that leave and join: what a client sees meanwhile.
import assert from "node:assert/strict";
import { type Cluster, type ClusterOptions, startCluster } from "./cluster.ts";
import type { RunningSimulator } from "./simulator.ts";
import { flag, text } from "./values.ts";

type Answer = { result?: unknown; error?: { message: string; data: string[] } | string[] };

/** What a host answers; "cut" when it hangs up. */
async function rpc(host: RunningSimulator, method: string, ...params: unknown[]): Promise<Answer | "cut"> {
  const body = JSON.stringify({ jsonrpc: "2.0", method, params, id: 1 });
  try {
    return await (await fetch(`${host.url}/jsonrpc`, { method: "POST", body })).json();
  } catch (error) {
    if (error instanceof TypeError) return "cut";
    throw error;
  }
}

/** The code of a refusal, "ok" or "cut". */
function code(answer: Answer | "cut"): string {
  if (answer === "cut") return answer;
  const { error } = answer;
  return error === undefined ? "ok" : Array.isArray(error) ? error[0] ?? "" : error.message;
}

const login = (host: RunningSimulator) =>
  rpc(host, "session.login_with_password", "root", "atoll", "2.21", "test");

async function session(host: RunningSimulator): Promise<string> {
  const answer = await login(host);
  assert.equal(code(answer), "ok", JSON.stringify(answer));
  return answer === "cut" ? "" : String(answer.result);
}

/** Asks again until an answer fits; gives all codes on the way, repetitions left out. */
async function until(ask: () => Promise<Answer | "cut">, wanted: string): Promise<string[]> {
  const seen: string[] = [];
  for (let count = 0; count < 5_000; count++) {
    const got = code(await ask());
    if (seen.at(-1) !== got) seen.push(got);
    if (got === wanted) return seen;
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  return assert.fail(`never ${wanted}: ${seen.join(", ")}`);
}

async function withCluster(
  test: (hosts: [RunningSimulator, RunningSimulator, RunningSimulator], cluster: Cluster) => Promise<void>,
  options: ClusterOptions = {},
): Promise<void> {
  const cluster = await startCluster({ hosts: 3, vms: 4, speed: 100, ...options });
  try {
    cluster.designate(0);
    const [a, b, c] = cluster.hosts;
    await test([a ?? assert.fail(), b ?? assert.fail(), c ?? assert.fail()], cluster);
  } finally {
    await cluster.close();
  }
}

const refAt = ({ db }: RunningSimulator, host: number) =>
  [...db.table("host")].map(([ref, record]) => [text(record, "address"), ref] as const).sort()[host]?.[1] ??
    "";

Deno.test("A planned change of coordinator: the blocked call is answered, all are cut off, the new one lets in", () =>
  withCluster(async ([old, next, third]) => {
    const before = await session(old);
    const { db } = old;
    const generation = db.generation;
    const token = `${String(generation).padStart(20, "0")},${"0".repeat(20)}`;
    const blocked = rpc(old, "event.from", before, ["pool", "task"], token, 30.5);
    assert.equal(code(await rpc(old, "Async.pool.designate_new_master", before, refAt(old, 1))), "ok");
    assert.equal(code(await blocked), "ok");
    assert.deepEqual(code(await login(next)), "HOST_IS_SLAVE");
    const seen = await until(() => login(next), "ok");
    assert.deepEqual(seen, ["HOST_IS_SLAVE", "cut", "ok"]);
    assert.equal(db.table("pool").values().next().value?.["master"], refAt(old, 1));
    assert.ok(db.generation > generation + 1000);
    assert.equal(code(await rpc(next, "pool.get_all", before)), "SESSION_INVALID");
    // Asked while the members look for it, the call waits until they have found it.
    assert.equal(code(await rpc(third, "pool.get_all", before)), "SESSION_INVALID");
    assert.equal(code(await login(third)), "HOST_IS_SLAVE");
    await until(() => login(old), "HOST_IS_SLAVE");
    assert.equal(old.coordinator, text(db.get("host", refAt(old, 1)), "address"));
  }));

Deno.test("A dead coordinator: members name it still, let in locally, and calls for the database hang", () =>
  withCluster(async ([old, next, third], cluster) => {
    const before = await session(old);
    cluster.kill(0);
    assert.equal(code(await login(old)), "cut");
    assert.equal(code(await login(next)), "HOST_IS_SLAVE");
    const local = await rpc(next, "session.slave_local_login_with_password", "root", "atoll");
    assert.equal(code(local), "ok");
    const given = local === "cut" ? "" : local.result;
    const emergency = await rpc(next, "host.is_in_emergency_mode", given);
    assert.deepEqual(emergency === "cut" ? emergency : emergency.result, false);
    const hanging = rpc(third, "pool.get_all", before);
    assert.equal(code(await rpc(next, "pool.emergency_transition_to_master", given)), "ok");
    assert.deepEqual(await until(() => login(next), "ok"), ["HOST_IS_SLAVE", "cut", "ok"]);
    const admin = await session(next);
    const recovered = await rpc(next, "pool.recover_slaves", admin);
    assert.deepEqual(recovered === "cut" ? recovered : recovered.result, [refAt(next, 2)]);
    assert.equal(code(await hanging), "cut");
    const address = text(next.db.get("host", refAt(next, 1)), "address");
    await until(() => login(third), "HOST_IS_SLAVE");
    assert.equal(third.coordinator, address);
    // The old one is back: for a moment it believes that it leads.
    cluster.revive(0);
    const seen = await until(
      () => Promise.resolve(old.coordinator === address ? login(old) : login(old).then(again)),
      "HOST_IS_SLAVE",
    );
    assert.ok(seen.includes("cut") && !seen.includes("SESSION_INVALID"), seen.join());

    function again(answer: Answer | "cut"): Answer | "cut" {
      return code(answer) === "HOST_IS_SLAVE" ? { error: ["not yet"] } : answer;
    }
  }));

Deno.test("A coordinator that crashes comes back with what was on its disk, and with an older generation", () =>
  withCluster(async ([first], cluster) => {
    const { db } = first;
    const [vm = ""] = db.table("VM").keys();
    const name = text(db.get("VM", vm), "name_label");
    const checkpoint = db.checkpoint();
    for (let count = 0; count < 100; count++) db.set("VM", vm, "name_label", `lost ${count}`);
    const { generation } = db;
    cluster.kill(0);
    cluster.revive(0, checkpoint);
    await until(() => login(first), "ok");
    assert.ok(db.generation < generation, `${db.generation} after ${generation}`);
    assert.equal(text(db.get("VM", vm), "name_label"), name);
  }));

Deno.test("A coordinator that comes back lets its members' calls go on, with no session left", () =>
  withCluster(async ([old, next], cluster) => {
    const before = await session(old);
    cluster.kill(0);
    const hanging = rpc(next, "pool.get_all", before);
    cluster.revive(0);
    assert.equal(code(await hanging), "SESSION_INVALID");
    await session(old);
  }));

Deno.test("A member that starts without its coordinator is in emergency mode, until sent to another one", () =>
  withCluster(async ([, next, third], cluster) => {
    cluster.kill(0);
    cluster.kill(2);
    cluster.revive(2);
    await until(() => login(third), "HOST_IN_EMERGENCY_MODE");
    const local = await rpc(third, "session.slave_local_login_with_password", "root", "atoll");
    const given = local === "cut" ? "" : local.result;
    const emergency = await rpc(third, "host.is_in_emergency_mode", given);
    assert.equal(emergency === "cut" ? emergency : emergency.result, true);
    const address = text(next.db.get("host", refAt(next, 1)), "address");
    assert.equal(code(await rpc(third, "pool.emergency_reset_master", given, address)), "ok");
    await until(() => login(third), "HOST_IS_SLAVE");
    assert.equal(third.coordinator, address);
  }));

Deno.test("A member that is shut down answers no more; started again it does", () =>
  withCluster(async ([first, , third]) => {
    const admin = await session(first);
    const host = refAt(first, 2);
    for (const vm of [...first.db.table("VM").entries()]) {
      if (text(vm[1], "resident_on") === host && !flag(vm[1], "is_control_domain")) {
        await rpc(first, "VM.hard_shutdown", admin, vm[0]);
      }
    }
    await rpc(first, "host.disable", admin, host);
    assert.equal(code(await rpc(first, "host.shutdown", admin, host)), "ok");
    assert.equal(code(await login(third)), "cut");
    first.db.set("host", host, "power_on_mode", "wake-on-lan");
    assert.equal(code(await rpc(first, "host.power_on", admin, host)), "ok");
    await until(() => login(third), "HOST_IS_SLAVE");
  }));

Deno.test("A host that is ejected becomes a pool of its own; a spare one joins, and boots", () =>
  withCluster(async ([first, , third], cluster) => {
    const { db } = first;
    const admin = await session(first);
    const leaving = refAt(first, 2);
    for (const [vm, record] of [...db.table("VM")]) {
      if (text(record, "resident_on") === leaving && !flag(record, "is_control_domain")) {
        await rpc(first, "VM.hard_shutdown", admin, vm);
      }
    }
    const [spare] = cluster.spares;
    if (spare === undefined) return assert.fail("no spare host");
    const own = await session(spare);
    const address = text(db.get("host", refAt(first, 0)), "address");
    assert.equal(
      code(await rpc(spare, "pool.join", own, address, "root", "wrong")),
      "SESSION_AUTHENTICATION_FAILED",
    );
    const member = text(db.get("host", refAt(first, 1)), "address");
    assert.equal(code(await rpc(spare, "pool.join", own, member, "root", "atoll")), "HOST_IS_SLAVE");
    assert.equal(code(await rpc(spare, "pool.join", own, "192.0.2.1", "root", "atoll")), "INTERNAL_ERROR");
    const [joining = ""] = spare.db.table("host").keys();
    assert.equal(code(await rpc(spare, "pool.join", own, address, "root", "atoll")), "ok");
    assert.equal(db.table("host").size, 4);
    assert.equal(db.get("host", joining)?.["enabled"], false);
    const seen = await until(() => login(spare), "HOST_IS_SLAVE");
    assert.ok(seen.includes("HOST_STILL_BOOTING"), seen.join());
    assert.equal(db.get("host", joining)?.["enabled"], true);
    assert.equal(cluster.hosts.length, 4);

    assert.equal(code(await rpc(first, "pool.eject", admin, leaving)), "ok");
    assert.equal(db.get("host", leaving), undefined);
    assert.equal(code(await login(third)), "cut");
    await until(() => login(third), "ok");
    assert.equal(cluster.spares.length, 1);
    assert.equal(cluster.spares[0]?.db.table("host").size, 1);
  }, { spares: 1 }));

Deno.test("Every host of a cluster has a loopback address of its own, by which the pool knows it", () =>
  withCluster(async (hosts) => {
    const names = hosts.map(({ url }) => new URL(url).hostname);
    assert.deepEqual(names, ["127.0.1.101", "127.0.1.102", "127.0.1.103"]);
    const [first, second] = hosts;
    const answer = await login(second);
    assert.ok(answer !== "cut" && answer.error !== undefined && !Array.isArray(answer.error));
    assert.deepEqual(answer.error.data, [names[0]]);
    assert.equal(code(await login(first)), "ok");
  }, { loopback: true }));
