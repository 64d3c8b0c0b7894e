// The recorded requests for statistics, sent to a simulator of the recorded host, whose answers must have the same shape
// to the letter: heads, legends, times, which rows are known, and how numbers are written.
import { startSimulator } from "@/sim/mod.ts";
import { date, type Rec } from "@/sim/values.ts";
import { decode, type Recording, recordings, send } from "./recordings.ts";
import { ignore, why } from "../shared.ts";
import { field, names, newTally, note, report } from "./tally.ts";

/** The session of the recordings. */
const SESSION = "OpaqueRef:77c1edff-8b70-7f91-e5dc-489f83ba8430";
/** When the recorded VMs began to run, as the first known row tells. */
const STARTED = 1_795_413_585;

Deno.test(`The simulator serves statistics as rrdd did${why}`, { ignore }, async () => {
  const path = await recordedPool();
  const tally = newTally();
  let now = 0;
  const simulator = await startSimulator({ state: path, password: "lab", plugins: false, now: () => now });
  try {
    for (const recording of recordings(/^C-(rrd_updates|host_rrd|vm_rrd)/)) {
      // Each time, the moment the recorded answer tells.
      now = moment(recording) * 1000;
      const session = String(
        await simulator.call("session.login_with_password", ["root", "lab", "", "test"]),
      );
      const adapted = { ...recording, requestHead: recording.requestHead.replace(SESSION, session) };
      const answer = await send(simulator.url, adapted, "");
      tally.requests++;
      note(tally, recording, "status", recording.response.status, answer.status);
      note(tally, recording, "headers", names(recording.response.headers), names(answer.headers));
      note(tally, recording, "body", ...apart(shape(recording.response.body), shape(answer.body)));
      note(tally, recording, "sources", sources(recording.response.body), sources(answer.body));
    }
  } finally {
    await simulator.close();
    await Deno.remove(path);
  }
  report("C, statistics", tally);
});

/** The second after the last row of an answer; for whole RRDs, when they were last written. */
function moment({ response: { body } }: Recording): number {
  const told = /"end":"(\d+)"|<end>(\d+)<|"lastupdate":"(\d+)/.exec(body);
  return Number(told?.[1] ?? told?.[2] ?? told?.[3] ?? STARTED) + 4.6;
}

/**
 * A body without what was measured: each value becomes its spelling (`0.0`, whole, broken, `NaN`), for floats may come out
 * whole. In whole RRDs what is known of the rows is left out too: a host's history is as old as the host there.
 */
function shape(body: string): string {
  const measured = body
    .replaceAll(/(?<=<v>|[[,]")-?\d+(\.\d+)?(?=<\/v>|"[\],])/g, "#");
  if (!body.startsWith('{"version"')) return measured;
  return measured
    .replaceAll(/"(value|last_ds|lastupdate|last_updated|unknown_datapoints)":"[^"]*"/g, '"$1":"#"')
    .replaceAll('"NaN"', '"#"');
}

/** Two texts from where they begin to differ. */
function apart(a: string, b: string): [string, string] {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return [a.slice(Math.max(0, at - 100), at + 200), b.slice(Math.max(0, at - 100), at + 200)];
}

/** The data sources of a whole RRD; nothing for other answers. */
function sources(body: string): string {
  if (!body.startsWith('{"version"')) return "";
  const told = field(decode(body), "ds");
  const keys = ["name", "type", "minimal_heartbeat", "min", "max"];
  return (Array.isArray(told) ? told : []).map((one) => keys.map((key) => field(one, key)).join(" ")).join(
    "\n",
  );
}

/** A state file with the host of the recordings and its two VMs, as far as the answers tell of them. */
async function recordedPool(): Promise<string> {
  const host = "OpaqueRef:host";
  const state: Record<string, Record<string, Rec>> = {
    host: { [host]: { uuid: "7b1c5b3e-8d2b-4d0c-9a52-0a6e5b1c0001", cpu_info: { cpu_count: "4" } } },
    pool: { "OpaqueRef:pool": { master: host } },
    PIF: { "OpaqueRef:pif": { host, device: "eth0", physical: true } },
  };
  const add = (cls: string, ref: string, record: Rec) => void ((state[cls] ??= {})[ref] = record);
  for (const uuid of ["e166b8c7-759a-5a2c-40b5-b805059a91e8", "e3b578fb-c87b-473a-5e70-8ed03990c911"]) {
    const [vm, metrics, guest] = [
      `OpaqueRef:vm-${uuid}`,
      `OpaqueRef:metrics-${uuid}`,
      `OpaqueRef:guest-${uuid}`,
    ];
    add("VM", vm, {
      uuid,
      power_state: "Running",
      resident_on: host,
      VCPUs_max: 2,
      memory_target: 2 ** 31,
      metrics,
      guest_metrics: guest,
    });
    add("VM_metrics", metrics, { start_time: date(STARTED * 1000) });
    add("VM_guest_metrics", guest, {});
    add("VBD", `OpaqueRef:vbd-${uuid}`, { VM: vm, device: "xvda", type: "Disk" });
    add("VBD", `OpaqueRef:cd-${uuid}`, { VM: vm, device: "xvdd", type: "CD", empty: true });
    add("VIF", `OpaqueRef:vif-${uuid}`, { VM: vm, device: "0" });
  }
  const path = await Deno.makeTempFile({ suffix: ".json" });
  await Deno.writeTextFile(path, JSON.stringify(state));
  return path;
}
