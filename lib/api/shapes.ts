// The shapes of the view objects, for the API's description. The compiler keeps them equal to lib/view/types.ts.
import { z } from "@hono/zod-openapi";
import { CAUSES, isCause } from "@/lib/view/connection.ts";
import { COLLECTIONS } from "@/lib/view/types.ts";
import type {
  Collection,
  HostView,
  NetworkView,
  PoolView,
  SnapshotView,
  SrView,
  TaskView,
  TemplateView,
  VbdView,
  VdiView,
  Views,
  VifView,
  VmView,
} from "@/lib/view/types.ts";

const id = z.string().describe("The uuid; uuid@pool where two pools hold an object of the same uuid");
const text = (about: string) => z.string().describe(about);
const idOf = (what: string) => z.string().nullable().describe(`Id of ${what}; null when there is none`);
const count = (about: string) => z.number().int().describe(about);
const bytes = (about: string) => z.number().describe(`${about}, in bytes`);
const yes = (about: string) => z.boolean().describe(about);
const time = (about: string) => z.string().describe(`${about}, ISO 8601 in UTC`);
const maybeTime = (about: string) =>
  z.string().nullable().describe(`${about}, ISO 8601 in UTC; null when unknown`);
const texts = (about: string) => z.array(z.string()).describe(about);
const powerState = z.enum(["Halted", "Paused", "Running", "Suspended"]);

const named = { id, name: text("name_label"), description: text("name_description") };
const inPool = { pool: text("Id of its pool") };
const tags = { tags: texts("Tags") };
const operable = {
  allowed_operations: texts("Operations the pool allows now"),
  current_operations: z.record(z.string(), z.string()).describe("Running operations by task id"),
};

const causes = Object.keys(CAUSES).filter(isCause);

/** How a pool is reached and trusted is left out for who may not manage pools. */
type Managed = "offered_fingerprint" | "offered_address" | "tried" | "authorities";
type SeenPool = Omit<PoolView, Managed> & { readonly [F in Managed]?: PoolView[F] | undefined };

const pool: z.ZodType<SeenPool> = z.object({
  ...named,
  state: z.enum([
    "disconnected",
    "connecting",
    "authenticating",
    "syncing",
    "live",
    "stale",
    "certificate-changed",
    "refused",
    "incompatible",
  ]).describe("How Atoll stands with the pool"),
  cause: z.enum(causes).nullable().describe(
    "What the state comes from; null while everything goes its normal way",
  ),
  since: time("When the state was entered"),
  reason: z.string().nullable().describe("Why, as one sentence; null when live"),
  retry_at: maybeTime("When the next attempt to connect is due"),
  address: text("Address that is or was last spoken to"),
  fingerprint: z.string().nullable().describe(
    "Pinned or presented certificate, SHA-256; null over plain http",
  ),
  offered_fingerprint: z.string().nullable().optional().describe(
    "In state certificate-changed: the certificate now presented",
  ),
  offered_address: z.string().nullable().optional().describe(
    "In state certificate-changed: the host that presents it",
  ),
  tried: z.record(z.string(), z.string()).optional().describe(
    "What the last attempt met at each address, as a sentence; empty while live",
  ),
  authorities: z.array(z.string()).optional().describe(
    "The pool's own authorities that vouch for its hosts, as subject and end of validity; empty: none were given",
  ),
  read_only: yes("Atoll refuses whatever would change something in the pool"),
  coordinator: idOf("the coordinator host"),
  default_SR: idOf("the default SR"),
  ha_enabled: yes("High availability is on"),
  ...tags,
  version: text("Brand and version of the coordinator"),
  hosts: count("Number of hosts"),
  hosts_live: count("Hosts that answer their coordinator"),
  vms: count("Number of VMs"),
  vms_running: count("VMs that run"),
  vms_paused: count("VMs that are paused"),
  vms_suspended: count("VMs that are suspended"),
  templates: count("Number of templates, default ones too"),
  snapshots: count("Number of snapshots of VMs"),
  cpus: count("Physical CPUs (threads) of all hosts"),
  vcpus: count("Virtual CPUs of running VMs"),
  memory_total: bytes("Memory of all hosts"),
  memory_free: bytes("Free memory of all hosts"),
  storage_total: bytes("Size of all SRs that hold disks, shared ones once"),
  storage_used: bytes("Used part of these SRs"),
}).openapi("Pool");

