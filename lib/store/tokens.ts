// API tokens: found by the hash of their secret and by user.
import { z } from "zod";
import { hashedFields, HashedStore } from "./hashed.ts";

export const tokenRecord = hashedFields.extend({
  name: z.string().min(1).max(64),
  scope: z.enum(["read-only", "user"]),
  /** Null: until it is revoked. */
  expires: z.iso.datetime().nullable(),
  /** Last use, to within some minutes; null: never. */
  used: z.iso.datetime().nullable(),
});
export type TokenRecord = z.infer<typeof tokenRecord>;

export class TokenStore extends HashedStore<TokenRecord> {
  constructor(kv: Deno.Kv) {
    super(kv, { prefix: "tokens", schema: tokenRecord, ends: ({ expires }) => expires });
  }
}
