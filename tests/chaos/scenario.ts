// One scenario: pools, Atoll's side of them, operations and faults in a seeded order, and what must be true in the end.
import assert from "node:assert/strict";
import { AtollError } from "@/lib/errors.ts";
import { log } from "@/lib/log.ts";
import { Cache } from "@/lib/cache/mod.ts";
import { EVERYTHING, Follower } from "@/lib/cache/testing.ts";
import type { PoolWriter } from "@/lib/cache/types.ts";
import { Pools } from "@/lib/pools/mod.ts";
import type { PoolConfig } from "@/lib/pools/types.ts";
import { ConnectionError, XapiError } from "@/lib/xapi/mod.ts";
import { Dice } from "./dice.ts";
import { FastTime } from "./fast_time.ts";
import { anyFault } from "./faults.ts";
import { judge } from "./judge.ts";
import { anyOperation, attempt } from "./operations.ts";
import { designate, type SimulatedPool, startPools } from "./world.ts";

/** Steps of a scenario. */
const STEPS = 40;
/** A pool without faults must be live again after so long (ms): silence is noticed after 45 s, retries come every 15 s or 30 s. */
const RECOVERY = 240_000;
/** How often a replica is compared with its pool: all the time, in a scenario of minutes. */
const CHECKS = { period: 20_000, longest: 60_000, gap: 500, rest: 1 };

/** What a scenario tells of itself. */
export type Trace = (line: string) => void;

interface Joined {
  readonly id: string;
  readonly pool: SimulatedPool;
  readonly writer: PoolWriter;
  /** Sessions by which somebody has called: whoever did knows them. */
  readonly used: Set<string>;
}

/** Runs a scenario. Throws AssertionError for whatever is not as it must be. */
export async function runScenario(seed: number, trace: Trace): Promise<void> {
  const dice = new Dice(seed);
  const mistakes: string[] = [];
  const before = log.error.bind(log);
  // The product logs as an error only what nobody foresaw.
  log.error = (message, fields) => {
    mistakes.push(`${message} ${fields?.["error"] instanceof Error ? fields["error"].stack : ""}`);
  };
  await using time = await FastTime.start(() => Math.random() * 0.5);
  try {
    await new Scenario(seed, dice, time, (line) => trace(`${Math.round(time.now)} ms: ${line}`)).run();
  } finally {
    log.error = before;
  }
  assert.deepEqual(mistakes, [], "errors in the log");
  assert.deepEqual(time.waiting, [], "timers that are left");
}

class Scenario {
  private readonly cache = new Cache();
  private readonly configs = new Map<string, PoolConfig>();
  private readonly writers = new Map<string, PoolWriter>();
  private readonly pools: Pools;
  private readonly joined: Joined[] = [];
  /** Readers of the stream: one that reads all the time, others now and then. */
  private readonly readers = [new Follower(this.cache), new Follower(this.cache), new Follower(this.cache)];
  private readonly calls = new Set<Promise<void>>();
  private person: ReturnType<typeof setInterval> | undefined;

  constructor(
    seed: number,
    private readonly dice: Dice,
    private readonly time: FastTime,
    private readonly trace: Trace,
  ) {
    this.seed = seed;
    const store = {
      list: () => Promise.resolve([...this.configs.values()]),
      put: (config: PoolConfig) => Promise.resolve(void this.configs.set(config.id, config)),
      delete: (id: string) => Promise.resolve(void this.configs.delete(id)),
    };
    this.pools = new Pools(
      store,
      {
        openPool: (id, options) => {
          const writer = this.cache.openPool(id, options);
          this.writers.set(id, writer);
          return writer;
        },
      },
      undefined,
      CHECKS,
    );
  }

  private readonly seed: number;

  async run(): Promise<void> {
    const simulated = await startPools(this.dice, this.seed);
    this.time.handshakes = simulated.some(({ tls }) => tls);
    try {
      for (const pool of simulated) await this.time.patiently(() => this.join(pool));
      for (let step = 0; step < STEPS; step++) await this.step();
      await this.recover();
      await this.time.until(() => this.calls.size === 0, RECOVERY);
      await this.compare();
      clearInterval(this.person);
      await Promise.all(this.calls);
      await this.pools.close();
      await this.compareLeft();
    } finally {
      clearInterval(this.person);
      await this.pools.close();
      for (const pool of simulated) await pool.close();
    }
  }

  private async join(pool: SimulatedPool): Promise<void> {
    const [host] = pool.hosts;
    assert.ok(host);
    this.trace(`${pool.name} at ${host.url}`);
    const used = new Set<string>();
    const certificate = await this.pools.probe(host.url);
    for (const each of pool.hosts) {
      each.faults.onHit = (fault, method) => this.trace(`  ${pool.name}: ${fault.kind} meets ${method}`);
      each.faults.onCall = (_, params) => {
        if (typeof params[0] === "string") used.add(params[0]);
      };
    }
    const id = await this.pools.add({
      address: host.url,
      username: "root",
      password: "atoll",
      ...(certificate === null ? {} : { fingerprint: certificate.fingerprint }),
    });
    const writer = this.writers.get(id);
    assert.ok(writer);
    this.joined.push({ id, pool, writer, used });
  }

