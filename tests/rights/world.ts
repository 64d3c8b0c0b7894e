// A pool of which somebody sees one tagged VM, and everybody who may come to it: what the tests of rights share.
import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import type { Scope } from "@/lib/rights/types.ts";
import { PROJECTIONS } from "@/lib/cache/projections/mod.ts";
import type { Collection } from "@/lib/view/types.ts";
import { PASSWORD, POOL, refOf, vmRecord, withWorld, type World } from "../api/world.ts";

/** Stands in every name, uuid and field that somebody restricted must not be told. */
export const CANARY = /foreign-canary|f0f0f0f0/i;
const CANARY_TEXT = "foreign-canary";

export const TAG = "mine";
const foreign = (n: number) => `f0f0f0f0-0000-4000-8000-${String(n).padStart(12, "0")}`;
const own = (n: number) => `0e0e0e0e-0000-4000-8000-${String(n).padStart(12, "0")}`;

export const OTHER_POOL = foreign(99);

/** An object of each collection that is of the tagged VM (itself, a part, or what it stands on), and one that is not. */
export const SAMPLES: { readonly [C in Collection]: { readonly own: string; readonly foreign: string } } = {
  pool: { own: POOL, foreign: OTHER_POOL },
  host: { own: own(1), foreign: foreign(1) },
  vm: { own: own(2), foreign: foreign(2) },
  template: { own: own(3), foreign: foreign(3) },
  snapshot: { own: own(4), foreign: foreign(4) },
  sr: { own: own(5), foreign: foreign(5) },
  vdi: { own: own(6), foreign: foreign(6) },
  vbd: { own: own(7), foreign: foreign(7) },
  vif: { own: own(8), foreign: foreign(8) },
  network: { own: own(9), foreign: foreign(9) },
  task: { own: own(10), foreign: foreign(10) },
  pif: { own: own(11), foreign: foreign(11) },
  pbd: { own: own(12), foreign: foreign(12) },
  alert: { own: own(13), foreign: foreign(13) },
  certificate: { own: own(14), foreign: foreign(14) },
  update: { own: own(15), foreign: foreign(15) },
  pgpu: { own: own(16), foreign: foreign(16) },
  pci: { own: own(17), foreign: foreign(17) },
  load: { own: own(2), foreign: foreign(2) },
  finding: { own: `tools:vm:${own(2)}`, foreign: `tools:vm:${foreign(2)}` },
};

/** Of these somebody with the tagged VM sees the name alone. */
export const SHOWN: ReadonlySet<Collection> = new Set(["pool", "host", "sr", "network"]);

/** Of these somebody with the tagged VM sees nothing: they are of hosts. */
export const OF_HOSTS: ReadonlySet<Collection> = new Set([
  "pif",
  "pbd",
  "certificate",
  "update",
  "pgpu",
  "pci",
]);

/** Whether somebody is told of an object. */
export function isSeen(
  who: Pick<Identity, "sees">,
  collection: Collection,
  whose: "own" | "foreign",
): boolean {
  if (who.sees === "mine") return whose === "own" && !OF_HOSTS.has(collection);
  return who.sees === "all";
}

