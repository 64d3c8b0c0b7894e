// What an administrator asks of the pool: members, high availability, workload balancing, directories, updates.
import type { Database } from "../db.ts";
import { ApiError } from "../errors.ts";
import type { Context, Registry } from "../methods.ts";
import { find } from "../objects.ts";
import type { Setup } from "../setup.ts";
import { flag, list, NULL_REF, type Ref, text } from "../values.ts";

/** How long the members need to agree on a new coordinator, in milliseconds (facts.md). */
const DESIGNATE_MS = 4_000;

/** Adds the messages of class pool that are no setters. */
export function registerPoolAdmin(registry: Registry, { peers }: Pick<Setup, "peers">): void {
  for (const name of ["sync_database", "rotate_secret"]) registry.register(`pool.${name}`, () => {});
  registry.register("pool.designate_new_master", async ({ db, task }, [host = ""]) => {
    find(db, "host", host);
    if (coordinator(db) === host) return;
    await designate({ db, task }, String(host), peers === undefined);
    peers?.handOver(String(host));
  });
  registry.register("pool.recover_slaves", ({ db }) => peers?.recover() ?? members(db));
  registry.register("pool.management_reconfigure", ({ db }, [network = ""]) => {
    find(db, "network", network);
    for (const host of members(db)) assertPresent(db, host, String(network));
    assertPresent(db, coordinator(db), String(network));
  });
  registerHa(registry);
  registerRefusals(registry);
  registry.register("pool.has_extension", ({ db }, [pool = ""]) => {
    find(db, "pool", pool);
    return false;
  });
  registry.register("pool.check_update_readiness", ({ db }, [pool = ""]) => {
    find(db, "pool", pool);
    return [];
  });
  registry.register("pool.create_new_blob", ({ db }, [pool = "", name = "", mime = "", open]) => {
    find(db, "pool", pool);
    return db.create("blob", {
      name_label: name,
      mime_type: mime || "application/octet-stream",
      public: open === true,
    });
  });
}

/** The pool allows nothing else until its members agree on the new coordinator, which may lead `now`. */
async function designate({ db, task }: Pick<Context, "db" | "task">, host: Ref, now: boolean): Promise<void> {
  const [pool, record] = db.table("pool").entries().next().value ?? [];
  if (pool === undefined) return;
  const before = list(record, "allowed_operations");
  const work = async () => {
    db.set("pool", pool, "allowed_operations", []);
    task.cancellable(true);
    await task.wait(DESIGNATE_MS);
    task.cancellable(false);
    if (now) db.set("pool", pool, "master", host);
  };
  try {
    await task.hold([["pool", pool]], "designate_new_master", work);
  } finally {
    if (db.get("pool", pool) !== undefined) db.set("pool", pool, "allowed_operations", before);
  }
}

function registerHa(registry: Registry): void {
  registry.register("pool.enable_ha", () => {
    throw new ApiError("CANNOT_CREATE_STATE_FILE");
  });
  registry.register("pool.disable_ha", ({ db }) => {
    const pool = db.table("pool").entries().next().value;
    if (!flag(pool?.[1], "ha_enabled")) throw new ApiError("HA_NOT_ENABLED");
    if (pool !== undefined) db.set("pool", pool[0], "ha_enabled", false);
  });
  registry.register("pool.ha_compute_max_host_failures_to_tolerate", ({ db }) => db.table("host").size);
}

function registerRefusals(registry: Registry): void {
  for (
    const name of ["send_wlb_configuration", "retrieve_wlb_configuration", "retrieve_wlb_recommendations"]
  ) {
    registry.register(`pool.${name}`, () => {
      throw new ApiError("WLB_NOT_INITIALIZED");
    });
  }
  registry.register("pool.initialize_wlb", (_, [url = ""]) => {
    throw new ApiError("WLB_URL_INVALID", String(url));
  });
  registry.register("pool.enable_external_auth", ({ db }, [pool = ""]) => {
    find(db, "pool", pool);
    throw new ApiError("POOL_AUTH_ENABLE_FAILED", coordinator(db), "enable requires user");
  });
  registry.register("pool.get_license_state", ({ db }, [pool = ""]) => {
    find(db, "pool", pool);
    throw new ApiError("INTERNAL_ERROR", 'Failure("hd")');
  });
}

function assertPresent(db: Database, host: Ref, network: Ref): void {
  const present = [...db.table("PIF").values()].some((pif) =>
    pif["host"] === host && pif["network"] === network
  );
  if (!present) throw new ApiError("PIF_NOT_PRESENT", host, network);
}

function coordinator(db: Database): Ref {
  return text(db.table("pool").values().next().value, "master") || NULL_REF;
}

function members(db: Database): Ref[] {
  return [...db.table("host").keys()].filter((host) => host !== coordinator(db));
}
