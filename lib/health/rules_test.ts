import assert from "node:assert/strict";
import type { Collection, Views } from "@/lib/view/types.ts";
import { listHref } from "@/lib/view/hrefs.ts";
import { queryOf } from "./rule.ts";
import { RULES } from "./rules.ts";
import { SmallWorld } from "./testing.ts";

const NOW = Date.parse("2026-11-23T10:00:00Z");
const DAY = 86_400_000;
const inDays = (days: number) => new Date(NOW + days * DAY).toISOString().slice(0, 19) + "Z";

type Given = {
  readonly [C in Collection]?: Partial<Views[C]> | readonly (Partial<Views[C]> & { readonly id: string })[];
};
interface Case {
  /** A world in which object `x` is found, and what is said of it. */
  readonly found: Given;
  readonly says?: { readonly [name: string]: string };
  /** Worlds in which it is not. */
  readonly not: readonly Given[];
}

const POOL = { id: "p", hosts: 2, hosts_live: 2, ha_enabled: true } as const;
const host = (id: string, given: Partial<Views["host"]> = {}) => ({
  id,
  name: id,
  pool: "x",
  live: true,
  enabled: true,
  ...given,
});
const two = (a: Partial<Views["host"]>, b: Partial<Views["host"]>) => [host("a", a), host("b", b)];
const pif = (given: Partial<Views["pif"]>) => ({
  id: "e",
  host: "x",
  device: "eth0",
  currently_attached: true,
  physical: true,
  network: "n",
  ...given,
});
const slaves = (...carriers: boolean[]) =>
  carriers.map((carrier, n) => pif({ id: `e${n}`, device: `eth${n}`, bond: "bond0", carrier }));
const certificate = (days: number, given: Partial<Views["certificate"]> = {}) => ({
  id: "c",
  type: "host",
  host: "x",
  not_after: inDays(days),
  ...given,
});
const full = (share: number, given: Partial<Views["sr"]> = {}) => ({
  physical_size: 1000,
  physical_utilisation: share * 1000,
  content_type: "user",
  type: "nfs",
  ...given,
});
const drive = (type: string, shared: boolean, more: Given = {}): Given => ({
  vbd: [{ id: "d", vm: "x", vdi: "i", type }],
  vdi: [{ id: "i", sr: "s" }],
  sr: [{ id: "s", name: "Local", shared }],
  pool: [POOL],
  ...more,
});
const copies = (children: number) => [
  ...Array.from({ length: 10 }, (_, n) => ({ id: `base${n}`, sr: "x", managed: false })),
  ...Array.from({ length: 10 * children }, (_, n) => ({
    id: `leaf${n}`,
    sr: "x",
    managed: true,
    parent: `base${n % 10}`,
  })),
];
const PROTECTED = { pool: "p", ha_restart_priority: "restart" };
const RUNNING = { pool: "p", power_state: "Running" } as const;
const ORPHAN = { managed: true, type: "user", virtual_size: 4096 };