/** Puts one world of objects into the pool: those of the tagged VM, or a stranger's. */
function fill({ put, cache }: World, of: "own" | "foreign"): void {
  const mine = of === "own";
  const id = (collection: Collection) => SAMPLES[collection][of];
  const ref = (collection: Collection) => refOf(id(collection));
  const hidden = CANARY_TEXT;
  const common = (collection: Collection) => ({
    uuid: id(collection),
    name_label: mine ? `own ${collection}` : `${hidden}-${collection}`,
    name_description: mine && !SHOWN.has(collection) ? "" : hidden,
    tags: mine ? [] : [hidden],
    allowed_operations: ["scan", "destroy"],
    current_operations: {},
  });
  put("host", {
    ...common("host"),
    address: `${hidden}.lab`,
    hostname: hidden,
    enabled: true,
    API_version_major: 2,
  });
  put("SR", { ...common("sr"), type: hidden, content_type: "user", PBDs: [], VDIs: [] });
  put("network", { ...common("network"), bridge: hidden, VIFs: [], PIFs: [] });
  put("VDI", {
    ...common("vdi"),
    SR: ref("sr"),
    snapshot_of: refOf(SAMPLES.vdi.foreign),
    virtual_size: 1,
    VBDs: [ref("vbd")],
  });
  put("VBD", {
    uuid: id("vbd"),
    VM: ref("vm"),
    VDI: ref("vdi"),
    type: "Disk",
    allowed_operations: [],
    current_operations: {},
  });
  put("VIF", {
    uuid: id("vif"),
    VM: ref("vm"),
    network: ref("network"),
    MAC: mine ? "02:00" : hidden,
    allowed_operations: [],
    current_operations: {},
  });
  put(
    "VM",
    vmRecord(id("template"), { ...common("template"), is_a_template: true, tags: mine ? [TAG] : [hidden] }),
  );
  put(
    "VM",
    vmRecord(id("snapshot"), {
      ...common("snapshot"),
      is_a_snapshot: true,
      snapshot_of: ref("vm"),
      // Of a VM that was made of somebody else's snapshot.
      parent: refOf(SAMPLES.snapshot.foreign),
    }),
  );
  put("task", {
    ...common("task"),
    name_description: hidden,
    status: "pending",
    progress: 0.5,
    created: "2026-01-01T00:00:00Z",
    resident_on: mine ? ref("host") : refOf(SAMPLES.host.own),
    error_info: [],
    allowed_operations: ["cancel"],
  });
  put(
    "VM",
    vmRecord(id("vm"), {
      ...common("vm"),
      power_state: "Running",
      resident_on: ref("host"),
      VBDs: [ref("vbd")],
      VIFs: [ref("vif")],
      snapshots: [ref("snapshot")],
      tags: mine ? [TAG] : [hidden],
      allowed_operations: ["clean_shutdown", "snapshot", "pool_migrate"],
      current_operations: { [ref("task")]: "snapshot" },
    }),
  );
  // What belongs to a host tells of it, whosever VM it runs.
  put("PIF", { uuid: id("pif"), host: ref("host"), network: ref("network"), device: hidden, MAC: hidden });
  put("PBD", { uuid: id("pbd"), host: ref("host"), SR: ref("sr"), device_config: { server: hidden } });
  put("Certificate", { uuid: id("certificate"), host: ref("host"), name: hidden, fingerprint: hidden });
  put("pool_update", { uuid: id("update"), name_label: hidden, hosts: [ref("host")] });
  put("PCI", { uuid: id("pci"), host: ref("host"), device_name: hidden });
  put("PGPU", { uuid: id("pgpu"), host: ref("host"), PCI: ref("pci") });
  put("message", {
    uuid: id("alert"),
    name: "VM_MIGRATED",
    priority: 5,
    cls: "VM",
    obj_uuid: id("vm"),
    timestamp: "2026-01-01T00:00:00Z",
    // It may name whatever the pool likes.
    body: `from ${hidden}`,
  });
  derive(cache, of);
}

/** What Atoll works out about the VM. */
function derive(cache: World["cache"], of: "own" | "foreign"): void {
  const derived = cache.derived();
  const name = of === "own" ? "own vm" : `${CANARY_TEXT}-vm`;
  const object = { collection: "vm", id: SAMPLES.vm[of], name } as const;
  const none = { memory_used: null, memory_total: null, rx: null, tx: null, read: null, write: null };
  const values = { [of === "own" ? "cpu0" : CANARY_TEXT]: 1 };
  derived.set("load", { id: object.id, pool: POOL, object, at: "", cpu: 0.5, ...none, values });
  const id = SAMPLES.finding[of];
  const found = { rule: "tools", severity: "info", since: "", detail: { of: CANARY_TEXT } } as const;
  derived.set("finding", { id, pool: POOL, object, ...found });
  derived.commit();
}

/** How somebody shows who he is. */
export interface Identity {
  readonly name: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Whether it is nobody: 401 wherever one has to be signed in. */
  readonly dead: boolean;
  /** What he may be told of: everything, the tagged VM with what it shows, or nothing. */
  readonly sees: "all" | "mine" | "nothing";
  readonly userId: string;
  readonly readOnly: boolean;
}

const PASS = {
  Cookie: (value: string) => ({ cookie: `atoll=${value}` }),
  Token: (value: string) => ({ authorization: `Bearer ${value}` }),
};
const TAGGED: Scope = { kind: "tag", tag: TAG };

/** Roles that are tried, each on everything and on the tagged VM. */
const ROLES = ["viewer", "operator", "vm-admin", "pool-admin", "administrator"];

