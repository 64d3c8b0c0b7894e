// Grants: which user or group has which role on what. One record each; the first administrator's is written with the user.
import { z } from "zod";
import { COLLECTIONS } from "@/lib/view/types.ts";
import { Listeners } from "./listeners.ts";
import { checked, commit, listRecords } from "./record.ts";

const id = z.string().min(1).max(128);

export const scopeRecord = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("all") }),
  z.object({ kind: z.literal("pool"), id }),
  z.object({ kind: z.literal("host"), id }),
  z.object({ kind: z.literal("tag"), tag: z.string().min(1).max(255) }),
  z.object({ kind: z.literal("object"), collection: z.enum(COLLECTIONS), id }),
]);

export const grantRecord = z.object({
  id: z.uuid(),
  subject: z.object({ kind: z.enum(["user", "group"]), id: z.uuid() }),
  /** Id of a role, built-in or own. */
  role: z.string().min(1).max(64),
  scope: scopeRecord,
  created: z.iso.datetime(),
});
export type GrantRecord = Readonly<z.infer<typeof grantRecord>>;

const keyOf = (id: string): Deno.KvKey => ["grants", id];

/** The grant that makes somebody administrator of everything. */
export function administratorGrant(userId: string, created: string): GrantRecord {
  return {
    id: crypto.randomUUID(),
    subject: { kind: "user", id: userId },
    role: "administrator",
    scope: { kind: "all" },
    created,
  };
}

export class GrantStore {
  readonly #listeners = new Listeners<[id: string, grant: GrantRecord | null]>();

  constructor(private readonly kv: Deno.Kv) {}

  /** Calls back, in the same turn, with every grant that was written (null: taken away). Gives the function that ends it. */
  onChange(listener: (id: string, grant: GrantRecord | null) => void): () => void {
    return this.#listeners.add(listener);
  }

  /** Every grant, by id. */
  async list(): Promise<GrantRecord[]> {
    const grants: GrantRecord[] = [];
    for await (const { value } of listRecords(this.kv, grantRecord, { prefix: ["grants"] })) {
      grants.push(value);
    }
    return grants;
  }

  async create(grant: GrantRecord): Promise<void> {
    await commit(this.adding(this.kv.atomic(), grant), "give the role");
    this.written(grant);
  }

  async delete(id: string): Promise<void> {
    await this.kv.delete(keyOf(id));
    this.#listeners.tell(id, null);
  }

  /** Adds the writing of a grant to an operation that writes more. Call `written` when it is done. */
  adding(operation: Deno.AtomicOperation, grant: GrantRecord): Deno.AtomicOperation {
    const key = keyOf(grant.id);
    return operation.check({ key, versionstamp: null }).set(key, checked(grantRecord, key, grant));
  }

  written(grant: GrantRecord): void {
    this.#listeners.tell(grant.id, grant);
  }
}

const FORMER: { readonly [role: string]: string } = {
  "administrator": "administrator",
  "read-only": "viewer",
};
const formerUser = z.looseObject({ id: z.uuid(), created: z.iso.datetime(), role: z.string().optional() });

/** Schema 4: the role that a user's record held becomes a grant on everything. Each user's step is one write. */
export async function grantFormerRoles(kv: Deno.Kv): Promise<void> {
  const store = new GrantStore(kv);
  for await (const entry of kv.list({ prefix: ["users"] })) {
    const user = formerUser.safeParse(entry.value);
    if (!user.success || user.data.role === undefined) continue;
    const { role, ...rest } = user.data;
    const operation = kv.atomic().check(entry).set(entry.key, rest);
    const granted = FORMER[role];
    if (granted !== undefined) {
      store.adding(operation, { ...administratorGrant(rest.id, rest.created), role: granted });
    }
    await commit(operation, "turn a user's role into a grant");
  }
}
