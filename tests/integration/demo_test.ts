// The demo from outside: its lines, its password, and that it takes away everything it started.
import assert from "node:assert/strict";
import { ApiClient } from "../client.ts";
import { type Running, startScript } from "../processes.ts";
import { withData } from "./support.ts";

const ready = /^Atoll ready at /;

async function demo(args: string[], env: Record<string, string> = {}): Promise<Running> {
  return await startScript("demo.ts", ["--listen", "127.0.0.1:0", "--vms", "12", ...args], { ready, env });
}

const simulators = ({ lines }: Running) => lines.flatMap((line) => /^Xen-API at (\S+)/.exec(line)?.[1] ?? []);

/** Whether something still listens there, within a moment. */
async function gone(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url);
  for (const end = performance.now() + 3000; performance.now() < end;) {
    try {
      (await Deno.connect({ hostname, port: Number(port) })).close();
    } catch (error) {
      if (error instanceof Deno.errors.ConnectionRefused) return true;
      throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return false;
}

Deno.test("the demo shows three live pools and says how to sign in; Ctrl-C ends all of it", async () => {
  const running = await demo([]);
  try {
    assert.equal(simulators(running).length, 3);
    assert.equal(simulators(running).filter((url) => url.startsWith("https:")).length, 1);
    const line = await running.line(/^Sign in as admin with the password /);
    const api = await ApiClient.signIn(running.url, line.split(" ").at(-1) ?? "");
    const pools = await api.all("pools");
    assert.deepEqual(pools.map(({ state }) => state), ["live", "live", "live"]);
    assert.equal(pools.filter(({ fingerprint }) => fingerprint !== null).length, 1);
    assert.deepEqual(pools.map(({ vms }) => vms).sort((a, b) => Number(a) - Number(b)), [8, 12, 30]);
  } finally {
    const asked = performance.now();
    assert.equal(await running.stop("SIGINT"), 0, running.lines.join("\n"));
    assert.ok(performance.now() - asked < 4000);
  }
  for (const url of [running.url, ...simulators(running)]) assert.ok(await gone(url), url);
});

Deno.test("a demo that is killed leaves no simulator behind, and takes its password from the environment", async () => {
  const running = await demo([], { ATOLL_ADMIN_PASSWORD: "a password of one's own" });
  await ApiClient.signIn(running.url, "a password of one's own");
  await running.stop("SIGKILL");
  for (const url of simulators(running)) assert.ok(await gone(url), url);
});

Deno.test("a state file that is not there ends the demo with the reason, and leaves nothing", async () => {
  await withData(async (directory) => {
    const started = demo(["--state", "/nonexistent.json"], { TMPDIR: directory });
    await assert.rejects(started, (error: Error) => {
      assert.match(error.message, /ended with 1[\s\S]*there is no such file/);
      assert.doesNotMatch(error.message, /Uncaught|demo\.ts:\d/);
      return true;
    });
    assert.deepEqual([...Deno.readDirSync(directory)], []);
  });
});

Deno.test("an address that cannot be meant is said before anything is started", async () => {
  const started = startScript("demo.ts", ["--listen", "nowhere"], { ready });
  await assert.rejects(started, (error: Error) => {
    assert.match(error.message, /ended with 2[\s\S]*"nowhere" is no HOST:PORT/);
    assert.doesNotMatch(error.message, /Xen-API at/);
    return true;
  });
});
