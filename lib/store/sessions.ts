// Sessions: found by the hash of their cookie and by user.
import { z } from "zod";
import { hashedFields, HashedStore } from "./hashed.ts";

export const sessionRecord = hashedFields.extend({
  /** Last use, to within some minutes. */
  used: z.iso.datetime(),
  /** Over when not used until then, and at `ends` in any case. */
  idle_until: z.iso.datetime(),
  ends: z.iso.datetime(),
  /** Address it was started from; "" in sessions from before it was noted. */
  client: z.string().max(64).default(""),
  /** The browser in a few words; "" like the address. */
  agent: z.string().max(64).default(""),
});
export type SessionRecord = z.infer<typeof sessionRecord>;

export class SessionStore extends HashedStore<SessionRecord> {
  constructor(kv: Deno.Kv) {
    super(kv, { prefix: "sessions", schema: sessionRecord, ends: ({ ends }) => ends });
  }
}
