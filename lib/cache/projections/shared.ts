// What several projections have in common.
import type { XapiRecord } from "@/lib/xapi/types.ts";
import { map, number, ref, text, texts } from "../fields.ts";
import type { Context } from "./types.ts";

const NONE: { readonly [task: string]: string } = {};

/** current_operations keyed by task id: by the opaque ref where the task is not (yet, any more) known. */
export function currentOperations(record: XapiRecord, context: Context): { readonly [task: string]: string } {
  const running = map(record, "current_operations");
  let result: { [task: string]: string } | undefined;
  for (const task in running) {
    const operation = running[task];
    if (operation !== undefined) (result ??= {})[context.id("task", task) ?? task] = operation;
  }
  return result ?? NONE;
}

/** The first of the operations that run on an object, and how far its task is; "" and 0 while there is none. */
export function operation(record: XapiRecord, context: Context): { operation: string; progress: number } {
  const running = map(record, "current_operations");
  for (const task in running) {
    return { operation: running[task] ?? "", progress: progress(context.read("task", task)) };
  }
  return IDLE;
}

const IDLE = { operation: "", progress: 0 } as const;

/**
 * How far a task is, 0 to 1, in thousandths: nobody sees more, and xapi tells of a third with 16 digits.
 * @param otherwise where it does not say: it sends NaN when it has divided by a total of 0
 */
export function progress(task: XapiRecord | undefined, otherwise = 0): number {
  const share = task === undefined ? otherwise : number(task, "progress", otherwise);
  return Math.round(Math.min(1, Math.max(0, share)) * 1000) / 1000;
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
/** Some guest agents report several addresses in one value. */
const SEPARATOR = /[\s,;]/;
const NO_ADDRESSES: readonly string[] = [];

/**
 * Addresses in VM_guest_metrics.networks (`0/ip`, `0/ipv4/0`, `0/ipv6/1`): IPv4 first, then IPv6, each once.
 * Link-local ones are left out: they lead nowhere from outside, and every guest has one per VIF.
 * @param device the VIF's device number; all of the VM's unless given
 */
export function addresses(guest: XapiRecord | undefined, device?: string): readonly string[] {
  if (guest === undefined) return NO_ADDRESSES;
  const networks = map(guest, "networks");
  const prefix = device === undefined ? "" : `${device}/`;
  const keys: string[] = [];
  for (const key in networks) if (key.startsWith(prefix) && ADDRESS_KEY.test(key)) keys.push(key);
  if (keys.length === 0) return NO_ADDRESSES;
  if (keys.length > 1) keys.sort((a, b) => parseInt(a) - parseInt(b) || (a < b ? -1 : 1));
  const found: string[] = [];
  for (const key of keys) {
    const value = networks[key] ?? "";
    for (const address of SEPARATOR.test(value) ? value.split(SEPARATOR) : [value]) {
      if (address !== "" && !/^fe80:/i.test(address) && !found.includes(address)) found.push(address);
    }
  }
  if (found.length > 1) found.sort((a, b) => rank(a) - rank(b));
  // A copy, without the room that V8 made for more.
  return found.slice();
}

function rank(address: string): number {
  return address.includes(":") ? 1 : 0;
}

/** Name of a guest's OS. Windows appends its directory and device: "Microsoft Windows Server 2019|C:\Windows|\Device\Harddisk0". */
export function os(guest: XapiRecord | undefined): string {
  if (guest === undefined) return "";
  const name = text(map(guest, "os_version"), "name");
  const end = name.indexOf("|");
  return end < 0 ? name : name.slice(0, end);
}