const host: z.ZodType<HostView> = z.object({
  ...named,
  ...inPool,
  ...operable,
  address: text("Management address"),
  hostname: text("Host name"),
  enabled: yes("VMs may start on it"),
  live: yes("It answers its coordinator"),
  coordinator: yes("It is its pool's coordinator"),
  memory_total: bytes("Memory"),
  memory_free: bytes("Free memory"),
  cpus: count("Physical CPUs (threads)"),
  cpu_model: text("Model of the CPUs"),
  version: text("Brand and version"),
  vms: count("Resident VMs, control domain left out"),
  vcpus: count("Virtual CPUs of resident VMs"),
  boot_time: maybeTime("When it booted"),
  ...tags,
}).openapi("Host");

const vm: z.ZodType<VmView> = z.object({
  ...named,
  ...inPool,
  ...operable,
  operation: text("What is being done to it, of several operations the first; empty while there is none"),
  progress: z.number().describe("How far that is, 0 to 1"),
  power_state: powerState,
  host: idOf("the host it runs on"),
  affinity: idOf("the host it prefers"),
  memory_static_max: bytes("Most memory it can have, fixed while it runs"),
  memory_dynamic_min: bytes("Least memory it is given"),
  memory_dynamic_max: bytes("Most memory it is given"),
  VCPUs_max: count("Most virtual CPUs"),
  VCPUs_at_startup: count("Virtual CPUs at start"),
  ...tags,
  os: text("Name of the guest's OS as its tools report it"),
  ips: texts("Addresses the guest's tools report, IPv4 first"),
  tools: text("Version of the guest tools; empty when none were seen"),
  start_time: maybeTime("When it was started last"),
  snapshots: count("Number of snapshots"),
  disks: count("Number of disks"),
  disk_size: bytes("Sum of its disks' virtual sizes"),
  nics: count("Number of network interfaces"),
  firmware: text("bios, uefi, or empty"),
  ha_restart_priority: text("Restart priority under high availability"),
  blocked_operations: z.record(z.string(), z.string()).describe("Operations blocked for it, with the reason"),
}).openapi("Vm");

const template: z.ZodType<TemplateView> = z.object({
  ...named,
  ...inPool,
  is_default_template: yes("It came with the product"),
  memory_static_max: bytes("Most memory"),
  VCPUs_max: count("Most virtual CPUs"),
  disks: count("Number of disks"),
  ...tags,
}).openapi("Template");

const snapshot: z.ZodType<SnapshotView> = z.object({
  ...named,
  ...inPool,
  ...operable,
  snapshot_of: idOf("the VM it was taken of"),
  snapshot_time: maybeTime("When it was taken"),
  parent: idOf("the snapshot it was taken after"),
  power_state: powerState.describe("Suspended: it holds the memory too"),
  ...tags,
}).openapi("Snapshot");

const sr: z.ZodType<SrView> = z.object({
  ...named,
  ...inPool,
  ...operable,
  type: text("Kind of storage: lvm, ext, nfs, …"),
  content_type: text("user, iso, …"),
  shared: yes("All hosts of the pool can use it"),
  host: idOf("the host of a local SR"),
  physical_size: bytes("Size"),
  physical_utilisation: bytes("Used part"),
  virtual_allocation: bytes("Sum of the virtual sizes of its disks"),
  vdis: count("Number of disks"),
  pbds: count("Number of its connections to hosts"),
  pbds_attached: count("Those that are attached"),
  default: yes("It is the pool's default SR"),
  ...tags,
}).openapi("Sr");

