// What happened in a generated pool before anybody looked: finished tasks and messages.
import type { Rec, Ref } from "../values.ts";
import type { PoolBuilder } from "./builder.ts";
import type { HostPlan } from "./hosts.ts";
import { messageRecord, taskRecord } from "./machine_records.ts";
import type { Machine } from "./machines.ts";

/** Messages at most; xapi itself keeps 10,000. */
const MAX_MESSAGES = 5000;

/** Adds the pool's past: about one message a VM, alarms, and some tasks of the last hour. */
export function buildHistory(
  pool: PoolBuilder,
  poolUuid: string,
  hosts: readonly HostPlan[],
  machines: readonly Machine[],
): void {
  const { dice } = pool;
  const message = (seconds: number, fields: Rec): void => {
    pool.add("message", messageRecord({ timestamp: pool.ago(seconds), ...fields }));
  };
  const named = hosts.map((host) => ({ ...host, record: pool.get("host", host.ref) }));
  for (const machine of machines.slice(0, MAX_MESSAGES)) {
    const about = { cls: "VM", obj_uuid: machine.uuid };
    const vm = `VM '${machine.name}' (uuid: ${machine.uuid})`;
    const host = named.find((candidate) => candidate.ref === machine.host?.ref);
    if (host !== undefined) {
      message(machine.uptime, {
        ...about,
        name: "VM_STARTED",
        body: `${vm} started on host: ${host.record["name_label"]} (uuid: ${host.record["uuid"]})`,
      });
    } else if (machine.state === "Halted") {
      message(dice.int(600, 30 * 86400), { ...about, name: "VM_SHUTDOWN", body: `${vm} shutdown` });
    }
    if (dice.chance(0.02)) {
      message(dice.int(60, 7 * 86400), {
        ...about,
        name: "ALARM",
        priority: 3,
        body: `value: 0.${dice.int(900000, 999999)}\nconfig:\n<variable>\n<name value="cpu_usage"/>\n` +
          `<alarm_trigger_level value="0.9"/>\n</variable>`,
      });
    }
  }
  for (const { record } of named) {
    message(dice.int(86400, 20 * 86400), {
      name: "HOST_CPU_USAGE_HIGH",
      priority: 3,
      cls: "Host",
      obj_uuid: record["uuid"] ?? "",
      body: "",
    });
  }
  message(3 * 86400, {
    name: "POOL_CPU_FEATURES_UP",
    priority: 5,
    cls: "Pool",
    obj_uuid: poolUuid,
    body: "Some existing CPU features have been added to the pool-level CPU feature set.",
  });
  buildTasks(pool, hosts, machines);
}

const DONE: readonly (readonly [number, string])[] = [
  [6, "Async.VM.start"],
  [6, "Async.VM.clean_shutdown"],
  [5, "Async.VM.snapshot"],
  [3, "Async.VM.pool_migrate"],
  [2, "Async.VM.clean_reboot"],
  [1, "Async.SR.scan"],
];

function buildTasks(pool: PoolBuilder, hosts: readonly HostPlan[], machines: readonly Machine[]): void {
  const { dice } = pool;
  const count = Math.min(30, 6 + machines.length);
  for (let made = 0; made < count; made++) {
    const started = dice.int(120, 3600);
    const label = dice.weighted(DONE);
    const machine = machines.length === 0 ? undefined : dice.pick(machines);
    const failed = machine !== undefined && dice.chance(0.15);
    const result: Ref = label === "Async.VM.snapshot" && !failed
      ? `<value>${dice.ref()}</value>`
      : "<value></value>";
    pool.add(
      "task",
      taskRecord({
        name_label: label,
        created: pool.ago(started),
        finished: pool.ago(Math.max(1, started - dice.int(1, 40))),
        status: failed ? "failure" : "success",
        resident_on: dice.pick(hosts).ref,
        progress: 1,
        result: failed ? "" : result,
        error_info: failed ? ["VM_BAD_POWER_STATE", machine.ref, "running", "halted"] : [],
      }),
    );
  }
}
