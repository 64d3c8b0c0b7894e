// The schema's version in the database, and the steps from each version to the next.
import { z } from "zod";
import { chainAudit } from "./audit_migration.ts";
import { grantFormerRoles } from "./grants.ts";
import { describeMembers } from "./pools.ts";
import { getRecord, StoreError } from "./record.ts";
import { joinGroups } from "./users.ts";

/** One step. It may be repeated after a crash, so running it twice must equal running it once. */
export interface Migration {
  /** The version the database has afterwards. */
  readonly to: number;
  readonly what: string;
  run(kv: Deno.Kv): Promise<void>;
}

/** All steps, oldest first. A released step never changes. */
export const MIGRATIONS: readonly Migration[] = [
  { to: 1, what: "the first schema", run: () => Promise.resolve() },
  { to: 2, what: "hosts of pools with names and certificates", run: describeMembers },
  { to: 3, what: "users with groups", run: joinGroups },
  { to: 4, what: "grants instead of users' roles", run: grantFormerRoles },
  { to: 5, what: "the audit log as a chain", run: chainAudit },
];

const VERSION: Deno.KvKey = ["meta", "version"];

/** The version of a database, 0 for an empty one. Throws StoreError when a newer Atoll wrote it. */
export async function schemaVersion(
  kv: Deno.Kv,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<number> {
  const version = await getRecord(kv, z.int().min(0), VERSION) ?? 0;
  const newest = migrations.at(-1)?.to ?? 0;
  if (version <= newest) return version;
  throw new StoreError(
    `Cannot use this data directory: a newer Atoll wrote it (schema ${version}, this one knows ${newest}); ` +
      `start the newer one, or restore a backup made before it`,
  );
}

/** Brings the database to the newest version this Atoll knows and gives it. Throws StoreError when it is newer still. */
export async function migrate(kv: Deno.Kv, migrations: readonly Migration[] = MIGRATIONS): Promise<number> {
  let version = await schemaVersion(kv, migrations);
  for (const migration of migrations) {
    if (migration.to <= version) continue;
    await migration.run(kv);
    await kv.set(VERSION, migration.to);
    version = migration.to;
  }
  return version;
}
