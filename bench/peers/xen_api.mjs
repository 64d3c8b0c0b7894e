// The npm package xen-api (what Xen Orchestra uses) on Node, with its own event watching on: `node xen_api.mjs bench|watch URL
// [json-rpc|xml-rpc]`. Prints one JSON object a line.
import { readFileSync } from "node:fs";
import { createClient } from "xen-api";

const [mode, url, transport = "auto"] = process.argv.slice(2);
const say = (object) => console.log(JSON.stringify(object));

function open() {
  const auth = { user: "root", password: "atoll" };
  return createClient({ url, transport, auth, allowUnauthorized: true });
}

/** Bytes in use after everything that can be collected was. */
async function settled() {
  for (let i = 0; i < 4; i++) {
    globalThis.gc();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** The most bytes this process ever had resident, as Linux counts them; elsewhere what it has now. */
function peakResident() {
  if (process.platform !== "linux") return process.memoryUsage.rss();
  return Number(/^VmHWM:\s*(\d+) kB/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1]) * 1024;
}

/** From nothing to all objects; what it took, and what stays; then again. Needs --expose-gc. */
async function bench() {
  const idle = await settled();
  const before = process.memoryUsage.rss();
  let block = 0, last = performance.now();
  const look = () => {
    const now = performance.now();
    block = Math.max(block, now - last - 1);
    last = now;
  };
  const timer = setInterval(look, 1);
  const start = performance.now();
  const client = open();
  await client.connect();
  await client.objectsFetched;
  const time = performance.now() - start;
  look();
  clearInterval(timer);
  const peak = peakResident() - before;
  const objects = Object.keys(client.objects.all).length;
  const held = await settled() - idle;
  await client.disconnect();
  let again = 0;
  for (let i = 0; i < 2; i++) {
    await settled();
    const start = performance.now();
    const client = open();
    await client.connect();
    await client.objectsFetched;
    again = performance.now() - start;
    await client.disconnect();
  }
  say({ time, again, views: time, block, peak, settled: held, objects });
}

/** Tells of everything it sees until its input ends. */
async function watch() {
  const client = open();
  await client.connect();
  await client.objectsFetched;
  const vms = Object.values(client.objects.all).filter((object) => object.$type === "VM");
  say({ connected: vms.length, dialect: transport });
  const tell = (objects) => {
    for (const object of Object.values(objects)) {
      if (object?.$type !== "VM") continue;
      say({ uuid: object.uuid, name: object.name_label, power_state: object.power_state });
    }
  };
  client.objects.on("add", tell);
  client.objects.on("update", tell);
  process.stdin.resume();
  process.stdin.on("end", () => client.disconnect().then(() => process.exit(0)));
}

await (mode === "bench" ? bench() : watch());
if (mode === "bench") process.exit(0);
