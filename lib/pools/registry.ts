// The registry of pools: adds, keeps, calls and removes them, one supervisor each.
import { AtollError } from "@/lib/errors.ts";
import { log } from "@/lib/log.ts";
import { AddressError, parseAddress, probeCertificate } from "@/lib/xapi/mod.ts";
import type { PoolWriter } from "@/lib/cache/types.ts";
import type { CallOptions, Certificate, Endpoint, Value } from "@/lib/xapi/types.ts";
import { firstLink, toAtollError } from "./join.ts";
import { end, type Link } from "./reach.ts";
import { Supervisor } from "./supervisor.ts";
import type { NewPool, PoolConfig, PoolsService, PoolStore } from "./types.ts";

/** What the registry needs of the cache. */
export interface PoolCache {
  openPool(id: string, options: { name: string }): PoolWriter;
}

interface Entry {
  config: PoolConfig;
  readonly supervisor: Supervisor;
  readonly writer: PoolWriter;
}

/** ms that add() waits for the objects of a pool that let it in. */
const FIRST_SYNC = 120_000;
/** What a pool tells of itself is written this long after (ms): changes come in bursts. */
const SAVE_DELAY = 1_000;
/** ms for the logout of a session that was opened in vain. */
const LOGOUT = 1_500;

/**
 * Pools by id (their uuid). A pool is in the store, in the cache and supervised, or in none of the three: add() puts it
 * into the store last, remove() takes it out of the store first.
 */
export class Pools implements PoolsService {
  private readonly entries = new Map<string, Entry>();
  /** Pools being added: two adds of one pool must not both succeed. */
  private readonly adding = new Set<string>();
  private readonly saves = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly saving = new Set<Promise<void>>();
  private readonly closing = new AbortController();

  constructor(private readonly store: PoolStore, private readonly cache: PoolCache) {}

  /** Reads the store and begins to connect every pool; does not wait for any of them. Returns their number. */
  async start(): Promise<number> {
    const configs = await this.store.list();
    for (const config of configs) this.supervise(config).supervisor.start();
    return configs.length;
  }

  async probe(address: string): Promise<Certificate | null> {
    const endpoint = endpointOf(address);
    if (endpoint.protocol === "http:") return null;
    try {
      return await probeCertificate(endpoint, { signal: this.closing.signal, timeout: 10_000 });
    } catch (error) {
      throw toAtollError(error, address);
    }
  }

  async add(pool: NewPool): Promise<string> {
    const endpoint = endpointOf(pool.address);
    if (pool.username.trim() === "") {
      throw new AtollError(422, "username-missing", "Enter the user name of the pool", "username");
    }
    const link = await firstLink(endpoint, pool, this.closing.signal);
    const { uuid: id, name } = link.pool;
    if (this.entries.has(id) || this.adding.has(id)) {
      await end(link.session, LOGOUT);
      throw new AtollError(
        409,
        "pool-exists",
        `Pool "${this.entries.get(id)?.config.name ?? name}" is already here`,
        "address",
      );
    }
    this.adding.add(id);
    try {
      await this.admit(configOf(pool, link), link);
    } finally {
      this.adding.delete(id);
    }
    log.info("Pool added", { pool: name, id, address: pool.address });
    return id;
  }

  async remove(id: string): Promise<void> {
    const entry = this.entry(id);
    this.cancelSave(id);
    // A save under way would bring the pool back.
    await Promise.all(this.saving);
    await this.store.delete(id);
    this.entries.delete(id);
    this.cancelSave(id);
    await entry.supervisor.stop();
    entry.writer.remove();
    log.info("Pool removed", { pool: entry.config.name, id });
  }

  reconnect(id: string): void {
    this.entry(id).supervisor.reconnect();
  }

  async acceptCertificate(id: string, fingerprint: string): Promise<void> {
    const { supervisor, config } = this.entry(id);
    const { state, offered } = supervisor.status();
    if (state !== "certificate-changed") {
      throw new AtollError(409, "no-new-certificate", `Pool "${config.name}" presents no new certificate`);
    }
    if (offered !== fingerprint.trim().toUpperCase()) {
      throw new AtollError(
        409,
        "certificate-changed-again",
        `Pool "${config.name}" now presents another certificate than the one shown: compare it again`,
        "fingerprint",
      );
    }
    await this.update(id, { ...supervisor.status().config, fingerprint: offered });
    supervisor.acceptCertificate(offered);
    log.info("Certificate accepted", { pool: config.name, id, fingerprint: offered });
  }

