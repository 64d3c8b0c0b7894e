// The record behind an object as its pool has it now, for whoever sees the object wholly. What looks like a secret is left out.
import type { Principal } from "@/lib/auth/types.ts";
import type { CacheReader } from "@/lib/cache/types.ts";
import { AtollError } from "@/lib/errors.ts";
import type { PoolsService } from "@/lib/pools/types.ts";
import type { RightsService } from "@/lib/rights/types.ts";
import { fieldNames } from "@/lib/view/fields.ts";
import type { AnyView, Collection, Json, Sight } from "@/lib/view/types.ts";
import type { RawField, RawRecord } from "@/lib/view/raw_record.ts";
import { visible } from "@/lib/view/visible.ts";
import { CLASSES } from "@/lib/xapi/schema.ts";
import type { Value } from "@/lib/xapi/types.ts";
import { known, NOUNS } from "./actions.ts";
import { poolError } from "./pool_error.ts";

export interface RawDeps {
  readonly cache: CacheReader;
  readonly pools: Pick<PoolsService, "call">;
  readonly rights: RightsService;
}

/** What stands for a secret. */
const HIDDEN = "(left out)";
/** Longer texts are cut: certificates and firmware variables are tens of kilobytes. */
const LONGEST = 16 * 1024;
const SECRET = /passw|secret|token|credential|private|chap|(?:^|[_-])(?:key|pin|auth)(?:$|[_-])|psk/i;
/** Names that look like secrets and are none. */
const NO_SECRET =
  /^(?:allowed_operations|current_operations|secure_boot|external_auth_type|tls_verification_enabled)$/;

/** Whole fields that are secrets or hold other records. */
const SECRET_FIELDS: { readonly [className: string]: readonly string[] } = {
  VM: ["NVRAM", "snapshot_metadata", "last_booted_record"],
  host: ["external_auth_configuration"],
  pool: ["wlb_password", "wlb_username", "client_certificate_auth_name"],
};

/** How a pool is reached, which is Atoll's own and in no record. */
const CONNECTION = ["tried", "authorities", "offered_fingerprint", "offered_address"];

/**
 * Whether nothing of an object is held back that its record would tell. A record names what else is in the pool (the template a VM was
 * made of), so its reader sees the pool wholly, too.
 */
export function seesWholly(
  cache: Pick<CacheReader, "get">,
  sight: Sight,
  collection: Collection,
  view: AnyView,
): boolean {
  const pool = "pool" in view ? cache.get("pool", view.pool) : undefined;
  return allOf(sight, collection, view) && (pool === undefined || allOf(sight, "pool", pool));
}

function allOf(sight: Sight, collection: Collection, view: AnyView): boolean {
  const fields = sight.fields(collection, view);
  return fields === true ||
    fieldNames(collection).every((name) => name === "id" || fields.has(name) || CONNECTION.includes(name));
}

/**
 * Asks the pool. Throws AtollError: 404 what is not seen; 403 what is seen in part only; 502 and 503 as the pool answers.
 */
export async function rawRecord(
  { cache, pools, rights }: RawDeps,
  principal: Principal,
  collection: Collection,
  id: string,
): Promise<RawRecord> {
  const sight = rights.sight(principal);
  const seen = visible(cache, sight);
  known(seen, collection, id);
  const view = known(cache, collection, id);
  const noun = NOUNS[collection];
  if (
    !rights.can(principal, `${collection}.read`, { collection, id }) ||
    !seesWholly(cache, sight, collection, view)
  ) {
    throw new AtollError(403, "forbidden", `You see this ${noun} in part only, so not its record`);
  }
  const origin = cache.origin(collection, id);
  if (origin === undefined) throw new AtollError(404, "no-record", `There is no record behind this ${noun}`);
  let record: Value;
  try {
    record = await pools.call(origin.pool, `${origin.class}.get_record`, [origin.ref]);
  } catch (error) {
    throw poolError(error, `Cannot read the record of the ${noun}`);
  }
  if (typeof record !== "object" || record === null || Array.isArray(record)) {
    throw new AtollError(502, "bad-answer", `The pool gave no record of the ${noun}`);
  }
  const types = CLASSES[origin.class]?.fields ?? {};
  const fields = Object.entries(record).map(([name, value]): RawField => ({
    name,
    type: types[name]?.[0] ?? "",
    value: SECRET_FIELDS[origin.class]?.includes(name) && !isEmpty(value)
      ? HIDDEN
      : withoutSecrets(name, value),
  })).sort((a, b) => a.name < b.name ? -1 : 1);
  return { class: origin.class, fields, named: namedIn(fields, origin.pool, cache, seen) };
}

function isEmpty(value: Value): boolean {
  return value === null || value === "" || typeof value === "object" && Object.keys(value).length === 0;
}

/** A value as JSON, without what is called like a secret. Exported for its test. */
export function withoutSecrets(name: string, value: Value): Json {
  if (SECRET.test(name) && !NO_SECRET.test(name) && typeof value === "string" && value !== "") return HIDDEN;
  if (typeof value === "string") {
    return value.length <= LONGEST ? value : `${value.slice(0, LONGEST)}… (${value.length} characters)`;
  }
  // JSON has no other numbers; they read as the Xen-API writes them.
  if (typeof value === "number") return Number.isFinite(value) ? value : String(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item: Value) => withoutSecrets(name, item));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutSecrets(key, item)]));
}

/** Collections by the class that a field refers to. */
const BY_CLASS: { readonly [className: string]: readonly Collection[] } = {
  pool: ["pool"],
  host: ["host"],
  VM: ["vm", "template", "snapshot"],
  SR: ["sr"],
  VDI: ["vdi"],
  network: ["network"],
};

/** The objects that references in the fields name: one look at the collections that the fields' types speak of. */
function namedIn(
  fields: readonly RawField[],
  pool: string,
  cache: CacheReader,
  seen: ReturnType<typeof visible>,
): RawRecord["named"] {
  const refs = new Set<string>();
  const collections = new Set<Collection>();
  for (const { type, value } of fields) {
    const [, className = ""] = /([A-Za-z_]+) ref/.exec(type) ?? [];
    const found = refsIn(value);
    if (found.length === 0) continue;
    for (const collection of BY_CLASS[className] ?? []) collections.add(collection);
    for (const ref of found) refs.add(ref);
  }
  const named: Record<string, RawRecord["named"][string]> = {};
  for (const collection of collections) {
    for (const view of cache.list(collection)) {
      const origin = cache.origin(collection, view.id);
      if (origin?.pool !== pool || !refs.has(origin.ref) || seen.get(collection, view.id) === undefined) {
        continue;
      }
      const name = "name" in view && view.name !== "" ? view.name : view.id;
      named[origin.ref] = { collection, id: view.id, name };
    }
  }
  return named;
}

function refsIn(value: Json): string[] {
  if (typeof value === "string") return value.startsWith("OpaqueRef:") ? [value] : [];
  return typeof value === "object" && value !== null
    ? Object.entries(value).flatMap(([key, item]) => [...refsIn(key), ...refsIn(item)])
    : [];
}
