// Secrets at rest: AES-256-GCM under a random key that is kept outside the database (key_source.ts says where).
import { createHash, randomBytes } from "node:crypto";
import { z } from "zod";
import { StoreError } from "./record.ts";

export const KEY_BYTES = 32;
const IV_BYTES = 12;

/**
 * A sealed text. `key` names the key it was sealed with, so that a wrong key is told from a damaged record. `for` is what it
 * was sealed for, so that a rotation of keys can seal it anew wherever it stands: repositories open it for what they know it is
 * for, not for what it says. Passwords of pools sealed before there was a rotation lack it.
 */
export const sealed = z.object({
  key: z.string(),
  iv: z.string(),
  data: z.string().max(16_384),
  for: z.string().max(512).optional(),
});
export type Sealed = z.infer<typeof sealed>;

interface Key {
  readonly id: string;
  readonly key: CryptoKey;
}

/**
 * Seals with one key, and opens what was sealed with it or with one that is being rotated out. A sealed text opens only for
 * the record it was sealed for (it is the AAD).
 */
export class Secrets {
  /** Names the key that seals; a hash of it. */
  readonly keyId: string;

  private constructor(private readonly current: Key, private readonly older: readonly Key[]) {
    this.keyId = current.id;
  }

  /** @param older keys that only open */
  static async of(bytes: Uint8Array<ArrayBuffer>, ...older: Uint8Array<ArrayBuffer>[]): Promise<Secrets> {
    return new Secrets(await imported(bytes), await Promise.all(older.map(imported)));
  }

  /** True while keys are being rotated out. */
  get hasOlder(): boolean {
    return this.older.length > 0;
  }

  /** @param record whose secret it is: `pools/<id>/password` */
  async seal(text: string, record: string): Promise<Sealed> {
    const iv = new Uint8Array(randomBytes(IV_BYTES));
    const additionalData = new TextEncoder().encode(record);
    const data = await crypto.subtle.encrypt(
      { name: "AES-GCM", iv, additionalData },
      this.current.key,
      new TextEncoder().encode(text),
    );
    return { key: this.keyId, iv: iv.toBase64(), data: new Uint8Array(data).toBase64(), for: record };
  }

  /** Throws StoreError when the text was sealed with another key, for another record, or is damaged. */
  async open(secret: Sealed, record: string): Promise<string> {
    const found = this.find(secret.key);
    if (found === undefined) {
      throw new StoreError(`Cannot decrypt ${record}: it was encrypted with another key (${secret.key})`);
    }
    try {
      const data = await crypto.subtle.decrypt(
        {
          name: "AES-GCM",
          iv: Uint8Array.fromBase64(secret.iv),
          additionalData: new TextEncoder().encode(record),
        },
        found.key,
        Uint8Array.fromBase64(secret.data),
      );
      return new TextDecoder().decode(data);
    } catch (cause) {
      throw new StoreError(`Cannot decrypt ${record}: the record is damaged`, { cause });
    }
  }

  private find(keyId: string): Key | undefined {
    return keyId === this.keyId ? this.current : this.older.find(({ id }) => id === keyId);
  }
}

/** Names a key without telling anything of it. */
export function keyIdOf(bytes: Uint8Array): string {
  return createHash("sha256").update("atoll key id\0").update(bytes).digest("hex").slice(0, 16);
}

async function imported(bytes: Uint8Array<ArrayBuffer>): Promise<Key> {
  const key = await crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
  return { id: keyIdOf(bytes), key };
}
