// What befalls a host: what a client at its door sees, and that it is over afterwards.
import assert from "node:assert/strict";
import { type RunningSimulator, startSimulator } from "../mod.ts";
import { RawClient } from "./raw_client.ts";

const METHOD = "system.listMethods";

async function withHost(test: (simulator: RunningSimulator) => Promise<void>, tls = false): Promise<void> {
  const simulator = await startSimulator({ hosts: 1, vms: 2, faults: [], tls, speed: Infinity });
  try {
    await test(simulator);
  } finally {
    await simulator.close();
  }
}

/** Asks on a new connection; gives the answer's body, "" where none comes in time. */
async function ask(url: string, method = METHOD, ms = 300): Promise<string> {
  const client = await RawClient.open(url);
  client.call(method, ["root", "atoll"]);
  await client.until(() => client.whole !== undefined || client.end !== "open", ms);
  await client.close();
  return client.whole ?? "";
}

Deno.test("a host that refuses connections is back on the same port", async () => {
  await withHost(async ({ url, faults }) => {
    const standing = await RawClient.open(url);
    const { end } = await faults.add({ kind: "refuse" });
    await assert.rejects(RawClient.open(url), /ECONNREFUSED|refused/i);
    standing.call(METHOD);
    assert.match(await standing.answer(), /login_with_password/, "what was connected goes on");
    await end();
    assert.match(await ask(url), /login_with_password/);
    await faults.add({ kind: "refuse", for: 30 });
    await assert.rejects(RawClient.open(url), /ECONNREFUSED|refused/i);
    await new Promise((resolve) => setTimeout(resolve, 60));
    assert.match(await ask(url), /login_with_password/, "after its time");
    await standing.close();
  });
});

Deno.test("a mute host accepts and says nothing, a strange one talks nonsense", async () => {
  await withHost(async ({ url, faults }) => {
    const mute = await faults.add({ kind: "mute" });
    assert.equal(await ask(url), "");
    await mute.end();
    await faults.add({ kind: "garbage" });
    const client = await RawClient.open(url);
    client.call(METHOD);
    assert.ok(await client.until(() => client.end !== "open"));
    assert.match(client.text, /^\xff\0!~/);
    await client.close();
    await faults.clear();
    assert.match(await ask(url), /login_with_password/);
  });
});

Deno.test("a TLS handshake hangs with a mute host and breaks with a strange one", async () => {
  await withHost(async ({ url, faults }) => {
    await faults.add({ kind: "mute" });
    const hanging = RawClient.open(url);
    const late = new Promise((resolve) => setTimeout(() => resolve("late"), 200));
    assert.equal(await Promise.race([hanging, late]), "late");
    const failed = assert.rejects(hanging);
    await faults.add({ kind: "sever" });
    await failed;
    await faults.clear();
    await faults.add({ kind: "garbage" });
    await assert.rejects(RawClient.open(url));
    await faults.clear();
    assert.match(await ask(url), /login_with_password/);
  }, true);
});

Deno.test("a frozen network keeps what is sent and lets it through afterwards", async () => {
  await withHost(async ({ url, faults }) => {
    const client = await RawClient.open(url);
    client.call(METHOD);
    await client.answer();
    const { length } = client.text;
    await faults.add({ kind: "freeze" });
    client.call(METHOD);
    assert.equal(await client.until(() => client.text.length > length, 200), false);
    await faults.clear();
    assert.ok(await client.until(() => client.text.length === 2 * length));
    await client.close();
  });
});

Deno.test("severed connections are reset", async () => {
  await withHost(async (simulator) => {
    const client = await RawClient.open(simulator.url);
    client.call("event.from", ["x"]);
    await client.answer();
    await simulator.faults.add({ kind: "sever" });
    assert.ok(await client.until(() => client.end === "reset"));
    assert.equal(simulator.connections, 0);
    await client.close();
  });
});

Deno.test("a certificate changes and comes back, while connections stand", async () => {
  await withHost(async ({ url, faults }) => {
    const standing = await RawClient.open(url);
    const first = standing.certificate;
    const { end } = await faults.add({ kind: "certificate" });
    const other = await RawClient.open(url);
    assert.notEqual(other.certificate, first);
    standing.call(METHOD);
    assert.match(await standing.answer(), /login_with_password/);
    await end();
    const again = await RawClient.open(url);
    assert.equal(again.certificate, first);
    for (const client of [standing, other, again]) await client.close();
  }, true);
});

Deno.test("a clock is set back, a host boots, a crash loses what came after it was asked for", async () => {
  await withHost(async (simulator) => {
    const { url, faults, db } = simulator;
    const clock = await faults.add({ kind: "clock", by: -3_600_000 });
    assert.ok(Math.abs(Date.now() - 3_600_000 - db.now()) < 1000);
    await clock.end();
    assert.ok(Math.abs(Date.now() - db.now()) < 1000);
    const booting = await faults.add({ kind: "booting" });
    assert.match(await ask(url, "session.login_with_password"), /HOST_STILL_BOOTING/);
    await booting.end();
    const crash = await faults.add({ kind: "crash", loses: 60_000 });
    const [vm = ""] = db.table("VM").keys();
    for (let count = 0; count < 50; count++) db.set("VM", vm, "name_label", `lost ${count}`);
    const { generation } = db;
    await crash.end();
    assert.notEqual(db.get("VM", vm)?.["name_label"], "lost 49");
    assert.ok(db.generation < generation, "the generation went back");
  });
});
