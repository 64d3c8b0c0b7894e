// The registry of pools: adds, keeps, calls and removes them, one supervisor each.
import { AtollError } from "@/lib/errors.ts";
import { log, type LogFields } from "@/lib/log.ts";
import type { PoolWriter } from "@/lib/cache/types.ts";
import type { CallOptions, Certificate, Value } from "@/lib/xapi/types.ts";
import { withAuthorities } from "./authorities.ts";
import { acceptInto } from "./candidates.ts";
import type { Timeouts } from "./dials.ts";
import type { ConsistencyTally, Timing } from "./detector.ts";
import { Gate } from "./gate.ts";
import type { Joined } from "./join.ts";
import { Joins, requireUsername, stopping } from "./joins.ts";
import { Supervisor } from "./supervisor.ts";
import type { NewPool, PoolConfig, PoolsService, PoolStore } from "./types.ts";

/** What the registry needs of the cache. */
export interface PoolCache {
  openPool(id: string, options: { name: string }): PoolWriter;
}

interface Entry {
  readonly supervisor: Supervisor;
  readonly writer: PoolWriter;
}

/** A pool's new configuration, and what the log says of it. */
interface Changed {
  readonly changed: PoolConfig;
  readonly told: LogFields;
}

/** ms that add() waits for the objects of a pool that let it in. */
const FIRST_SYNC = 120_000;
/** What a pool tells of itself is written this long after (ms): changes come in bursts. */
const SAVE_DELAY = 1_000;
/** ms for the logout of a session that was opened in vain. */
const LOGOUT = 1_500;

/**
 * Pools by id (their uuid). A pool is in the store, in the cache and supervised, or in none of the three: add() puts it
 * into the store last, remove() takes it out of the store first, and whatever changes one pool waits for what was asked
 * for before, so that a late write brings nothing back.
 */
