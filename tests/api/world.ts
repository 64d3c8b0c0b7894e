// A whole Atoll behind its API, in process: real store, sign-in, cache, actions and stream. Only the pool is a recorder.
import { type ApiEnv, createApi } from "@/lib/api/api.ts";
import { Actions } from "@/lib/actions/actions.ts";
import { AuditReader } from "@/lib/actions/audit_reader.ts";
import { PoolImports } from "@/lib/actions/pool_import.ts";
import { PoolAdmin } from "@/lib/actions/pool_admin.ts";
import { Auth, type AuthOptions } from "@/lib/auth/auth.ts";
import { openPeople } from "@/lib/auth/people.ts";
import type { PeopleService } from "@/lib/auth/people_types.ts";
import { SignInSettings } from "@/lib/auth/sign_in_settings.ts";
import type { Principal } from "@/lib/auth/types.ts";
import { Configuration } from "@/lib/config/config.ts";
import { Cache, type PoolWriter } from "@/lib/cache/mod.ts";
import { AtollError } from "@/lib/errors.ts";
import type { NewPool, PoolEdit, PoolSettings, PoolsService } from "@/lib/pools/types.ts";
import { catalogue } from "@/lib/actions/catalogue.ts";
import { Administrators } from "@/lib/auth/administrators.ts";
import { Rights } from "@/lib/rights/rights.ts";
import { RightsAdmin } from "@/lib/rights/rights_admin.ts";
import { ADA, enrol, VIC } from "@/lib/rights/testing.ts";
import { AuditKeeper } from "@/lib/store/audit_keeper.ts";
import type { Store } from "@/lib/store/store.ts";
import { Stats } from "@/lib/stats/stats.ts";
import { Hosts } from "@/lib/stats/testing.ts";
import { StreamHub } from "@/lib/stream/mod.ts";
import type { Certificate, Value, XapiRecord } from "@/lib/xapi/mod.ts";
import { withStore } from "./support.ts";

export const POOL = "aaaaaaaa-0000-4000-8000-000000000001";
export const PASSWORD = "correct horse battery";
const TASK = "OpaqueRef:task";
export const TASK_ID = "aaaaaaaa-0000-4000-8000-0000000000aa";

/** Answers of a pool that does all it is told, and what it was told. */
export class RecordedPools implements PoolsService {
  readonly calls: { readonly method: string; readonly params: readonly Value[] }[] = [];
  /** What happened to the registry: `add`, `remove`, … */
  readonly managed: unknown[][] = [];
  /** Answers by method, before the usual ones; an Error is thrown. */
  readonly answers = new Map<string, Value | Error>();
  /** The registry refuses every address. */
  refuses = false;

  call(_id: string, method: string, params: readonly Value[]): Promise<Value> {
    this.calls.push({ method, params });
    const answer = this.answers.get(method);
    if (answer instanceof Error) return Promise.reject(answer);
    if (answer !== undefined) return Promise.resolve(answer);
    if (method.startsWith("Async.")) return Promise.resolve(TASK);
    return Promise.resolve(method === "task.get_uuid" ? TASK_ID : null);
  }
  probe(address: string): Promise<Certificate | null> {
    if (address !== "xen.lab") {
      return Promise.reject(badAddress());
    }
    const valid = { valid_from: "2026-01-01T00:00:00Z", valid_to: "2036-01-01T00:00:00Z" };
    return Promise.resolve({ fingerprint: "AA:BB", subject: "CN=xen", issuer: "CN=xen", ...valid });
  }
  add(pool: NewPool): Promise<string> {
    if (this.refuses) return Promise.reject(badAddress());
    this.managed.push(["add", pool]);
    return Promise.resolve(POOL);
  }
  remove(id: string): Promise<void> {
    this.managed.push(["remove", id]);
    return Promise.resolve();
  }
  reconnect(id: string): void {
    this.managed.push(["reconnect", id]);
  }
  acceptCertificate(id: string, fingerprint: string): Promise<void> {
    this.managed.push(["certificate", id, fingerprint]);
    return Promise.resolve();
  }
  setCredentials(id: string, username: string, password: string): Promise<void> {
    this.managed.push(["credentials", id, username, password]);
    return Promise.resolve();
  }
  settings(): PoolSettings {
    const given = { label: "", ownName: "lab", address: "xen.lab", username: "root" };
    return { ...given, disabled: false, readOnly: false };
  }
  edit(id: string, edit: PoolEdit): Promise<void> {
    this.managed.push(["edit", id, edit]);
    return Promise.resolve();
  }
  setDisabled(id: string, disabled: boolean): Promise<void> {
    this.managed.push(["disabled", id, disabled]);
    return Promise.resolve();
  }
  setReadOnly(id: string, readOnly: boolean): Promise<void> {
    this.managed.push(["read-only", id, readOnly]);
    return Promise.resolve();
  }
  setAuthorities(id: string, ca: string | null): Promise<void> {
    this.managed.push(["authorities", id, ca]);
    return Promise.resolve();
  }
  close(): Promise<void> {
    return Promise.resolve();
  }
}