const CASES: { readonly [rule: string]: Case } = {
  "pool-away": {
    found: { pool: { state: "stale", cause: "unreachable" } },
    not: [
      { pool: { state: "live" } },
      { pool: { state: "connecting" } },
      { pool: { state: "disconnected", cause: "disabled" } },
    ],
  },
  "ha-overcommitted": {
    found: {
      pool: {
        ha_enabled: true,
        ha_overcommitted: true,
        ha_plan_exists_for: 1,
        ha_host_failures_to_tolerate: 2,
      },
    },
    says: { possible: "1", wanted: "2" },
    not: [{ pool: { ha_enabled: true } }, { pool: { ha_overcommitted: true } }],
  },
  "ha-without-tolerance": {
    found: { pool: { ha_enabled: true } },
    not: [{ pool: {} }, { pool: { ha_enabled: true, ha_host_failures_to_tolerate: 1 } }],
  },
  "memory-overcommitted": {
    found: {
      pool: { hosts_live: 2 },
      host: two({ memory_free: 0 }, { memory_free: 1 << 30 }),
      vm: [{ id: "v", host: "a", memory_dynamic_max: 2 << 30 >>> 0 }],
    },
    says: { host: "a", size: String(2 << 30 >>> 0), free: String(1 << 30) },
    not: [
      { pool: { hosts_live: 1 }, host: [host("a")], vm: [{ id: "v", host: "a", memory_dynamic_max: 1e9 }] },
      {
        pool: { hosts_live: 2 },
        host: two({}, { memory_free: 2e9 }),
        vm: [{ id: "v", host: "a", memory_dynamic_max: 1e9 }],
      },
    ],
  },
  "coordinator-alone": {
    found: { pool: { hosts: 2, coordinator: "a" }, host: two({}, { enabled: false }) },
    not: [
      { pool: { hosts: 1, coordinator: "a" }, host: [host("a")] },
      { pool: { hosts: 2, coordinator: "a" }, host: two({}, {}) },
      { pool: { hosts: 2 }, host: two({ live: false }, { live: false }) },
    ],
  },
  "versions-differ": {
    found: { pool: { hosts: 2 }, host: two({ version: "8.3.0" }, { version: "8.2.1" }) },
    says: { versions: "8.2.1, 8.3.0" },
    not: [{ pool: { hosts: 2 }, host: two({ version: "8.3.0" }, { version: "" }) }],
  },
  "authority-expires": {
    found: {
      pool: { hosts: 1 },
      certificate: [certificate(9, { pool: "x", host: null, type: "ca", name: "ca.pem" })],
    },
    says: { names: "ca.pem", expires: inDays(9) },
    not: [
      { pool: { hosts: 1 }, certificate: [certificate(9, { pool: "x" })] },
      { pool: { hosts: 1 }, certificate: [certificate(31, { pool: "x", host: null })] },
    ],
  },
  "no-default-storage": {
    found: { pool: { state: "live", hosts: 1 } },
    not: [{ pool: { state: "live", hosts: 1, default_SR: "s" } }, { pool: { state: "syncing" } }],
  },
  "task-failed": {
    found: { task: { status: "failure", finished: inDays(-.01), error: "No room" } },
    says: { error: "No room" },
    not: [
      { task: { status: "failure", finished: inDays(-.05) } },
      { task: { status: "success", finished: inDays(-.01) } },
      { task: { status: "failure", finished: inDays(-.01), subtask_of: "t" } },
    ],
  },
  "alert-grave": {
    found: { alert: { priority: 2, time: inDays(-.5) } },
    not: [{ alert: { priority: 3, time: inDays(-.5) } }, { alert: { priority: 1, time: inDays(-2) } }],
  },
  "host-down": { found: { host: {} }, not: [{ host: { live: true } }] },
  "host-disabled": { found: { host: { live: true } }, not: [{ host: { live: true, enabled: true } }] },
  "clock-far-off": {
    found: { host: { clock_skew: -61.2 } },
    says: { skew: "-61" },
    not: [{ host: { clock_skew: null } }, { host: { clock_skew: 60 } }],
  },
  "clock-off": {
    found: { host: { clock_skew: 6 } },
    says: { skew: "6" },
    not: [{ host: { clock_skew: null } }, { host: { clock_skew: -5 } }, { host: { clock_skew: 61 } }],
  },
  "certificate-expired": {
    found: { host: {}, certificate: [certificate(-1)] },
    says: { names: "host", expires: inDays(-1) },
    not: [{ host: {}, certificate: [certificate(1)] }, { host: {} }, {
      host: {},
      certificate: [certificate(0, { not_after: null })],
    }],
  },
  "certificate-expires": {
    found: { host: {}, certificate: [certificate(29)] },
    says: { names: "host", expires: inDays(29) },
    not: [{ host: {}, certificate: [certificate(-1)] }, { host: {}, certificate: [certificate(31)] }],
  },
  "licence-expired": {
    found: { host: { license_expiry: inDays(-2) } },
    not: [{ host: {} }, { host: { license_expiry: inDays(2) } }],
  },
  "licence-expires": {
    found: { host: { license_expiry: inDays(2) } },
    says: { expires: inDays(2) },
    not: [{ host: {} }, { host: { license_expiry: inDays(-2) } }, { host: { license_expiry: inDays(31) } }],
  },
  "no-carrier": {
    found: { host: { live: true }, pif: [pif({ management: true })] },
    says: { devices: "eth0" },
    not: [
      { host: { live: true }, pif: [pif({ management: true, carrier: true })] },
      { host: { live: true }, pif: [pif({})], network: [{ id: "n", vifs: 0 }] },
      { host: { live: true }, pif: [pif({ management: true, currently_attached: false })] },
      { host: {}, pif: [pif({ management: true })] },
    ],
  },
  "bond-degraded": {
    found: { host: { live: true }, pif: slaves(true, false) },
    says: { devices: "eth1" },
    not: [{ host: { live: true }, pif: slaves(true, true) }, {
      host: { live: true },
      pif: slaves(false, false),
    }],
  },
  "updates-pending": {
    found: { host: { live: true, updates_pending: true } },
    not: [{ host: { live: true } }],
  },
  "storage-detached": {
    found: { sr: { pbds: 2, pbds_attached: 1 } },
    says: { attached: "1", all: "2" },
    not: [{ sr: { pbds: 2, pbds_attached: 2 } }, { sr: {} }],
  },
  "storage-full": {
    found: { sr: full(.97) },
    says: { share: "0.97" },
    not: [{ sr: full(.96) }, { sr: full(1, { content_type: "iso" }) }, { sr: full(1, { type: "udev" }) }],
  },
  "storage-nearly-full": {
    found: { sr: full(.9) },
    says: { share: "0.90" },
    not: [{ sr: full(.89) }, { sr: full(.97) }, { sr: full(.95, { content_type: "iso" }) }, {
      sr: full(0, { physical_size: 0 }),
    }],
  },
  "storage-unplugged": { found: { sr: {} }, not: [{ sr: { pbds: 1 } }] },
  "coalesce-backlog": {
    found: { sr: { unmanaged: 10 }, vdi: copies(1) },
    says: { copies: "10" },
    not: [{ sr: { unmanaged: 10 }, vdi: copies(2) }, { sr: { unmanaged: 9 }, vdi: copies(1) }],
  },
  "disk-missing": {
    found: { vdi: { missing: true, managed: true } },
    not: [{ vdi: { managed: true } }, { vdi: { missing: true } }],
  },
  "long-chain": {
    found: { vdi: { depth: 20, managed: true } },
    says: { depth: "20" },
    not: [{ vdi: { depth: 19, managed: true } }, { vdi: { depth: 25 } }],
  },
  "orphan-disk": {
    found: { vdi: ORPHAN },
    says: { size: "4096" },
    not: [
      { vdi: { ...ORPHAN, vbds: 1 } },
      { vdi: { ...ORPHAN, managed: false } },
      { vdi: { ...ORPHAN, is_a_snapshot: true } },
      { vdi: { ...ORPHAN, read_only: true } },
      { vdi: { ...ORPHAN, type: "ha_statefile" } },
    ],
  },
  "ha-local-disk": {
    found: { vm: PROTECTED, ...drive("Disk", false) },
    says: { storages: "Local" },
    not: [
      { vm: PROTECTED, ...drive("Disk", true) },
      { vm: { pool: "p" }, ...drive("Disk", false) },
      { vm: PROTECTED, ...drive("Disk", false, { pool: [{ ...POOL, ha_enabled: false }] }) },
    ],
  },
  "cd-blocks-migration": {
    found: { vm: RUNNING, ...drive("CD", false) },
    says: { storages: "Local" },
    not: [
      { vm: RUNNING, ...drive("CD", true) },
      { vm: { ...RUNNING, power_state: "Halted" }, ...drive("CD", false) },
      { vm: RUNNING, ...drive("CD", false, { pool: [{ ...POOL, hosts: 1 }] }) },
    ],
  },
  "no-tools": {
    found: { vm: { power_state: "Running", start_time: inDays(-1) } },
    not: [
      { vm: { power_state: "Running", start_time: inDays(-.001) } },
      { vm: { power_state: "Running", start_time: null } },
      { vm: { power_state: "Running", start_time: inDays(-1), tools: "8.3" } },
      { vm: { power_state: "Halted", start_time: inDays(-1) } },
    ],
  },
  "old-snapshot": {
    found: { snapshot: { snapshot_time: inDays(-31) } },
    says: { time: inDays(-31) },
    not: [
      { snapshot: { snapshot_time: inDays(-29) } },
      { snapshot: { snapshot_time: null } },
      { snapshot: { snapshot_time: inDays(-31), memory: true } },
    ],
  },
  "old-checkpoint": {
    found: { snapshot: { snapshot_time: inDays(-8), memory: true } },
    not: [{ snapshot: { snapshot_time: inDays(-6), memory: true } }, {
      snapshot: { snapshot_time: inDays(-8) },
    }],
  },
};

