// Managing pools: the registry's methods with rights and audit entries around them, for pages and API alike.
import type { Principal } from "@/lib/auth/types.ts";
import type { CacheReader } from "@/lib/cache/types.ts";
import { AtollError } from "@/lib/errors.ts";
import { log } from "@/lib/log.ts";
import type { NewPool, PoolEdit, PoolSettings, PoolsService } from "@/lib/pools/types.ts";
import type { RightsService } from "@/lib/rights/types.ts";
import type { AuditLog } from "@/lib/store/audit.ts";
import type { Certificate } from "@/lib/xapi/mod.ts";
import { known } from "./actions.ts";
import { poolError } from "./pool_error.ts";

export interface PoolAdminDeps {
  readonly cache: CacheReader;
  readonly pools: PoolsService;
  readonly audit: AuditLog;
  readonly rights: RightsService;
}

/** Longest texts that a pool's record holds, in characters. */
export const LONGEST = { label: 255, address: 512, username: 256, password: 1024, ca: 64 * 1024 } as const;
const NOUN = {
  label: "name",
  address: "address",
  username: "user name",
  password: "password",
  ca: "authority",
} as const;

/** Throws AtollError 422 naming the first text that is too long. */
function checkLengths(texts: { readonly [F in keyof typeof LONGEST]?: string | undefined }): void {
  for (const field of ["label", "address", "username", "password", "ca"] as const) {
    if ((texts[field] ?? "").length <= LONGEST[field]) continue;
    const message = `The ${NOUN[field]} is too long: use at most ${LONGEST[field]} characters`;
    throw new AtollError(422, "bad-argument", message, field);
  }
}

/** Says in the log why a pool was not added. The address, where it is known, without credentials. */
export function notAdded({ code, message }: AtollError, address?: string): void {
  log.warn("Pool not added", { ...(address === undefined ? {} : { address }), code, reason: message });
}

/** Methods throw AtollError: 403 no right, 404 unknown pool, and what PoolsService throws. */
export class PoolAdmin {
  constructor(private readonly deps: PoolAdminDeps) {}

  /** Throws AtollError 403 for who may not add pools. */
  mayAdd(principal: Principal): void {
    this.mayManage(principal);
  }

  async probe(principal: Principal, address: string): Promise<Certificate | null> {
    this.mayManage(principal);
    checkLengths({ address });
    return await this.deps.pools.probe(address);
  }

  /** What a new address of a pool presents. */
  async probeOf(principal: Principal, id: string, address: string): Promise<Certificate | null> {
    this.mayManage(principal, id);
    checkLengths({ address });
    return await this.deps.pools.probe(address);
  }

  /** Gives the pool's id. */
  async add(principal: Principal, pool: NewPool): Promise<string> {
    // Its id is known once it has been added.
    const object = { id: "", name: withoutCredentials(pool.address) };
    try {
      this.mayManage(principal);
      checkLengths(pool);
      return await this.noted(
        principal,
        "pool.add",
        object,
        `Cannot add the pool at ${object.name}`,
        async () => {
          object.id = await this.deps.pools.add(pool);
          return object.id;
        },
      );
    } catch (error) {
      if (error instanceof AtollError) notAdded(error, object.name.slice(0, LONGEST.address));
      throw error;
    }
  }

  remove(principal: Principal, id: string): Promise<void> {
    return this.change(principal, id, "pool.remove", "remove", () => this.deps.pools.remove(id));
  }

  reconnect(principal: Principal, id: string): Promise<void> {
    return this.change(principal, id, "pool.reconnect", "reconnect", () => {
      this.deps.pools.reconnect(id);
      return Promise.resolve();
    });
  }

  acceptCertificate(principal: Principal, id: string, fingerprint: string): Promise<void> {
    return this.change(
      principal,
      id,
      "pool.accept-certificate",
      "accept the certificate of",
      () => this.deps.pools.acceptCertificate(id, fingerprint),
    );
  }

