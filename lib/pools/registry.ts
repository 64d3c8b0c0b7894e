// The registry of pools: adds, keeps, calls and removes them, one supervisor each.
import { AtollError } from "@/lib/errors.ts";
import { log } from "@/lib/log.ts";
import type { PoolWriter } from "@/lib/cache/types.ts";
import type { CallOptions, Certificate, Value } from "@/lib/xapi/types.ts";
import { withAuthorities } from "./authorities.ts";
import type { Timeouts } from "./dials.ts";
import type { ConsistencyTally, Timing } from "./detector.ts";
import { acceptedBy, type Changed, edited } from "./edit.ts";
import { Gate } from "./gate.ts";
import type { Joined } from "./join.ts";
import { Joins, stopping } from "./joins.ts";
import { PoolTurns } from "./pool_turns.ts";
import { isReading } from "./reading.ts";
import { Saves } from "./saves.ts";
import { Supervisor } from "./supervisor.ts";
import { nameOf, type NewPool, type PoolConfig, type PoolEdit, type PoolSettings } from "./types.ts";
import type { HostReader, HostTunnels, PoolsService, PoolStore } from "./types.ts";

/** What the registry needs of the cache. */
export interface PoolCache {
  openPool(id: string, options: { name: string }): PoolWriter;
}

interface Entry {
  readonly supervisor: Supervisor;
  readonly writer: PoolWriter;
}

/** ms that add() waits for the objects of a pool that let it in. */
const FIRST_SYNC = 120_000;
/** ms for the logout of a session that was opened in vain. */
const LOGOUT = 1_500;

/**
 * Pools by id (their uuid). A pool is in the store, in the cache and supervised, or in none of the three: add() puts it
 * into the store last, remove() takes it out of the store first, and whatever changes one pool waits for what was asked
 * for before, so that a late write brings nothing back.
 */
export class Pools implements PoolsService, HostReader, HostTunnels {
  private readonly entries = new Map<string, Entry>();
  /** Pools whose first read is not done: a removal need not wait for it. */
  private readonly adding = new Set<string>();
  private readonly turns = new PoolTurns();
  private readonly saves = new Saves((id) => this.save(id));
  private readonly gate = new Gate();
  private readonly closing = new AbortController();
  private readonly joins = new Joins(this.closing.signal);

  /**
   * @param timeouts how long hosts are waited for
   * @param timing how often replicas are compared with their pools
   */
  constructor(
    private readonly store: PoolStore,
    private readonly cache: PoolCache,
    private readonly timeouts?: Partial<Timeouts>,
    private readonly timing?: Timing,
  ) {}

  /** Reads the store and begins to connect every pool; does not wait for any of them. Returns their number. */
  async start(): Promise<number> {
    const configs = await this.store.list();
    for (const config of configs) this.begin(this.supervise(config));
    return configs.length;
  }

  probe(address: string): Promise<Certificate | null> {
    return this.joins.probe(address);
  }

  add(pool: NewPool): Promise<string> {
    return this.joins.join(pool, async (joined) => {
      const { id } = joined.config;
      await this.turns.run(id, async () => {
        await this.refuse(joined);
        this.adding.add(id);
        try {
          await this.admit(joined);
        } finally {
          this.adding.delete(id);
        }
      });
      log.info("Pool added", { pool: nameOf(joined.config), id, address: pool.address });
      return id;
    });
  }

  /** Ends the session of a pool that let Atoll in but is not taken, and throws why. */
  private async refuse({ link, leftovers, config }: Joined): Promise<void> {
    if (this.closing.signal.aborted) {
      await leftovers.leave(link.session, LOGOUT, true);
      throw stopping();
    }
    const there = this.entries.get(config.id)?.supervisor;
    if (there === undefined) return;
    await there.adopt(link, leftovers);
    const known = nameOf(there.status().config) || config.name;
    throw new AtollError(409, "pool-exists", `Pool "${known}" is already here`, "address");
  }

  /** What comparing a pool's replica with the pool has found since the start. Throws AtollError for an unknown pool. */
  consistency(id: string): ConsistencyTally {
    return this.entry(id).supervisor.consistency;
  }

  async remove(id: string): Promise<void> {
    const { supervisor, writer } = this.entry(id);
    if (this.adding.has(id)) await supervisor.stop();
    await this.turns.run(id, async () => {
      // Whoever added it gave it up, or somebody else removed it.
      if (this.entries.get(id)?.supervisor !== supervisor) return;
      await this.store.delete(id);
      this.entries.delete(id);
      this.saves.cancel(id);
      // First, so that a read under way is given up and the objects are gone at once.
      writer.remove();
      await supervisor.stop();
      log.info("Pool removed", { pool: supervisor.status().config.name, id });
    });
  }

  reconnect(id: string): void {
    const { supervisor } = this.entry(id);
    const { config } = supervisor.status();
    if (config.disabled) {
      const message = `Pool "${nameOf(config)}" is switched off: switch it on first`;
      throw new AtollError(409, "pool-disabled", message);
    }
    supervisor.reconnect();
  }

  acceptCertificate(id: string, fingerprint: string): Promise<void> {
    return this.change(id, "certificate-accepted", (now) => acceptedBy(now, fingerprint));
  }

  setCredentials(id: string, username: string, password: string): Promise<void> {
    return this.edit(id, { username, password });
  }

  settings(id: string): PoolSettings {
    const { config } = this.entry(id).supervisor.status();
    const { label, name: ownName, address, username, disabled, readOnly } = config;
    return { label, ownName, address, username, disabled, readOnly };
  }

