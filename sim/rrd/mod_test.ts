import assert from "node:assert/strict";
import { startCluster } from "../cluster.ts";
import { type RunningSimulator, startSimulator } from "../mod.ts";
import { dict, flag, list, text } from "../values.ts";
import { Version, VERSIONS } from "../version/mod.ts";

const AUTH = { authorization: `Basic ${btoa("root:atoll")}` };

/** Gets a path as root. */
async function get(
  simulator: RunningSimulator,
  path: string,
  headers: Record<string, string> = {},
): Promise<Response> {
  return await fetch(simulator.url + path, { headers: { ...AUTH, ...headers }, redirect: "manual" });
}

interface Updates {
  readonly meta: { readonly rows: string; readonly columns: string; readonly legend: readonly string[] };
  readonly data: readonly { readonly t: string; readonly values: readonly string[] }[];
}

async function updates(simulator: RunningSimulator, query: string): Promise<Updates> {
  return await (await get(simulator, `/rrd_updates?json&start=-60&${query}`)).json();
}

function owners({ meta: { legend } }: Updates): string[] {
  return [...new Set(legend.map((entry) => entry.split(":").slice(1, 3).join(" ")))];
}

Deno.test("Each host tells of its own VMs, itself and its storage, and of no other's", async () => {
  const cluster = await startCluster({ hosts: 3, vms: 30 });
  try {
    const [first] = cluster.hosts;
    assert.ok(first !== undefined);
    const { db } = first;
    const known = [...db.table("host").values()].sort((a, b) =>
      text(a, "address") < text(b, "address") ? -1 : 1
    );
    for (const [index, host] of known.entries()) {
      const simulator = cluster.hosts[index];
      assert.ok(simulator !== undefined);
      const residents = list(host, "resident_VMs").map((ref) => db.get("VM", ref))
        .filter((vm) => text(vm, "power_state") === "Running").map((vm) => `vm ${text(vm, "uuid")}`);
      assert.deepEqual(owners(await updates(simulator, "")), residents.sort());
      const uuid = text(host, "uuid");
      assert.deepEqual(owners(await updates(simulator, "host=true&vm_uuid=none")), [`host ${uuid}`]);
      const storage = owners(await updates(simulator, "vm_uuid=none&sr_uuid=all"));
      assert.ok(storage.length > 0 && storage.every((owner) => owner.startsWith("sr ")));
      const sr = (storage[0] ?? "").slice(3);
      assert.equal((await (await get(simulator, `/sr_rrd?uuid=${sr}&json`)).json()).rra.length, 4);
    }
    const [here, there] = known.map((host) =>
      list(host, "resident_VMs").map((ref) => db.get("VM", ref)).find((vm) => !flag(vm, "is_control_domain"))
    );
    assert.equal((await get(first, `/vm_rrd?uuid=${text(here, "uuid")}`)).status, 200);
    const moved = await get(first, `/vm_rrd?uuid=${text(there, "uuid")}&json`);
    assert.equal(moved.status, 302);
    await moved.body?.cancel();
    assert.equal(
      moved.headers.get("location"),
      `https://${text(known[1], "address")}/vm_rrd?uuid=${text(there, "uuid")}&json=`,
    );
  } finally {
    await cluster.close();
  }
});