/** Everybody: the living with every role on everything and on one tag, without any, with tokens; and all kinds of dead. */
async function everybody(world: World, clock: { now: number }): Promise<Identity[]> {
  const { auth, people, rightsAdmin, store } = world;
  const admin = await auth.verify((await auth.signIn("admin", PASSWORD, "127.0.0.1")).cookie);
  assert.ok(admin);
  const join = async (username: string) =>
    (await people.createUser(admin, { username, password: PASSWORD })).id;
  const signIn = async (username: string) => {
    const signedIn = await auth.signIn(username, PASSWORD, "127.0.0.1");
    assert.ok("cookie" in signedIn);
    return signedIn;
  };
  const identities: Identity[] = [];
  const add = (name: string, userId: string, headers: Identity["headers"], rest: Partial<Identity> = {}) =>
    identities.push({ name, userId, headers, dead: false, sees: "all", readOnly: false, ...rest });
  const dead = (name: string, headers: Identity["headers"] = {}) =>
    add(name, "", headers, { dead: true, sees: "nothing" });

  // Those whose time is over when the others come.
  const old = await signIn("admin");
  const token = (scope: "read-only" | "user", name: string, expires: string | null = null) =>
    people.createToken(admin, { name, scope, expires });
  const soon = new Date(clock.now + 3_600_000).toISOString();
  const expired = await token("user", "expired", soon);
  clock.now += 13 * 3_600_000;
  dead("nobody");
  dead("a made-up cookie", PASS.Cookie(randomBytes(32).toString("base64url")));
  dead("the hash of a cookie", PASS.Cookie(createHash("sha256").update(old.cookie).digest("base64url")));
  dead("a session that was not used", PASS.Cookie(old.cookie));
  dead("an expired token", PASS.Token(expired.secret));

  const everything: Scope = { kind: "all" };
  for (const role of ROLES) {
    for (const [where, scope] of [["everything", everything], ["the tag", TAGGED]] as const) {
      const username = `${role}-${scope.kind}`;
      const id = await join(username);
      await rightsAdmin.grant(admin, { subject: { kind: "user", id }, role, scope });
      const { cookie } = await signIn(username);
      add(`${role} on ${where}`, id, PASS.Cookie(cookie), { sees: scope.kind === "all" ? "all" : "mine" });
    }
  }
  const guest = await join("guest");
  add("a user without grants", guest, PASS.Cookie((await signIn("guest")).cookie), { sees: "nothing" });
  const full = await token("user", "full");
  add("an administrator's token", admin.userId, PASS.Token(full.secret));
  const reading = await token("read-only", "reading");
  add("an administrator's token for reading", admin.userId, PASS.Token(reading.secret), { readOnly: true });
  const revoked = await token("user", "revoked");
  await people.revokeToken(admin, revoked.info.id);
  dead("a revoked token", PASS.Token(revoked.secret));
  const left = await signIn("admin");
  await auth.signOut(left.cookie);
  dead("a session that signed out", PASS.Cookie(left.cookie));
  for (
    const [name, end] of [
      ["a disabled administrator", (id: string) => people.setDisabled(admin, id, true)],
      ["a deleted administrator", (id: string) => people.deleteUser(admin, id)],
    ] as const
  ) {
    const username = name.split(" ")[1] ?? "";
    const id = await join(username);
    await rightsAdmin.grant(admin, {
      subject: { kind: "user", id },
      role: "administrator",
      scope: everything,
    });
    const { cookie } = await signIn(username);
    await end(id);
    dead(name, PASS.Cookie(cookie));
  }
  assert.ok((await store.users.list()).length > ROLES.length);
  return identities;
}

export interface RightsWorld extends World {
  readonly identities: readonly Identity[];
  identity(name: string): Identity;
}

/** Runs with a pool of own and foreign objects, another pool, and everybody. */
export function withEverybody(run: (world: RightsWorld) => Promise<void>): Promise<void> {
  const clock = { now: Date.now() };
  return withWorld(async (world) => {
    fill(world, "foreign");
    fill(world, "own");
    const other = { uuid: OTHER_POOL, name_label: `${CANARY_TEXT}-pool`, master: null, tags: [] };
    world.cache.openPool(OTHER_POOL, { name: other.name_label }).apply({
      token: "1",
      events: [{ class: "pool", operation: "mod", ref: refOf(OTHER_POOL), record: other }],
      validRefCounts: {},
    });
    world.pools.answers.set("VM.get_VBDs", []);
    for (const name of Object.values(PROJECTIONS).flatMap(({ classNames }) => classNames)) {
      world.pools.answers.set(`${name}.get_record`, {});
    }
    const identities = await everybody(world, clock);
    const identity = (name: string) =>
      identities.find((one) => one.name === name) ?? assert.fail(`There is no ${name}`);
    await run({ ...world, identities, identity });
  }, { now: () => clock.now });
}