function worldOf(given: Given): SmallWorld {
  const world = new SmallWorld();
  for (const [collection, objects] of Object.entries(given)) {
    const list: readonly object[] = Array.isArray(objects) ? objects : [{ ...objects, id: "x" }];
    // Typed by Given: one object, whose id is x, or several with theirs.
    for (const object of list) world.put(collection as Collection, object as { readonly id: string });
  }
  return world;
}

for (const rule of RULES) {
  Deno.test(`rule ${rule.name} finds what it should, and nothing else`, () => {
    const { found, says, not } = CASES[rule.name] ?? assert.fail("It has no cases");
    const { finding } = rule.look("x", worldOf(found), NOW);
    assert.equal(finding?.id, `${rule.name}:${rule.collection}:x`);
    if (says !== undefined) assert.deepEqual(finding.detail, says);
    for (const [n, given] of not.entries()) {
      assert.equal(rule.look("x", worldOf(given), NOW).finding, null, `case ${n}`);
    }
  });
}

Deno.test("every rule has a name of its own, a list, and says all it promises", () => {
  assert.equal(new Set(RULES.map(({ name }) => name)).size, RULES.length);
  assert.deepEqual(Object.keys(CASES).filter((name) => !RULES.some((rule) => rule.name === name)), []);
  for (const rule of RULES) {
    assert.match(rule.name, /^[a-z-]+$/);
    assert.ok(listHref(rule.collection), rule.name);
    assert.deepEqual(queryOf(rule.collection, rule.query, NOW).problems, [], rule.name);
    const { found } = CASES[rule.name] ?? assert.fail();
    const detail = rule.look("x", worldOf(found), NOW).finding?.detail ?? {};
    for (const [, name] of rule.text.matchAll(/\{(\w+)\}/g)) {
      assert.ok(Object.hasOwn(detail, name ?? ""), `${rule.name} says no ${name}`);
    }
  }
});
