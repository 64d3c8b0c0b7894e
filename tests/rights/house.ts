// All of Atoll over real HTTP before two marked pools, and everybody who may come to it.
import assert from "node:assert/strict";
import { ensureBuilt, server } from "@/dev.ts";
import { Sessions } from "@/lib/auth/sessions.ts";
import { BUILT_IN } from "@/lib/rights/built_in.ts";
import { allows } from "@/lib/rights/patterns.ts";
import { grant } from "@/lib/rights/testing.ts";
import type { Scope } from "@/lib/rights/types.ts";
import type { UserRecord } from "@/lib/store/users.ts";
import type { Atoll } from "@/main.ts";
import { type Level, type Marked, MarkedPools } from "./marked_pools.ts";

/** Somebody who comes along. */
export interface Guest {
  readonly name: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Is nobody, or nobody any more. */
  readonly dead: boolean;
  readonly byToken: boolean;
  readonly readOnly: boolean;
  readonly userId: string;
  readonly scope: Scope | null;
  readonly seen: ReadonlyMap<Marked, Level>;
  /** Whether the role lets do something, wherever it is held. */
  may(action: string): boolean;
}

export interface House {
  readonly url: string;
  readonly atoll: Atoll;
  readonly pools: MarkedPools;
  /** The VM that some are granted. */
  readonly vm: Marked;
  readonly guests: readonly Guest[];
  guest(name: string): Guest;
  /** What the server has printed since it was last asked. */
  printed(): string;
}

export const TAG = "theirs";
const DAY = 86_400_000;

/** Who is tried: a role, and on what. */
function grants({ vm, pools }: Pick<House, "vm" | "pools">): [role: string, where: string, scope: Scope][] {
  const host = pools.objects.find(({ ref }) => ref === vm.record.resident_on) ?? assert.fail("it runs");
  const narrow: [string, Scope][] = [
    ["a pool", { kind: "pool", id: vm.pool }],
    ["a host", { kind: "host", id: host.id }],
    ["a tag", { kind: "tag", tag: TAG }],
    ["a VM", { kind: "object", collection: "vm", id: vm.id }],
  ];
  const on = (role: string, scopes: [string, Scope][]) =>
    scopes.map(([where, scope]): [string, string, Scope] => [role, where, scope]);
  return [
    ...BUILT_IN.flatMap(({ id }) => on(id, [["everything", { kind: "all" }]])),
    ...on("viewer", narrow),
    ...on("operator", narrow),
    ...on("vm-admin", narrow.slice(2, 3)),
    ...on("pool-admin", narrow.slice(0, 1)),
    ...on("administrator", [...narrow.slice(0, 1), ...narrow.slice(2, 3)]),
  ];
}

