// Every kind of record there is, with its schema and what must agree with it elsewhere: what a check of the database goes by.
import { z } from "zod";
import { acknowledged } from "./acknowledged.ts";
import { openTask } from "./audit_writer.ts";
import { head, mark, storedEntry } from "./audit_chain.ts";
import { factorsRecord } from "./factors.ts";
import { grantRecord } from "./grants.ts";
import { groupRecord } from "./groups.ts";
import { poolRecord } from "./pools.ts";
import { preferences } from "./preferences.ts";
import { ldapSettings, oidcSettings } from "./providers.ts";
import { quotaRecord } from "./quotas.ts";
import { fault } from "./record.ts";
import { roleRecord } from "./roles.ts";
import { sealed } from "./secrets.ts";
import { sessionRecord } from "./sessions.ts";
import { tokenRecord } from "./tokens.ts";
import { foldName, userRecord } from "./users.ts";

/** Looks another record up. */
export type Look = (...key: Deno.KvKey) => unknown;
/** What does not agree with a record, in a sentence; null when all does. */
type Law<T> = (key: Deno.KvKey, value: T, look: Look) => string | null;

/** One kind of record. */
export interface Kind {
  /** Says what is wrong with a record. */
  faultOf: Law<unknown>;
}

/** @param law asked of readable records only */
function kind<T>(schema: z.ZodType<T>, law: Law<T> = () => null): Kind {
  return {
    faultOf(key, value, look) {
      const result = schema.safeParse(value);
      return result.success ? law(key, result.data, look) : `Cannot be read: ${fault(result.error)}`;
    },
  };
}

/** Both kinds of a named thing: the records, and the index from name to id. */
function named<T extends { readonly id: string }>(
  prefix: string,
  index: string,
  schema: z.ZodType<T>,
  nameOf: (record: T) => string,
): Record<string, Kind> {
  return {
    [prefix]: kind(schema, (key, record, look) => {
      if (record.id !== key[1]) return "Bears another id";
      return look(index, foldName(nameOf(record))) === record.id ? null : "Is not found by its name";
    }),
    [index]: kind(z.string(), (key, id, look) => {
      const { success, data } = schema.safeParse(look(prefix, id));
      if (!success) return look(prefix, id) === undefined ? "Names nothing that there is" : null;
      return foldName(nameOf(data)) === key[1] ? null : "Is the name of something that is called otherwise";
    }),
  };
}

/** Both kinds of what is found by a hash and by user. */
function hashed<T extends { readonly hash: string; readonly userId: string }>(
  prefix: string,
  schema: z.ZodType<T>,
): Record<string, Kind> {
  const index = `user_${prefix}`;
  return {
    [prefix]: kind(schema, (key, { hash, userId }, look) => {
      if (hash !== key[1]) return "Bears another hash";
      return look(index, userId, hash) === hash ? null : "Is not found by its user";
    }),
    [index]: kind(z.string(), (key, hash, look) => {
      if (hash !== key[2]) return "Bears another hash";
      const { success, data } = schema.safeParse(look(prefix, hash));
      if (!success) return look(prefix, hash) === undefined ? "Names nothing that there is" : null;
      return data.userId === key[1] ? null : "Is listed with another user";
    }),
  };
}

const ofUser = <T>(schema: z.ZodType<T>) =>
  kind(schema, (key, _, look) => look("users", key[1] ?? "") === undefined ? "Belongs to no user" : null);
const byId = <T extends { readonly id: string }>(schema: z.ZodType<T>) =>
  kind(schema, (key, { id }) => id === key[1] ? null : "Bears another id");

/** Schemas of single records, by the second part of their keys. */
function single(schemas: Readonly<Record<string, z.ZodType>>): Kind {
  return {
    faultOf(key, value) {
      const schema = schemas[String(key[1])];
      const error = schema?.safeParse(value).error;
      return error === undefined ? null : `Cannot be read: ${fault(error)}`;
    },
  };
}

const provider = <T>(settings: z.ZodType<T>) => z.object({ settings, secret: sealed.nullable() });

/** By the first part of the key. */
export const CATALOGUE: Readonly<Record<string, Kind>> = {
  ...named("users", "user_names", userRecord, ({ username }) => username),
  ...named("groups", "group_names", groupRecord, ({ name }) => name),
  ...hashed("sessions", sessionRecord),
  ...hashed("tokens", tokenRecord),
  user_seen: ofUser(z.iso.datetime()),
  preferences: ofUser(preferences),
  acknowledged: ofUser(acknowledged),
  factors: ofUser(factorsRecord),
  identities: kind(z.uuid()),
  grants: byId(grantRecord),
  roles: byId(roleRecord),
  quotas: kind(quotaRecord, (key, { group }) => group === key[1] ? null : "Bears another group"),
  pools: byId(poolRecord),
  providers: single({ oidc: provider(oidcSettings), ldap: provider(ldapSettings) }),
  // Each setting has the schema of whoever reads it, who says so when it does not fit.
  settings: kind(z.unknown()),
  // A configuration that waits for the next start (config_records.ts), which checks it.
  import: kind(z.unknown()),
  import_ready: kind(z.int().min(0)),
  audit_entries: kind(storedEntry),
  audit_open: kind(openTask),
  audit_head: kind(head),
  audit_anchor: kind(mark),
  meta: single({
    version: z.int().min(1),
    key_id: z.string(),
    set_up: z.iso.datetime(),
    migrating: z.boolean(),
  }),
};
