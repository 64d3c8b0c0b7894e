// Identities: which user somebody is whom a directory vouches for. What a directory calls them is kept as a hash only.
import { createHash } from "node:crypto";
import { z } from "zod";
import { checked, read } from "./record.ts";

/** Somebody as a directory knows them: names may change and be given to others, this may not. */
export interface IdentityName {
  readonly source: "oidc" | "ldap";
  /** Which directory: the issuer, or the base of its people. */
  readonly directory: string;
  /** Never changes and is never given again: `sub`, `entryUUID`. */
  readonly subject: string;
}

export class IdentityStore {
  constructor(private readonly kv: Deno.Kv) {}

  /** The id of the user; null for somebody who was never here. The user may be gone. */
  async find(name: IdentityName): Promise<string | null> {
    const key = keyOf(name);
    const { value } = await this.kv.get(key);
    return value === null ? null : read(z.uuid(), key, value);
  }

  /** Gives somebody a user, written before the user is. False when it is no longer `before` that they have. */
  async claim(name: IdentityName, userId: string, before: string | null): Promise<boolean> {
    const key = keyOf(name);
    const entry = await this.kv.get(key);
    if (entry.value !== before) return false;
    return (await this.kv.atomic().check(entry).set(key, checked(z.uuid(), key, userId)).commit()).ok;
  }

  /** Takes away all that stand for a user who goes. There is no index by user: it is asked for seldom. */
  async forget(userId: string): Promise<void> {
    for await (const { key, value } of this.kv.list({ prefix: ["identities"] })) {
      if (value === userId) await this.kv.delete(key);
    }
  }
}

function keyOf({ source, directory, subject }: IdentityName): Deno.KvKey {
  // Bounded, whatever the directory sends; as JSON the two parts cannot run into one another.
  const hash = createHash("sha256").update(JSON.stringify([directory, subject])).digest("hex");
  return ["identities", source, hash];
}
