// Second factors: one record a user, so that a change of any of them is whole. The TOTP secret is sealed, of recovery codes
// there are only hashes, and of passkeys public keys.
import { z } from "zod";
import { checked, read } from "./record.ts";
import { sealed, type Secrets } from "./secrets.ts";

export const MAX_PASSKEYS = 10;

const passkeyRecord = z.object({
  /** Ours, for forms and addresses. */
  id: z.uuid(),
  /** The authenticator's id of it, base64url. */
  credential: z.base64url().max(1400),
  /** COSE public key, base64. */
  key: z.base64().max(3000),
  /** Signatures made, as far as the authenticator counts them. */
  counter: z.int().min(0),
  transports: z.array(z.string().max(32)).max(8).readonly(),
  name: z.string().min(1).max(64),
  created: z.iso.datetime(),
  used: z.iso.datetime().nullable(),
  synced: z.boolean(),
  /** Host name it was made for. */
  site: z.string().max(253),
});
export type PasskeyRecord = z.infer<typeof passkeyRecord>;

/** As they are stored. */
export const factorsRecord = z.object({
  /** `step`: the last time step of 30 s that a code was taken of; none is taken twice. */
  totp: z.object({ secret: sealed, step: z.int().min(0) }).nullable(),
  /** SHA-256 of the recovery codes that are left, hex. */
  recovery: z.array(z.hex().length(64)).max(10).readonly(),
  passkeys: z.array(passkeyRecord).max(MAX_PASSKEYS).readonly(),
});

/** A user's second factors, with the TOTP secret in clear (base32). */
export type Factors = Omit<z.infer<typeof factorsRecord>, "totp"> & {
  readonly totp: { readonly secret: string; readonly step: number } | null;
};

const NONE: Factors = { totp: null, recovery: [], passkeys: [] };

/** Key of a user's factors: they are deleted with the user, in one write. */
export const factorsKey = (userId: string): Deno.KvKey => ["factors", userId];
const secretOf = (userId: string) => `factors/${userId}/totp`;

export class FactorStore {
  constructor(private readonly kv: Deno.Kv, private readonly secrets: Secrets) {}

  /** What a user has set up. Throws StoreError when the record or its secret cannot be read: never less than there is. */
  async get(userId: string): Promise<Factors> {
    return await this.opened(userId, (await this.kv.get(factorsKey(userId))).value);
  }

  /**
   * Changes a user's factors by a function of what is stored, which is called again when somebody else was faster, so that no
   * code or counter is taken twice. Undefined leaves them as they are. Gives what is stored then. Nothing is written of a user who is gone.
   */
  async change(userId: string, edit: (factors: Factors) => Factors | undefined): Promise<Factors> {
    const key = factorsKey(userId);
    for (;;) {
      const [entry, user] = await this.kv.getMany([key, ["users", userId]]);
      const before = await this.opened(userId, entry.value);
      const after = edit(before);
      if (after === undefined || user.value === null) return before;
      const operation = this.kv.atomic().check(entry, user);
      if (after.totp === null && after.passkeys.length === 0) operation.delete(key);
      else operation.set(key, checked(factorsRecord, key, await this.closed(userId, after)));
      if ((await operation.commit()).ok) return after;
    }
  }

  /** Takes all away, readable or not: for whoever lost them. */
  async clear(userId: string): Promise<void> {
    await this.kv.delete(factorsKey(userId));
  }

  private async opened(userId: string, value: unknown): Promise<Factors> {
    if (value === null) return NONE;
    const record = read(factorsRecord, factorsKey(userId), value);
    if (record.totp === null) return { ...record, totp: null };
    const secret = await this.secrets.open(record.totp.secret, secretOf(userId));
    return { ...record, totp: { ...record.totp, secret } };
  }

  private async closed(userId: string, { totp, ...rest }: Factors): Promise<z.infer<typeof factorsRecord>> {
    if (totp === null) return { ...rest, totp: null };
    return { ...rest, totp: { ...totp, secret: await this.secrets.seal(totp.secret, secretOf(userId)) } };
  }
}
