// What generated pools, hosts and VMs are called and what they are for.
import type { SystemName } from "./systems.ts";

/** A site gives a pool its name, its hosts theirs, and its addresses. */
export interface Site {
  readonly pool: string;
  readonly description: string;
  /** Host names are `${prefix}-xcp-01`, … */
  readonly prefix: string;
  readonly domain: string;
}

/** Seed 1 is the first site, 2 the second, …; then again from the first. */
export const SITES: readonly Site[] = [
  {
    pool: "Paris production",
    description: "Main data centre, halls A and B",
    prefix: "par",
    domain: "par.example.net",
  },
  {
    pool: "Frankfurt recovery",
    description: "Disaster recovery site",
    prefix: "fra",
    domain: "fra.example.net",
  },
  {
    pool: "Engineering lab",
    description: "Build farm, test beds, nothing that pages anybody",
    prefix: "lab",
    domain: "lab.example.net",
  },
  { pool: "Lyon branch office", description: "", prefix: "lyo", domain: "lyo.example.net" },
  {
    pool: "Montréal edge",
    description: "Edge site, two racks",
    prefix: "yul",
    domain: "yul.example.net",
  },
  { pool: "Singapore production", description: "Asia, production", prefix: "sin", domain: "sin.example.net" },
];

export type NetworkRole = "management" | "dmz" | "servers" | "users" | "storage" | "isolated";

/** What a VM is for: its name, description, size and systems to choose from. */
export interface Purpose {
  readonly stem: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly systems: readonly SystemName[];
  /** Sizes to choose from, in GiB. */
  readonly memory: readonly number[];
  readonly vcpus: readonly number[];
  /** System disk and data disks, in GiB. */
  readonly disks: readonly number[];
  readonly networks: readonly NetworkRole[];
  /** Relative frequency. */
  readonly weight: number;
}

const LINUX: readonly SystemName[] = [
  "debian12",
  "debian12",
  "ubuntu22",
  "ubuntu24",
  "rocky9",
  "alma8",
  "debian11",
];
const WINDOWS: readonly SystemName[] = ["windows2019", "windows2022"];

function purpose(
  weight: number,
  stem: string,
  description: string,
  tags: readonly string[],
  systems: readonly SystemName[],
  memory: readonly number[],
  vcpus: readonly number[],
  disks: readonly number[],
  networks: readonly NetworkRole[],
): Purpose {
  return { weight, stem, description, tags, systems, memory, vcpus, disks, networks };
}

export const PURPOSES: readonly Purpose[] = [
  purpose(14, "web", "nginx front end", ["web"], LINUX, [1, 2, 2, 4], [1, 2], [20], ["dmz"]),
  purpose(10, "app", "Application server", ["app"], LINUX, [4, 4, 8], [2, 4], [30], ["servers"]),
  purpose(9, "db", "PostgreSQL", ["db", "backup"], ["debian12", "rocky9", "rhel9"], [8, 16, 32], [4, 8], [
    30,
    200,
  ], [
    "servers",
  ]),
  purpose(4, "redis", "Cache and queues", ["cache"], ["debian12", "ubuntu24"], [4, 8], [2], [20], [
    "servers",
  ]),
  purpose(4, "kafka", "Event streaming broker", ["queue"], ["ubuntu22", "rocky9"], [8, 16], [4], [20, 300], [
    "servers",
  ]),
  purpose(5, "k8s-node", "Kubernetes worker", ["k8s"], ["ubuntu22", "ubuntu24"], [8, 16], [4, 8], [60], [
    "servers",
  ]),
  purpose(
    2,
    "k8s-control",
    "Kubernetes control plane",
    ["k8s", "critical"],
    ["ubuntu24"],
    [4, 8],
    [4],
    [40],
    [
      "servers",
    ],
  ),
  purpose(3, "mail", "Postfix and Dovecot", ["mail", "backup"], ["debian12"], [4, 8], [2, 4], [20, 100], [
    "dmz",
  ]),
  purpose(2, "proxy", "HAProxy", ["web", "critical"], ["debian12"], [1, 2], [2], [10], ["dmz", "servers"]),
  purpose(3, "ci-runner", "Build runner, rebuilt at will", ["ci"], ["ubuntu24", "debian12"], [4, 8], [4, 8], [
    80,
  ], [
    "isolated",
    "servers",
  ]),
  purpose(2, "git", "Forge", ["dev", "backup"], ["debian12"], [4, 8], [4], [20, 150], ["servers"]),
  purpose(3, "monitor", "Metrics and alerts", ["ops"], ["debian12"], [4, 8], [2, 4], [20, 100], [
    "management",
  ]),
  purpose(2, "logs", "Log search", ["ops"], ["rocky9"], [8, 16], [4], [20, 400], ["servers"]),
  purpose(
    2,
    "dns",
    "Resolver and authoritative zones",
    ["infra", "critical"],
    ["debian12", "alma8"],
    [1],
    [1],
    [8],
    [
      "dmz",
    ],
  ),
  purpose(3, "ad", "Domain controller", ["windows", "infra", "critical"], WINDOWS, [4, 8], [2], [60], [
    "servers",
  ]),
  purpose(3, "file", "File server", ["windows", "backup"], WINDOWS, [4, 8], [2], [60, 500], ["users"]),
  purpose(3, "sql", "SQL Server", ["windows", "db", "backup"], WINDOWS, [8, 16, 32], [4, 8], [60, 200], [
    "servers",
  ]),
  purpose(6, "vdi", "Virtual desktop", ["windows", "desktop"], ["windows11"], [4, 8], [2, 4], [64], [
    "users",
  ]),
  purpose(2, "rds", "Remote desktop host", ["windows"], WINDOWS, [8, 16], [4, 8], [80], ["users"]),
  purpose(2, "sap", "ERP", ["erp", "critical"], ["sles15"], [16, 32], [8], [40, 300], ["servers"]),
  purpose(3, "test", "Scratch machine", ["test"], [...LINUX, "windows2022"], [1, 2, 4], [1, 2], [16], [
    "isolated",
  ]),
  purpose(
    1,
    "legacy",
    "Appliance, no guest agent, do not touch",
    ["legacy"],
    ["other"],
    [1, 2],
    [1, 2],
    [16],
    [
      "servers",
    ],
  ),
];

/** `[weight, label]` of the environment a VM belongs to; production VMs mostly leave it out of the name. */
export const ENVIRONMENTS: readonly (readonly [number, string])[] = [
  [50, ""],
  [25, "prod"],
  [12, "stage"],
  [13, "dev"],
];

export const OWNERS: readonly string[] = ["platform", "payments", "storefront", "data", "it", "research"];

export const DESCRIPTION_NOTES: readonly string[] = [
  "owner: Élodie",
  "owner: Søren",
  "see runbook 12",
  "migrated from the old pool",
  "patch window Tuesday 03:00",
  "<no reboot during business hours>",
  "バックアップ対象",
];