Deno.test("A VM's sources follow from its record, its values start with it, and the same moment has the same values", async () => {
  let now = Date.UTC(2026, 10, 23, 6);
  const simulator = await startSimulator({ hosts: 1, vms: 60, speed: Infinity, now: () => now });
  try {
    const { db } = simulator;
    const [ref = "", vm] = [...db.table("VM")].find(([, record]) =>
      record["power_state"] === "Halted" && !flag(record, "is_a_template") &&
      Object.keys(dict(record, "blocked_operations")).length === 0
    ) ?? [];
    const uuid = text(vm, "uuid");
    const halted = await get(simulator, `/vm_rrd?uuid=${uuid}`);
    assert.equal(halted.status, 500);
    assert.match(await halted.text(), /ENOENT/);
    await simulator.call("VM.start", [ref, false, false]);
    now += 30_000;
    const started = await updates(simulator, `vm_uuid=${uuid}`);
    const names = started.meta.legend.map((entry) =>
      entry.split(":")[3] ?? ""
    );
    assert.equal(names.filter((name) => /^cpu\d/.test(name)).length, vm?.["VCPUs_max"]);
    for (const vbd of list(vm, "VBDs").map((vbd) => db.get("VBD", vbd))) {
      const known = names.includes(`vbd_${text(vbd, "device")}_iops_read`);
      assert.equal(known, !flag(vbd, "empty"));
    }
    for (const vif of list(vm, "VIFs").map((vif) => db.get("VIF", vif))) {
      assert.ok(names.includes(`vif_${text(vif, "device")}_rx`));
    }
    assert.deepEqual(names, [...names].sort());
    assert.notEqual(started.data[0]?.values[0], "NaN");
    assert.equal(started.data.at(-1)?.values[0], "NaN");
    now += 20_000;
    const later = await updates(simulator, `vm_uuid=${uuid}`);
    for (const [column, entry] of started.meta.legend.entries()) {
      // The guest's agent may tell of more by now.
      const place = later.meta.legend.indexOf(entry);
      for (const { t, values } of started.data) {
        const same = later.data.find((row) => row.t === t);
        if (same !== undefined) assert.equal(same.values[place], values[column], entry);
      }
    }
    await simulator.call("VM.hard_shutdown", [ref]);
    assert.ok(!owners(await updates(simulator, "")).includes(`vm ${uuid}`));
    assert.equal((await get(simulator, `/vm_rrd?uuid=${uuid}`)).status, 200);
  } finally {
    await simulator.close();
  }
});

Deno.test("Requests without a start, or for what there is not, are refused as rrdd refuses them", async () => {
  const simulator = await startSimulator({ hosts: 1, vms: 3 });
  try {
    const answers: [path: string, status: number, text: RegExp][] = [
      ["/rrd_updates", 400, /^$/],
      ["/rrd_updates?start=soon", 500, /Int64.of_string/],
      ["/rrd_updates?start=-60&vm_uuid=none", 500, /Rrd.No_RRA_Available/],
      ["/rrd_updates?start=-60&cf=LAST", 500, /Rrd.No_RRA_Available/],
      ["/vm_rrd", 400, /^$/],
      ["/sr_rrd", 400, /^$/],
      ["/sr_rrd?uuid=x", 500, /No SR RRD available!/],
    ];
    for (const [path, status, text] of answers) {
      const response = await get(simulator, path);
      assert.equal(response.status, status, path);
      assert.match(await response.text(), text);
    }
    const stranger = await fetch(`${simulator.url}/host_rrd`);
    assert.equal(stranger.status, 401);
    assert.equal(stranger.headers.get("www-authenticate"), 'Basic realm="get_host_rrd"');
    await stranger.body?.cancel();
  } finally {
    await simulator.close();
  }
});

Deno.test("JSON is asked for by parameter or Accept, and earlier versions lay it out in their ways", async () => {
  const accept = { accept: "application/json" };
  const between = new Version({
    name: "24.1",
    product: "",
    release: "24.1.0",
    api: [2, 21],
    json: true,
    edition: "",
  });
  for (const [name, version] of [...VERSIONS, ["24.1", between] as const]) {
    const simulator = await startSimulator({ hosts: 1, vms: 3, version });
    try {
      const answer = await (await get(simulator, "/rrd_updates?start=-60&host=true", accept)).text();
      const xml = await (await get(simulator, "/rrd_updates?start=-60&host=true")).text();
      const whole = await (await get(simulator, "/host_rrd")).text();
      assert.equal(whole.includes("<last_updated>"), name === "8.3");
      assert.equal(whole.includes("<name>cpu0</name>"), true);
      assert.equal(whole.includes("<name>hostload</name>"), !["5.6", "6.1"].includes(name));
      assert.match(xml, /^<\?xml .*\n<xport><meta><start>\d+<\/start><step>5<\/step>/);
      if (name === "24.1") {
        assert.equal(JSON.parse(answer).meta.data.length, Number(JSON.parse(answer).meta.rows));
      } else if (name === "8.3") {
        assert.equal(JSON.parse(answer).data.length, Number(JSON.parse(answer).meta.rows));
      } else assert.match(answer, /^\{meta: \{start:\d+,step:5,end:\d+,rows:\d+,columns:\d+,legend:\["/);
    } finally {
      await simulator.close();
    }
  }
});