  private async step(): Promise<void> {
    const { dice, time } = this;
    const joined = dice.any(this.joined);
    const host = dice.any(joined?.pool.hosts ?? []);
    if (joined === undefined || host === undefined) return;
    const { pool } = joined;
    const roll = dice.random();
    if (roll < 0.45) {
      const operation = anyOperation(dice, host);
      this.trace(`${pool.name}: ${operation.name}`);
      this.background(attempt(operation));
    } else if (roll < 0.55) this.background(this.throughAtoll(joined));
    else if (roll < 0.8) {
      const fault = anyFault(dice, pool.tls);
      this.trace(`${pool.name} ${new URL(host.url).hostname}: ${JSON.stringify(fault)}`);
      await host.faults.add(fault);
    } else if (roll < 0.84) {
      this.trace(`${pool.name}: faults end`);
      await host.faults.clear();
    } else if (roll < 0.87 && pool.hosts.length > 1) {
      const next = dice.whole(0, pool.hosts.length - 1);
      this.trace(`${pool.name}: host ${next} becomes coordinator`);
      designate(pool, next);
    } else if (roll < 0.9) {
      this.trace(`${pool.name}: restart`);
      await host.restart();
    } else if (roll < 0.94) {
      this.trace(`${pool.name}: a person reconnects`);
      this.pools.reconnect(joined.id);
    } else {
      const ms = dice.pick([10, 300, 2_000, 15_000, 50_000]);
      this.trace(`nothing for ${ms} ms`);
      await time.sleep(ms);
    }
    this.readers[0]?.read();
    dice.any(this.readers.slice(1, 2))?.read();
    if (dice.chance(0.5)) await time.sleep(dice.whole(0, 200));
  }

  /** Something a user does: it may fail in any way that is foreseen. */
  private async throughAtoll({ id, pool, writer }: Joined): Promise<void> {
    const vm = this.dice.any(writer.records("VM").keys()) ?? "OpaqueRef:none";
    const name = `user ${this.dice.whole(0, 999)}`;
    this.trace(`${pool.name}: a user renames a VM to ${name}`);
    try {
      await this.pools.call(id, "VM.set_name_label", [vm, name]);
    } catch (error) {
      const foreseen = error instanceof AtollError || error instanceof XapiError ||
        error instanceof ConnectionError;
      if (!foreseen) throw error;
    }
  }

  private background(work: Promise<void>): void {
    const done: Promise<void> = work.finally(() => this.calls.delete(done));
    this.calls.add(done);
  }

  /** Ends all faults and waits until every pool is live; accepts certificates as a person would, until the end. */
  private async recover(): Promise<void> {
    this.trace("all faults end");
    for (const { pool } of this.joined) for (const host of pool.hosts) await host.faults.clear();
    this.person = setInterval(() => {
      for (const joined of this.joined) this.background(this.accept(joined));
    }, 500);
    for (const { id, pool } of this.joined) {
      const live = await this.time.until(() => this.cache.get("pool", id)?.state === "live", RECOVERY);
      const { state, reason, cause } = this.cache.get("pool", id) ?? {};
      assert.ok(live, `${pool.name} is ${state} (${cause}: ${reason}) although nothing is wrong with it`);
    }
  }

  private async accept({ id, pool }: Joined): Promise<void> {
    const view = this.cache.get("pool", id);
    if (view?.state !== "certificate-changed" || view.offered_fingerprint === null) return;
    this.trace(`${pool.name}: a person looks at the certificate`);
    await this.pools.acceptCertificate(id, view.offered_fingerprint).catch((error: unknown) => {
      if (!(error instanceof AtollError)) throw error;
    });
  }

  private async compare(): Promise<void> {
    for (const { id, pool, writer, used } of this.joined) {
      const host = pool.hosts[pool.coordinator];
      assert.ok(host);
      const { records, views } = await judge(this.cache, writer, pool, this.time);
      assert.deepEqual(records, [], `${pool.name}: the replica is not the pool`);
      assert.deepEqual(...views, `${pool.name}: views are not those of a fresh start`);
      if (host.db.version.hasMessage("event.from")) {
        // Nobody lists these: a first event.from and those after it tell of them.
        const gizmos = (refs: Iterable<string>) => [...refs].sort();
        assert.deepEqual(gizmos(writer.records("gizmo").keys()), gizmos(host.db.table("gizmo").keys()));
      }
      const open = [...host.db.table("session")].filter(([ref, { originator }]) =>
        originator === "Atoll" && used.has(ref)
      );
      assert.ok(open.length <= 2, `${pool.name}: ${open.length} sessions are open`);
      const { checks, differences } = this.pools.consistency(id);
      this.trace(`${pool.name}: ${checks} classes were checked, ${differences} differed`);
    }
    const fresh = new Follower(this.cache, EVERYTHING);
    fresh.read();
    for (const reader of this.readers) {
      reader.read();
      assert.deepEqual(reader.known, fresh.known, "a reader who went on reading knows something else");
    }
  }

  /** What is left at the pools once Atoll has closed. */
  private async compareLeft(): Promise<void> {
    for (const { id, pool, used } of this.joined) {
      const [host] = pool.hosts;
      const { dialect } = this.configs.get(id) ?? {};
      assert.ok(!(host?.db.version.facts.json && dialect === "xml"), `${pool.name}: XML is remembered`);
      const left = () =>
        [...host?.db.table("session") ?? []].filter(([ref, { originator }]) =>
          originator === "Atoll" && used.has(ref)
        ).length;
      await this.time.until(() => left() === 0, 5_000);
      // A session that the pool made and whose reference never arrived has called nothing, and is not among those used.
      assert.equal(left(), 0, `${pool.name}: sessions leaked`);
      for (const each of pool.hosts) {
        await this.time.until(() => each.connections === 0, 5_000);
        assert.equal(each.connections, 0, `${pool.name}: connections are left`);
      }
    }
  }
}
