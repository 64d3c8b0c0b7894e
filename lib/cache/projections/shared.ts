// What several projections have in common.
import type { Ref } from "@/lib/xapi/schema.ts";
import type { XapiRecord } from "@/lib/xapi/types.ts";
import { map, number, ref, text, texts } from "../fields.ts";
import type { Context } from "./types.ts";

const NONE: { readonly [task: string]: string } = {};

export function named(record: XapiRecord): { name: string; description: string } {
  return { name: text(record, "name_label"), description: text(record, "name_description") };
}

/** allowed_operations, and current_operations keyed by task id: by the opaque ref where the task is not (yet, any more) known. */
export function operations(record: XapiRecord, context: Context): {
  allowed_operations: readonly string[];
  current_operations: { readonly [task: string]: string };
} {
  return {
    allowed_operations: texts(record, "allowed_operations"),
    current_operations: currentOperations(map(record, "current_operations"), context),
  };
}

function currentOperations(
  running: { readonly [task: Ref]: string },
  context: Context,
): { readonly [task: string]: string } {
  let result: { [task: string]: string } | undefined;
  for (const task in running) {
    const operation = running[task];
    if (operation !== undefined) (result ??= {})[context.id("task", task) ?? task] = operation;
  }
  return result ?? NONE;
}

/** Disks of a VM: how many, and the sum of their virtual sizes in bytes. CD drives are left out. */
export function disks(record: XapiRecord, context: Context): { disks: number; disk_size: number } {
  let count = 0, size = 0;
  for (const vbd of texts(record, "VBDs")) {
    const drive = context.read("VBD", vbd);
    if (drive === undefined || text(drive, "type") !== "Disk") continue;
    count++;
    const disk = context.read("VDI", ref(drive, "VDI"));
    if (disk !== undefined) size += Math.max(0, number(disk, "virtual_size"));
  }
  return { disks: count, disk_size: size };
}

/** "XCP-ng 8.3.0" from a host's software_version. */
export function productVersion(host: XapiRecord | undefined): string {
  if (host === undefined) return "";
  const software = map(host, "software_version");
  return [software["product_brand"], software["product_version"]].filter(Boolean).join(" ");
}

/** Physical CPUs (threads) of a host. */
export function hostCpus(host: XapiRecord): number {
  return number(map(host, "cpu_info"), "cpu_count", texts(host, "host_CPUs").length);
}

const ADDRESS_KEY = /^\d+\/ip(v[46]\/\d+)?$/;

/**
 * Addresses in VM_guest_metrics.networks (`0/ip`, `0/ipv4/0`, `0/ipv6/1`): IPv4 first, then IPv6, each once.
 * Link-local ones are left out: they lead nowhere from outside, and every guest has one per VIF.
 * @param device the VIF's device number; all of the VM's unless given
 */
export function addresses(guest: XapiRecord | undefined, device?: string): readonly string[] {
  if (guest === undefined) return [];
  const networks = map(guest, "networks");
  const prefix = device === undefined ? "" : `${device}/`;
  const keys = Object.keys(networks).filter((key) => key.startsWith(prefix) && ADDRESS_KEY.test(key));
  if (keys.length === 0) return [];
  keys.sort((a, b) => parseInt(a) - parseInt(b) || (a < b ? -1 : 1));
  // Some guest agents report several addresses in one value.
  const found = new Set<string>();
  for (const key of keys) {
    for (const address of (networks[key] ?? "").split(/[\s,;]+/)) {
      if (address !== "" && !/^fe80:/i.test(address)) found.add(address);
    }
  }
  return [...found].sort((a, b) => rank(a) - rank(b));
}

function rank(address: string): number {
  return address.includes(":") ? 1 : 0;
}