  edit(id: string, edit: PoolEdit): Promise<void> {
    const { label, ...rest } = edit;
    const connects = Object.values(rest).some((value) => value !== undefined);
    return this.change(id, connects ? "reconfigured" : null, async ({ config }) => {
      const changed = await edited(config, edit, this.closing.signal);
      const { address, username } = changed;
      return { changed, told: { what: "edited", address, username, label: label ?? config.label } };
    });
  }

  setReadOnly(id: string, readOnly: boolean): Promise<void> {
    return this.change(id, null, ({ config }) => ({
      changed: { ...config, readOnly },
      told: { what: readOnly ? "read-only" : "no longer read-only" },
    }));
  }

  setDisabled(id: string, disabled: boolean): Promise<void> {
    return this.turns.run(id, async () => {
      const { supervisor, writer } = this.entry(id);
      const { config } = supervisor.status();
      if (config.disabled === disabled) return;
      const changed = { ...config, disabled };
      await this.store.put(changed);
      this.saves.cancel(id);
      // In one turn: nobody sees a moment without the pool.
      writer.remove();
      this.begin(this.supervise(changed));
      log.info("Pool configuration changed", { pool: nameOf(config), id, disabled });
      await supervisor.stop();
    });
  }

  setAuthorities(id: string, ca: string | null): Promise<void> {
    return this.change(id, "reconfigured", async ({ config, presented }) => {
      const changed = await withAuthorities(config, ca, presented, this.closing.signal);
      return { changed, told: { what: "authorities", own: changed.ca !== null } };
    });
  }

  async call(id: string, method: string, params: readonly Value[], options?: CallOptions): Promise<Value> {
    const { supervisor } = this.entry(id);
    const { config } = supervisor.status();
    if (config.readOnly && !isReading(method)) {
      const message = `Pool "${
        nameOf(config)
      }" is read-only in Atoll: whoever manages it has to allow changes first`;
      throw new AtollError(409, "pool-read-only", message);
    }
    return await supervisor.call(method, params, options);
  }

  fetch: HostReader["fetch"] = async (id, ...asked) => await this.entry(id).supervisor.fetch(...asked);

  tunnel: HostTunnels["tunnel"] = async (id, ...asked) => await this.entry(id).supervisor.tunnel(...asked);

  async close(): Promise<void> {
    this.closing.abort();
    await Promise.all([...this.entries.values()].map(({ supervisor }) => supervisor.stop()));
    await this.joins.settled();
    this.saves.flush();
    await this.turns.settled();
  }

  /**
   * Changes the configuration of a pool: in the store first, then the pool goes on with it.
   * @param event null where it says nothing new of the connection
   */
  private change(
    id: string,
    event: Parameters<Supervisor["reconfigure"]>[1] | null,
    make: (now: ReturnType<Supervisor["status"]>) => Changed | Promise<Changed>,
  ): Promise<void> {
    return this.turns.run(id, async () => {
      const { supervisor } = this.entry(id);
      const { changed, told } = await make(supervisor.status());
      await this.store.put(changed);
      if (event === null || changed.disabled) supervisor.describe(changed);
      else supervisor.reconfigure(changed, event);
      log.info("Pool configuration changed", { pool: nameOf(changed), id, ...told });
    });
  }

  private entry(id: string): Entry {
    const entry = this.entries.get(id);
    if (entry === undefined) throw new AtollError(404, "unknown-pool", "There is no such pool");
    return entry;
  }

  /** Waits for the first full read, then persists; on failure nothing of the pool is left. */
  private async admit(joined: Joined): Promise<void> {
    const { config } = joined;
    const entry = this.supervise(config, joined);
    const { supervisor } = entry;
    try {
      supervisor.start();
      const ended = await supervisor.until(() => !BUSY.has(supervisor.status().state), FIRST_SYNC);
      const { state, reason } = supervisor.status();
      if (supervisor.stopped) {
        if (this.closing.signal.aborted) throw stopping();
        throw new AtollError(
          409,
          "pool-removed",
          `Pool "${config.name}" was removed while it was being added`,
        );
      }
      if (state !== "live") {
        const why = ended ? reason ?? state : `reading it takes longer than ${FIRST_SYNC / 1000} s`;
        throw new AtollError(502, "pool-unreadable", `Cannot read pool "${config.name}": ${why}`);
      }
      this.saves.cancel(config.id);
      await this.store.put(supervisor.status().config);
    } catch (error) {
      this.entries.delete(config.id);
      this.saves.cancel(config.id);
      await supervisor.stop();
      entry.writer.remove();
      throw error;
    }
  }

  private supervise(config: PoolConfig, joined?: Joined): Entry {
    const writer = this.cache.openPool(config.id, { name: config.name });
    const supervisor = new Supervisor({
      config,
      writer,
      learned: () => this.saves.soon(config.id),
      gate: this.gate,
      ...(joined ? { link: joined.link, leftovers: joined.leftovers } : {}),
      timeouts: this.timeouts,
      timing: this.timing,
    });
    const entry = { supervisor, writer };
    this.entries.set(config.id, entry);
    return entry;
  }

  /** Persists what a pool told of itself. */
  private save(id: string): void {
    void this.turns.run(id, async () => {
      const config = this.entries.get(id)?.supervisor.status().config;
      if (config === undefined) return;
      try {
        await this.store.put(config);
      } catch (error) {
        log.error("Cannot persist what a pool told of itself", { pool: config.name, error });
      }
    });
  }

  private begin({ supervisor }: Entry): void {
    if (supervisor.status().config.disabled) supervisor.rest();
    else supervisor.start();
  }
}

/** States a first connection passes through; any other is its end. */
const BUSY: ReadonlySet<string> = new Set(["disconnected", "connecting", "authenticating", "syncing"]);