export class Pools implements PoolsService {
  private readonly entries = new Map<string, Entry>();
  /** Pools whose first read is not done: a removal need not wait for it. */
  private readonly adding = new Set<string>();
  /** The end of the last change asked for, by pool; never rejects. */
  private readonly turns = new Map<string, Promise<void>>();
  private readonly saves = new Map<string, ReturnType<typeof setTimeout>>();
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
    for (const config of configs) this.supervise(config).supervisor.start();
    return configs.length;
  }

  probe(address: string): Promise<Certificate | null> {
    return this.joins.probe(address);
  }

  add(pool: NewPool): Promise<string> {
    return this.joins.join(pool, async (joined) => {
      const { id, name } = joined.config;
      await this.inTurn(id, async () => {
        await this.refuse(joined);
        this.adding.add(id);
        try {
          await this.admit(joined);
        } finally {
          this.adding.delete(id);
        }
      });
      log.info("Pool added", { pool: name, id, address: pool.address });
      return id;
    });
  }

  /** Ends the session of a pool that let Atoll in but is not taken, and throws why. */
  private async refuse({ link, leftovers, config: { id, name } }: Joined): Promise<void> {
    if (this.closing.signal.aborted) {
      await leftovers.leave(link.session, LOGOUT, true);
      throw stopping();
    }
    const there = this.entries.get(id)?.supervisor;
    if (there === undefined) return;
    await there.adopt(link, leftovers);
    const known = there.status().config.name || name;
    throw new AtollError(409, "pool-exists", `Pool "${known}" is already here`, "address");
  }

  /** What comparing a pool's replica with the pool has found since the start. Throws AtollError for an unknown pool. */
  consistency(id: string): ConsistencyTally {
    return this.entry(id).supervisor.consistency;
  }

  async remove(id: string): Promise<void> {
    const { supervisor, writer } = this.entry(id);
    if (this.adding.has(id)) await supervisor.stop();
    await this.inTurn(id, async () => {
      // Whoever added it gave it up, or somebody else removed it.
      if (this.entries.get(id)?.supervisor !== supervisor) return;
      await this.store.delete(id);
      this.entries.delete(id);
      this.cancelSave(id);
      // First, so that a read under way is given up and the objects are gone at once.
      writer.remove();
      await supervisor.stop();
      log.info("Pool removed", { pool: supervisor.status().config.name, id });
    });
  }

  reconnect(id: string): void {
    this.entry(id).supervisor.reconnect();
  }

  acceptCertificate(id: string, fingerprint: string): Promise<void> {
    return this.change(id, "certificate-accepted", ({ state, offered, config }) => {
      if (state !== "certificate-changed" || offered === null) {
        throw new AtollError(409, "no-new-certificate", `Pool "${config.name}" presents no new certificate`);
      }
      if (offered.fingerprint !== fingerprint.trim().toUpperCase()) {
        throw new AtollError(
          409,
          "certificate-changed-again",
          `Pool "${config.name}" now presents another certificate than the one shown: compare it again`,
          "fingerprint",
        );
      }
      const { candidate } = offered;
      return {
        changed: acceptInto(config, candidate.endpoint.hostname, offered.fingerprint),
        told: { what: "a certificate was accepted", host: candidate.label, fingerprint },
      };
    });
  }

  async setCredentials(id: string, username: string, password: string): Promise<void> {
    requireUsername(username);
    await this.change(id, "reconfigured", ({ config }) => ({
      changed: { ...config, username, password },
      told: { what: "credentials", username },
    }));
  }

  setAuthorities(id: string, ca: string | null): Promise<void> {
    return this.change(id, "reconfigured", async ({ config, presented }) => {
      const changed = await withAuthorities(config, ca, presented, this.closing.signal);
      return { changed, told: { what: "authorities", own: changed.ca !== null } };
    });
  }

  async call(id: string, method: string, params: readonly Value[], options?: CallOptions): Promise<Value> {
    return await this.entry(id).supervisor.call(method, params, options);
  }

  async close(): Promise<void> {
    this.closing.abort();
    await Promise.all([...this.entries.values()].map(({ supervisor }) => supervisor.stop()));
    await this.joins.settled();
    for (const id of [...this.saves.keys()]) {
      this.cancelSave(id);
      this.save(id);
    }
    await Promise.all(this.turns.values());
  }

  /** Changes the configuration of a pool: in the store first, then the pool goes on with it. */
  private change(
    id: string,
    event: Parameters<Supervisor["reconfigure"]>[1],
    make: (now: ReturnType<Supervisor["status"]>) => Changed | Promise<Changed>,
  ): Promise<void> {
    return this.inTurn(id, async () => {
      const { supervisor } = this.entry(id);
      const { changed, told } = await make(supervisor.status());
      await this.store.put(changed);
      supervisor.reconfigure(changed, event);
      log.info("Pool configuration changed", { pool: changed.name, id, ...told });
    });
  }

  /** Makes a change to a pool once those asked for before are over. */
  private inTurn<T>(id: string, change: () => Promise<T>): Promise<T> {
    const made = (this.turns.get(id) ?? Promise.resolve()).then(change);
    const over = made.then(() => {}, () => {}).finally(() => {
      if (this.turns.get(id) === over) this.turns.delete(id);
    });
    this.turns.set(id, over);
    return made;
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
      this.cancelSave(config.id);
      await this.store.put(supervisor.status().config);
    } catch (error) {
      this.entries.delete(config.id);
      this.cancelSave(config.id);
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
      learned: () => this.learned(config.id),
      gate: this.gate,
      ...(joined ? { link: joined.link, leftovers: joined.leftovers } : {}),
      timeouts: this.timeouts,
      timing: this.timing,
    });
    const entry = { supervisor, writer };
    this.entries.set(config.id, entry);
    return entry;
  }

  /** Persists later what a pool told of itself. */
  private learned(id: string): void {
    if (this.saves.has(id)) return;
    this.saves.set(id, setTimeout(() => this.save(id), SAVE_DELAY));
  }

  private save(id: string): void {
    this.saves.delete(id);
    void this.inTurn(id, async () => {
      const config = this.entries.get(id)?.supervisor.status().config;
      if (config === undefined) return;
      try {
        await this.store.put(config);
      } catch (error) {
        log.error("Cannot persist what a pool told of itself", { pool: config.name, error });
      }
    });
  }

  private cancelSave(id: string): void {
    clearTimeout(this.saves.get(id));
    this.saves.delete(id);
  }
}

/** States a first connection passes through; any other is its end. */
const BUSY: ReadonlySet<string> = new Set(["disconnected", "connecting", "authenticating", "syncing"]);