  async setCredentials(principal: Principal, id: string, username: string, password: string): Promise<void> {
    this.mayManage(principal, id);
    checkLengths({ username, password });
    await this.change(
      principal,
      id,
      "pool.set-credentials",
      "change the credentials of",
      () => this.deps.pools.setCredentials(id, username, password),
    );
  }

  /** What is set of a pool. */
  settings(principal: Principal, id: string): PoolSettings {
    this.mayManage(principal, id);
    known(this.deps.cache, "pool", id);
    return this.deps.pools.settings(id);
  }

  /** Changes the name shown, the address or the credentials. */
  async edit(principal: Principal, id: string, edit: PoolEdit): Promise<void> {
    this.mayManage(principal, id);
    checkLengths(edit);
    const run = () => this.deps.pools.edit(id, edit);
    await this.change(principal, id, "pool.edit", "edit", run, editText(edit));
  }

  /** Signs out of the pool and shows nothing of it, or connects it again. */
  setDisabled(principal: Principal, id: string, disabled: boolean): Promise<void> {
    const [what, doing] = disabled ? ["pool.disable", "switch off"] : ["pool.enable", "switch on"];
    return this.change(principal, id, what, doing, () => this.deps.pools.setDisabled(id, disabled));
  }

  /** Refuses every change to what is in the pool, to administrators too, or allows them again. */
  setReadOnly(principal: Principal, id: string, readOnly: boolean): Promise<void> {
    const [what, doing] = readOnly
      ? ["pool.forbid-changes", "forbid changes to"]
      : ["pool.allow-changes", "allow changes to"];
    return this.change(principal, id, what, doing, () => this.deps.pools.setReadOnly(id, readOnly));
  }

  /** @param ca PEM of the pool's own authorities; null: the certificates known now are what counts */
  async setAuthorities(principal: Principal, id: string, ca: string | null): Promise<void> {
    this.mayManage(principal, id);
    checkLengths({ ca: ca ?? "" });
    await this.change(
      principal,
      id,
      "pool.set-authorities",
      "change the authorities of",
      () => this.deps.pools.setAuthorities(id, ca),
    );
  }

  private async change(
    principal: Principal,
    id: string,
    what: string,
    doing: string,
    run: () => Promise<void>,
    told = "",
  ): Promise<void> {
    this.mayManage(principal, id);
    const { name } = known(this.deps.cache, "pool", id);
    await this.noted(principal, what, { id, name }, `Cannot ${doing} "${name}"`, run, told);
  }

  /** @param id of the pool; none: one that is to be added */
  private mayManage(principal: Principal, id?: string): void {
    const { rights } = this.deps;
    const may = id === undefined
      ? rights.can(principal, "pools.add")
      : rights.can(principal, "pool.connection", { collection: "pool", id });
    if (!may) {
      throw new AtollError(403, "forbidden", "You are not allowed to manage pools");
    }
  }

  private async noted<T>(
    { userId, username }: Principal,
    what: string,
    object: { id: string; name: string },
    cannot: string,
    run: () => Promise<T>,
    told = "",
  ): Promise<T> {
    let message = "";
    try {
      return await run();
    } catch (cause) {
      const error = poolError(cause, cannot);
      message = error instanceof AtollError ? error.message : "Unexpected error";
      throw error;
    } finally {
      const result = message === "" ? "done" : "failed";
      const about = { collection: "pool", id: object.id, name: object.name };
      const entry = {
        who: { userId, username },
        what,
        object: about,
        result,
        message: message || told,
        task: null,
      } as const;
      await this.deps.audit.append(entry).catch((error) =>
        log.error("Audit entry not written", { ...entry, error })
      );
    }
  }
}

/** What was edited, for the audit log: never a password. The address without credentials. */
function editText({ label, address, username, password }: PoolEdit): string {
  const told = [
    label === undefined ? null : `name "${label}"`,
    address === undefined ? null : `address ${withoutCredentials(address)}`,
    username === undefined ? null : `user ${username}`,
    password === undefined ? null : "password",
  ];
  return told.filter((one) => one !== null).join(", ");
}

/** Somebody may have written credentials into an address. */
function withoutCredentials(address: string): string {
  return address.slice(address.lastIndexOf("@") + 1);
}