const badAddress = () => new AtollError(422, "bad-address", "Cannot use this address", "address");

export const refOf = (uuid: string) => `OpaqueRef:${uuid}`;

/** A raw VM as a pool sends it, with what its projection reads. */
export function vmRecord(uuid: string, change: XapiRecord = {}): XapiRecord {
  const running = change.power_state === "Running";
  return {
    uuid,
    name_label: `vm ${uuid}`,
    name_description: "",
    power_state: "Halted",
    is_a_template: false,
    is_a_snapshot: false,
    is_control_domain: false,
    allowed_operations: running
      ? [
        "clean_shutdown",
        "clean_reboot",
        "hard_shutdown",
        "hard_reboot",
        "pause",
        "suspend",
        "pool_migrate",
        "snapshot",
      ]
      : ["start", "start_on", "clone", "snapshot", "destroy"],
    current_operations: {},
    blocked_operations: {},
    resident_on: running ? refOf("host-1") : null,
    tags: [],
    VBDs: [],
    VIFs: [],
    snapshots: [],
    ...change,
  };
}

export interface World {
  readonly store: Store;
  readonly auth: Auth;
  readonly cache: Cache;
  readonly writer: PoolWriter;
  readonly pools: RecordedPools;
  readonly poolAdmin: PoolAdmin;
  readonly actions: Actions;
  readonly api: ReturnType<typeof createApi>;
  readonly rights: Rights;
  readonly rightsAdmin: RightsAdmin;
  readonly people: PeopleService;
  readonly hub: StreamHub;
  /** One for each time that Atoll was to begin anew. */
  readonly restarts: readonly unknown[];
  /** A request to the API; `as` is a session cookie's value. */
  fetch(
    path: string,
    init?: RequestInit & { as?: string; client?: string; secure?: boolean },
  ): Promise<Response>;
  /** Adds or changes a raw record. */
  put(className: string, record: XapiRecord): void;
}

