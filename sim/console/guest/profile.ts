// What a guest knows about itself, from the records of its VM.
import type { Database } from "../../db.ts";
import { type System, SYSTEMS } from "../../generate/systems.ts";
import { dateMs, dict, flag, list, number, type Rec, type Ref, text } from "../../values.ts";

export interface Interface {
  readonly name: string;
  readonly mac: string;
  readonly address: string | undefined;
}

export interface Profile {
  readonly hostname: string;
  readonly windows: boolean;
  /** dom0: the host's own system. */
  readonly control: boolean;
  /** Name of the system, e.g. `Debian GNU/Linux 12 (bookworm)`, and of its kernel. */
  readonly system: string;
  readonly kernel: string;
  /** Bytes. */
  readonly memory: number;
  readonly vcpus: number;
  readonly interfaces: readonly Interface[];
  /** When the domain started, in milliseconds since 1970. */
  readonly started: number;
}

/** Reads a VM's profile. */
export function profileOf(db: Database, vm: Ref): Profile {
  const record = db.get("VM", vm);
  const guest = db.get("VM_guest_metrics", text(record, "guest_metrics"));
  const os = { ...systemOf(record).os_version, ...dict(guest, "os_version") };
  const said = (field: string) => typeof os[field] === "string" ? String(os[field]) : "";
  const control = flag(record, "is_control_domain");
  const host = db.get("host", text(record, "resident_on"));
  return {
    hostname: control ? text(host, "hostname") : hostname(text(record, "name_label")),
    windows: said("distro") === "windows" || /windows/i.test(text(record, "reference_label")),
    control,
    system: control ? hostSystem(host) : said("name").split("|")[0] || "Linux",
    kernel: said("uname") || (control ? "4.19.0+1" : "6.1.0-37-amd64"),
    memory: number(record, "memory_target") || number(record, "memory_dynamic_max"),
    vcpus: number(record, "VCPUs_at_startup"),
    interfaces: control ? managementOf(db, text(record, "resident_on")) : interfacesOf(db, record, guest),
    started: startOf(db, record, host),
  };
}

/** When a domain started; dom0 with its host. A day ago for one whose records do not say. */
function startOf(db: Database, record: Rec | undefined, host: Rec | undefined): number {
  const start = dateMs(text(db.get("VM_metrics", text(record, "metrics")), "start_time"));
  if (start > 0) return start;
  const booted = Number(dict(host, "other_config")["boot_time"]) * 1000;
  return booted > 0 ? booted : db.now() - 86_400_000;
}

function systemOf(record: Rec | undefined): System {
  const label = text(record, "reference_label");
  const base = dict(record, "other_config")["base_template_name"];
  return Object.values<System>(SYSTEMS).find((one) =>
    (label !== "" && one.reference_label === label) || one.template === base
  ) ?? SYSTEMS.other;
}

function hostSystem(host: Rec | undefined): string {
  const version = dict(host, "software_version");
  return `${String(version["product_brand"] ?? "XCP-ng")} ${String(version["product_version"] ?? "")}`.trim();
}

function interfacesOf(db: Database, record: Rec | undefined, guest: Rec | undefined): Interface[] {
  const networks = dict(guest, "networks");
  return list(record, "VIFs").map((ref) => {
    const vif = db.get("VIF", ref);
    const device = text(vif, "device");
    const address = networks[`${device}/ip`];
    return {
      name: `eth${device}`,
      mac: text(vif, "MAC"),
      address: typeof address === "string" ? address : undefined,
    };
  }).sort((a, b) => a.name < b.name ? -1 : 1);
}

function managementOf(db: Database, host: Ref): Interface[] {
  return [...db.table("PIF").values()].filter((pif) => text(pif, "host") === host && flag(pif, "management"))
    .map((pif) => ({ name: "xenbr0", mac: text(pif, "MAC"), address: text(pif, "IP") || undefined }));
}

/** A name that a machine could have: letters, digits and dashes. */
function hostname(label: string): string {
  return label.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 40) || "localhost";
}