async function everybody({ store, services }: Atoll, vm: Marked, pools: MarkedPools): Promise<Guest[]> {
  const guests: Guest[] = [];
  const auth = services.auth;
  assert.ok("sessions" in auth && "tokens" in auth);
  const nobody = { dead: false, byToken: false, readOnly: false, userId: "", scope: null };
  const join = async (username: string): Promise<UserRecord> => {
    const id = crypto.randomUUID();
    const created = new Date().toISOString();
    const user = {
      id,
      username,
      password: null,
      created,
      disabled: false,
      groups: [],
      source: "local",
    } as const;
    assert.ok(await store.users.create(user));
    return user;
  };
  const cookie = (value: string) => ({ cookie: `atoll=${value}` });
  const bearer = (value: string) => ({ authorization: `Bearer ${value}` });
  const none = { seen: new Map<Marked, Level>(), may: () => false };
  const dead = (name: string, headers: Guest["headers"] = {}) =>
    void guests.push({ ...nobody, ...none, name, headers, dead: true });

  for (const [role, where, scope] of grants({ vm, pools })) {
    const name = `${role} on ${where}`;
    const user = await join(name);
    await store.grants.create(grant(user.id, role, scope));
    const actions = new Set(BUILT_IN.find(({ id }) => id === role)?.actions);
    const held = {
      ...nobody,
      name,
      userId: user.id,
      scope,
      seen: pools.seen([scope]),
      may: (action: string) => allows(actions, action),
    };
    guests.push({ ...held, headers: cookie((await auth.sessions.start(user, "127.0.0.1")).cookie) });
    if (role !== "administrator" || where === "a pool") continue;
    for (const kind of ["read-only", "user"] as const) {
      const { secret } = await auth.tokens.create(user, { name: kind, scope: kind, expires: null });
      const readOnly = kind === "read-only";
      guests.push({
        ...held,
        name: `${name}, ${kind} token`,
        headers: bearer(secret),
        byToken: true,
        readOnly,
      });
    }
  }
  const guest = await join("somebody without grants");
  const { cookie: own } = await auth.sessions.start(guest, "127.0.0.1");
  guests.push({ ...nobody, ...none, name: guest.username, userId: guest.id, headers: cookie(own) });

  const administrator = async (username: string) => {
    const user = await join(username);
    await store.grants.create(grant(user.id, "administrator"));
    return user;
  };
  const former = await administrator("former");
  dead("nobody");
  dead("a made-up cookie", cookie("x".repeat(43)));
  const past = new Sessions(store.sessions, store.users, () => Date.now() - 8 * DAY);
  dead("an expired session", cookie((await past.start(former, "127.0.0.1")).cookie));
  const left = await auth.sessions.start(former, "127.0.0.1");
  await auth.signOut(left.cookie);
  dead("a revoked session", cookie(left.cookie));
  const over = { name: "over", scope: "user", expires: new Date(Date.now() - DAY).toISOString() } as const;
  dead("an expired token", bearer((await auth.tokens.create(former, over)).secret));
  const disabled = await administrator("disabled");
  const was = await auth.sessions.start(disabled, "127.0.0.1");
  const token = await auth.tokens.create(disabled, { name: "t", scope: "user", expires: null });
  await store.users.change(disabled.id, (user) => ({ ...user, disabled: true }));
  dead("a disabled administrator", cookie(was.cookie));
  dead("a disabled administrator's token", bearer(token.secret));
  return guests;
}

/** Keeps what the server prints. */
function listen(): { printed(): string } & Disposable {
  const { writeSync } = Deno.stderr;
  let text = "";
  Deno.stderr.writeSync = (bytes) => {
    text += new TextDecoder().decode(bytes);
    return bytes.length;
  };
  return {
    printed: () => {
      const told = text;
      text = "";
      return told;
    },
    [Symbol.dispose]: () => void (Deno.stderr.writeSync = writeSync),
  };
}

export async function withHouse(run: (house: House) => Promise<void>): Promise<void> {
  await ensureBuilt();
  // Brings the routes and bundles that the app is put together from.
  await import(server);
  const { atoll } = await import("@/main.ts");
  await using stack = new AsyncDisposableStack();
  const data = await Deno.makeTempDir({ prefix: "atoll-rights-test-" });
  stack.defer(() => Deno.remove(data, { recursive: true }));
  const pools = stack.use(await MarkedPools.start());
  const listening = stack.use(listen());
  const made = await atoll({ data, adminPassword: `house-${crypto.randomUUID()}` });
  stack.defer(() => made.close());
  const quiet = { hostname: "127.0.0.1", port: 0, onListen: () => {} };
  const listener = Deno.serve(quiet, (request, info) => made.fetch(request, info));
  stack.defer(() => listener.shutdown());
  const { cache, pools: registry } = made.services;
  const vm = pools.busy(pools.objects[0]?.pool ?? "");
  const sim = pools.sims[0];
  assert.ok(sim);
  const { tags } = vm.record;
  sim.db.set(vm.cls, vm.ref, "tags", [...(Array.isArray(tags) ? tags : []), TAG]);
  for (const { url } of pools.sims) {
    const id = await registry.add({ address: url, username: "root", password: "atoll" });
    while (cache.get("pool", id)?.state !== "live") {
      await new Promise((resolve) => cache.onCommit(() => resolve(null)));
    }
    await registry.setReadOnly(id, true);
  }
  const guests = await everybody(made, vm, pools);
  listening.printed();
  await run({
    url: `http://127.0.0.1:${listener.addr.port}`,
    atoll: made,
    pools,
    vm,
    guests,
    guest: (name) => guests.find((one) => one.name === name) ?? assert.fail(`There is no ${name}`),
    printed: listening.printed,
  });
}