/** Runs with one live pool of two hosts, a running VM `vm-run` and a halted one `vm-halt`, and the administrator `admin`. */
export function withWorld(
  run: (world: World, cookie: string) => Promise<void>,
  options: AuthOptions = {},
): Promise<void> {
  return withStore(async (store) => {
    const auth = new Auth(store, { cost: 2 ** 10, ...options });
    const cache = new Cache();
    const pools = new RecordedPools();
    const audit = store.audit;
    const rights = await Rights.load(store, cache);
    const administrators = new Administrators(store.users);
    const deps = { store, rights, administrators, cache, audit, actions: catalogue() };
    const rightsAdmin = new RightsAdmin(deps);
    await rightsAdmin.tidy();
    const actions = new Actions({ cache, pools, rights, audit });
    const poolAdmin = new PoolAdmin({ cache, pools, rights, audit });
    const hub = new StreamHub(cache, { rights, lasts: (principal) => auth.lasts(principal) });
    const ended = (id: string) => void hub.closeWhere(({ sessionId }) => sessionId === id);
    auth.sessions.onEnd(ended);
    auth.tokens.onEnd(ended);
    const { sessions, tokens, hasher } = auth;
    const people = openPeople({ store, sessions, tokens, hasher, rights, administrators });
    const restarts: unknown[] = [];
    const api = createApi({
      cache,
      pools,
      poolAdmin,
      auth,
      signIns: auth.signIns,
      factors: auth.factors,
      people,
      signInSettings: new SignInSettings({ store, directories: auth.directories, rights }),
      actions,
      configuration: new Configuration({
        records: store.config,
        rights,
        audit,
        confirm: (...given) => auth.factors.confirm(...given),
        restart: () => void restarts.push(null),
        cost: 2 ** 10,
      }),
      poolImports: new PoolImports({ cache, poolAdmin }),
      auditReader: new AuditReader({ audit, keeper: new AuditKeeper(audit, store.settings), rights }),
      rights,
      rightsAdmin,
      stats: new Stats(cache, new Hosts(() => ({}))),
      streams: hub,
      version: "0.0.0",
    });
    const writer = cache.openPool(POOL, { name: "lab" });
    const put = (className: string, record: XapiRecord) => {
      writer.apply({
        token: "1",
        events: [{ class: className, operation: "mod", ref: refOf(String(record.uuid)), record }],
        validRefCounts: {},
      });
    };
    put("pool", { uuid: POOL, name_label: "lab", master: refOf("host-1"), tags: [], other_config: {} });
    for (const uuid of ["host-1", "host-2"]) {
      put("host", {
        uuid,
        name_label: uuid,
        enabled: true,
        tags: [],
        allowed_operations: [],
        current_operations: {},
      });
    }
    put("VM", vmRecord("vm-run", { power_state: "Running", name_label: "web" }));
    put("VM", vmRecord("vm-halt", { name_label: "db" }));
    writer.connection({
      state: "live",
      since: new Date().toISOString(),
      reason: null,
      retry_at: null,
      address: "xen.lab",
      fingerprint: "AA:BB",
      offered_fingerprint: null,
    });
    await auth.ensureAdmin(PASSWORD);
    await enrol(store, admin, "administrator");
    await enrol(store, reader, "viewer");
    const { cookie } = await auth.signIn("admin", PASSWORD, "127.0.0.1");
    try {
      await run({
        store,
        auth,
        api,
        cache,
        writer,
        pools,
        poolAdmin,
        actions,
        rights,
        rightsAdmin,
        people,
        hub,
        restarts,
        put,
        fetch: async (path, { as, client = "127.0.0.1", secure = false, ...init } = {}) => {
          const headers = new Headers(init.headers);
          if (as !== undefined) headers.set("cookie", `${secure ? "__Host-atoll" : "atoll"}=${as}`);
          const env: ApiEnv["Bindings"] = { client, secure };
          return await api.fetch(new Request(`http://atoll.lab${path}`, { ...init, headers }), env);
        },
      }, cookie);
    } finally {
      hub.closeAll();
    }
  });
}

/** A POST of JSON. */
export function json(body: unknown, headers: Record<string, string> = {}): RequestInit {
  return {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  };
}

/** Who performs actions in tests that need no sign-in: an administrator, and a viewer of everything. */
export const admin: Principal = ADA;
export const reader: Principal = VIC;

/** What the pool was told, naming of tasks left out. */
export function told({ pools }: World): Value[][] {
  return pools.calls.filter(({ method }) => method !== "task.get_uuid")
    .map(({ method, params }) => [method, ...params]);
}

/** The AtollError a call is refused with. */
export async function refusal(run: Promise<unknown>): Promise<AtollError> {
  try {
    await run;
  } catch (error) {
    if (error instanceof AtollError) return error;
    throw error;
  }
  throw new Error("The call was not refused");
}