  async setCredentials(id: string, username: string, password: string): Promise<void> {
    const { supervisor, config } = this.entry(id);
    if (username.trim() === "") {
      throw new AtollError(422, "username-missing", "Enter the user name of the pool", "username");
    }
    await this.update(id, { ...supervisor.status().config, username, password });
    supervisor.setCredentials(username, password);
    log.info("Pool credentials changed", { pool: config.name, id, username });
  }

  call(id: string, method: string, params: readonly Value[], options?: CallOptions): Promise<Value> {
    return this.entry(id).supervisor.call(method, params, options);
  }

  async close(): Promise<void> {
    this.closing.abort();
    for (const [id, timer] of this.saves) {
      clearTimeout(timer);
      this.save(id);
    }
    await Promise.all([...this.entries.values()].map(({ supervisor }) => supervisor.stop()));
    await Promise.all(this.saving);
  }

  private entry(id: string): Entry {
    const entry = this.entries.get(id);
    if (entry === undefined) throw new AtollError(404, "unknown-pool", "There is no such pool");
    return entry;
  }

  /** Waits for the first full read, then persists; on failure nothing of the pool is left. */
  private async admit(config: PoolConfig, link: Link): Promise<void> {
    const entry = this.supervise(config, link);
    const { supervisor } = entry;
    try {
      supervisor.start();
      await supervisor.until(() => !BUSY.has(supervisor.status().state), FIRST_SYNC);
      const { state, reason } = supervisor.status();
      if (state !== "live") {
        throw new AtollError(502, "pool-unreadable", `Cannot read pool "${config.name}": ${reason ?? state}`);
      }
      await this.update(config.id, supervisor.status().config);
    } catch (error) {
      this.entries.delete(config.id);
      this.cancelSave(config.id);
      await supervisor.stop();
      entry.writer.remove();
      throw error;
    }
  }

  private supervise(config: PoolConfig, link?: Link): Entry {
    const writer = this.cache.openPool(config.id, { name: config.name });
    const supervisor = new Supervisor({
      config,
      writer,
      learned: (learned) => this.learned(learned),
      ...(link ? { link } : {}),
    });
    const entry = { config, supervisor, writer };
    this.entries.set(config.id, entry);
    return entry;
  }

  /** Persists a change a person made, before it takes effect. */
  private async update(id: string, config: PoolConfig): Promise<void> {
    this.cancelSave(id);
    await Promise.all(this.saving);
    await this.store.put(config);
    const entry = this.entries.get(id);
    if (entry !== undefined) entry.config = config;
  }

  /** Persists later what a pool told of itself; a pool being added is persisted by add() alone. */
  private learned(config: PoolConfig): void {
    const entry = this.entries.get(config.id);
    if (entry === undefined) return;
    entry.config = config;
    if (this.adding.has(config.id) || this.saves.has(config.id)) return;
    this.saves.set(config.id, setTimeout(() => this.save(config.id), SAVE_DELAY));
  }

  private save(id: string): void {
    this.saves.delete(id);
    const config = this.entries.get(id)?.config;
    if (config === undefined) return;
    const saved = this.store.put(config).catch((error) => {
      log.error("Cannot persist what a pool told of itself", { pool: config.name, error });
    }).finally(() => this.saving.delete(saved));
    this.saving.add(saved);
  }

  private cancelSave(id: string): void {
    clearTimeout(this.saves.get(id));
    this.saves.delete(id);
  }
}

/** States a first connection passes through; any other is its end. */
const BUSY: ReadonlySet<string> = new Set(["disconnected", "connecting", "authenticating", "syncing"]);

function endpointOf(address: string): Endpoint {
  try {
    return parseAddress(address);
  } catch (error) {
    if (error instanceof AddressError) {
      throw new AtollError(422, "bad-address", error.message, "address", { cause: error });
    }
    throw error;
  }
}

function configOf(pool: NewPool, link: Link): PoolConfig {
  return {
    id: link.pool.uuid,
    name: link.pool.name,
    address: pool.address.trim(),
    members: [],
    username: pool.username,
    password: pool.password,
    fingerprint: link.candidate.fingerprint,
    dialect: link.session.transport.dialect,
  };
}
