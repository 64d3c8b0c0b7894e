// Messages the coordinator hands on to the host they are about: while nobody answers there, they wait (recordings).
import type { Database } from "../db.ts";
import type { Context, Registry } from "../methods.ts";
import { some } from "../objects.ts";
import type { Setup } from "../setup.ts";
import { type Json, type Ref, text } from "../values.ts";
import type { Peers } from "./peers.ts";

/** Messages that run on the host a VM is on. */
const OF_VM = [
  "clean_shutdown",
  "hard_shutdown",
  "clean_reboot",
  "hard_reboot",
  "pause",
  "unpause",
  "suspend",
  "checkpoint",
  "pool_migrate",
  "migrate_send",
  "send_sysrq",
  "send_trigger",
  "call_plugin",
];

/** Messages that run on the host they name. */
const OF_HOST = [
  "shutdown",
  "reboot",
  "disable",
  "evacuate",
  "dmesg",
  "get_log",
  "get_servertime",
  "get_server_localtime",
  "get_data_sources",
  "query_data_source",
  "get_server_certificate",
  "call_plugin",
  "restart_agent",
  "bugreport_upload",
];

/** How often somebody looks whether the host is back, in milliseconds. */
const LOOK_MS = 50;

/** Lets the messages that run on one host wait for it. After all topics are registered. */
export function forwardToHosts(registry: Registry, { peers }: Pick<Setup, "peers">): void {
  if (peers === undefined) return;
  const forward = (method: string, hostOf: (db: Database, subject: Json) => Ref | undefined) => {
    const handler = registry.get(method);
    if (handler === undefined) return;
    registry.register(method, async (context, args) => {
      await reached(peers, context, hostOf(context.db, args[0] ?? ""));
      return await handler(context, args);
    });
  };
  for (const name of OF_VM) {
    forward(`VM.${name}`, (db, vm) => some(text(db.get("VM", String(vm)), "resident_on")));
  }
  for (const name of OF_HOST) forward(`host.${name}`, (_, host) => some(String(host)));
}

/** Resolves when the host can be reached. Throws when the task is cancelled or the simulator closes before. */
async function reached(peers: Peers, { db, task }: Context, host: Ref | undefined): Promise<void> {
  while (host !== undefined && db.get("host", host) !== undefined && !peers.reachable(host)) {
    await task.wait(LOOK_MS);
  }
}
