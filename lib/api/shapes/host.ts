// The shapes of hosts and what is in them, for the API's description. The compiler keeps them equal to the view objects.
import { z } from "@hono/zod-openapi";
import type { CertificateView, HostView, PciView, PgpuView, UpdateView } from "@/lib/view/types.ts";
import {
  bytes,
  count,
  id,
  idOf,
  inPool,
  maybeTime,
  named,
  operable,
  tags,
  text,
  texts,
  yes,
} from "./common.ts";

export const host: z.ZodType<HostView> = z.object({
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
  cpu_vendor: text("Vendor of the CPUs"),
  cpu_sockets: count("CPU sockets"),
  cpu_speed: z.number().describe("Speed of the CPUs in MHz"),
  product: text("Maker and model of the machine"),
  serial: text("Serial number of the machine"),
  version: text("Brand and version"),
  build: text("Build number"),
  edition: text("Edition"),
  license_expiry: maybeTime("When its licence expires"),
  updates_pending: yes("Updates wait for a restart, or for something else to be done"),
  vms: count("Resident VMs, control domain left out"),
  vcpus: count("Virtual CPUs of resident VMs"),
  boot_time: maybeTime("When it booted"),
  clock_skew: z.number().nullable().describe(
    "Seconds by which its clock is ahead of Atoll's; null when unknown",
  ),
  iqn: text("Name towards iSCSI targets"),
  multipathing: yes("Several ways to storage are used"),
  log_destination: text("Where its log goes beside its disk"),
  power_on_mode: text("How it is switched on from afar"),
  ...tags,
}).openapi("Host");

export const certificate: z.ZodType<CertificateView> = z.object({
  id,
  ...inPool,
  name: text("File name of an authority; empty for a host's own"),
  type: text("host, host_internal or ca"),
  host: idOf("its host"),
  not_before: maybeTime("From when it is valid"),
  not_after: maybeTime("Until when it is valid"),
  fingerprint: text("SHA-256"),
}).openapi("Certificate");

export const update: z.ZodType<UpdateView> = z.object({
  ...named,
  ...inPool,
  version: text("Version"),
  size: bytes("Size"),
  hosts: texts("Ids of the hosts it is applied on"),
  guidance: texts("What it asks to be restarted"),
}).openapi("Update");

export const pgpu: z.ZodType<PgpuView> = z.object({
  id,
  ...inPool,
  name: text("Vendor and device"),
  host: idOf("its host"),
  group: text("Name of its GPU group"),
  types: texts("Names of the virtual GPUs it can be divided into"),
  vgpus: count("Virtual GPUs on it now"),
}).openapi("Pgpu");

export const pci: z.ZodType<PciView> = z.object({
  id,
  ...inPool,
  host: idOf("its host"),
  address: text("Place on the bus"),
  class_name: text("What it is"),
  vendor: text("Vendor"),
  device: text("Device"),
  driver: text("Driver on the host"),
}).openapi("Pci");