const vdi: z.ZodType<VdiView> = z.object({
  ...named,
  ...inPool,
  ...operable,
  sr: idOf("its SR"),
  type: text("user, system, suspend, …"),
  virtual_size: bytes("Size the VM sees"),
  physical_utilisation: bytes("Space it takes"),
  read_only: yes("It cannot be written"),
  sharable: yes("Several VMs may use it at once"),
  missing: yes("The SR did not find it at the last scan"),
  is_a_snapshot: yes("It is a snapshot of a disk"),
  snapshot_of: idOf("the disk it is a snapshot of"),
  ...tags,
}).openapi("Vdi");

const vbd: z.ZodType<VbdView> = z.object({
  id,
  ...inPool,
  ...operable,
  vm: idOf("the VM"),
  vdi: idOf("the disk"),
  type: text("Disk, CD or Floppy"),
  mode: text("RO or RW"),
  device: text("Device name in the guest"),
  userdevice: text("Position"),
  bootable: yes("The VM can boot from it"),
  empty: yes("A CD drive without a disc"),
  currently_attached: yes("It is plugged"),
}).openapi("Vbd");

const vif: z.ZodType<VifView> = z.object({
  id,
  ...inPool,
  ...operable,
  vm: idOf("the VM"),
  network: idOf("the network"),
  device: text("Position"),
  MAC: text("MAC address"),
  MTU: z.number().int().describe("MTU in bytes"),
  currently_attached: yes("It is plugged"),
  ips: texts("Addresses the guest's tools report"),
}).openapi("Vif");

const network: z.ZodType<NetworkView> = z.object({
  ...named,
  ...inPool,
  ...operable,
  bridge: text("Bridge on the hosts"),
  MTU: z.number().int().describe("MTU in bytes"),
  VLAN: z.number().int().describe("VLAN tag; -1 when untagged or internal"),
  vifs: count("Number of VMs' interfaces on it"),
  pifs: count("Number of hosts' interfaces on it"),
  default_locking_mode: text("unlocked or disabled"),
  ...tags,
}).openapi("Network");

/** How a task stands. */
export const taskStatus = z.enum(["pending", "success", "failure", "cancelling", "cancelled"]);

const task: z.ZodType<TaskView> = z.object({
  ...named,
  ...inPool,
  status: taskStatus,
  progress: z.number().describe("0 to 1"),
  created: time("When it began"),
  finished: maybeTime("When it ended"),
  error_info: texts("Xen-API code and parameters of a failure"),
  error: text("The failure as one sentence; empty when there is none"),
  object: z.object({ collection: z.enum(COLLECTIONS), id: z.string(), name: z.string() }).nullable()
    .describe("What it works on, with the name it had then; null when Atoll did not see it run"),
  resident_on: idOf("the host it runs on"),
  subtask_of: idOf("the task it is a part of"),
  allowed_operations: texts("cancel, destroy"),
}).openapi("Task");

type Shapes = { readonly [C in Collection]: z.ZodType<C extends "pool" ? SeenPool : Views[C]> };

export const SHAPES: Shapes = { pool, host, vm, template, snapshot, sr, vdi, vbd, vif, network, task };

/** Path segment of each collection. */
export const PLURAL: { readonly [C in Collection]: string } = {
  pool: "pools",
  host: "hosts",
  vm: "vms",
  template: "templates",
  snapshot: "snapshots",
  sr: "srs",
  vdi: "vdis",
  vbd: "vbds",
  vif: "vifs",
  network: "networks",
  task: "tasks",
};

/** Heading of each collection in the API's description. */
export const TITLE: { readonly [C in Collection]: string } = {
  pool: "Pools",
  host: "Hosts",
  vm: "VMs",
  template: "Templates",
  snapshot: "Snapshots",
  sr: "Storage",
  vdi: "Disks",
  vbd: "Disk connections",
  vif: "Network interfaces",
  network: "Networks",
  task: "Tasks",
};
