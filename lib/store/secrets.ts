// Secrets at rest: AES-256-GCM under a random key that lives in its own file beside the database, readable by its owner alone.
import { createHash, randomBytes } from "node:crypto";
import { join } from "node:path";
import { z } from "zod";
import { keepPrivate, reasonOf, writeWhole } from "./files.ts";
import { StoreError } from "./record.ts";

export const KEY_FILE = "secret.key";
const KEY_BYTES = 32;
const IV_BYTES = 12;

/** A sealed text. `key` names the key it was sealed with, so that a wrong key is told from a damaged record. */
export const sealed = z.object({ key: z.string(), iv: z.string(), data: z.string().max(16_384) });
export type Sealed = z.infer<typeof sealed>;

/** Seals and opens texts with one key. A sealed text opens only for the record it was sealed for (it is the AAD). */
export class Secrets {
  private constructor(private readonly key: CryptoKey, readonly keyId: string) {}

  static async of(bytes: Uint8Array<ArrayBuffer>): Promise<Secrets> {
    const key = await crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
    const id = createHash("sha256").update("atoll key id\0").update(bytes).digest("hex").slice(0, 16);
    return new Secrets(key, id);
  }

  /** @param record whose secret it is: `pools/<id>/password` */
  async seal(text: string, record: string): Promise<Sealed> {
    const iv = new Uint8Array(randomBytes(IV_BYTES));
    const additionalData = new TextEncoder().encode(record);
    const data = await crypto.subtle.encrypt(
      { name: "AES-GCM", iv, additionalData },
      this.key,
      new TextEncoder().encode(text),
    );
    return { key: this.keyId, iv: iv.toBase64(), data: new Uint8Array(data).toBase64() };
  }

  /** Throws StoreError when the text was sealed with another key, for another record, or is damaged. */
  async open(secret: Sealed, record: string): Promise<string> {
    if (secret.key !== this.keyId) {
      throw new StoreError(`Cannot decrypt ${record}: it was encrypted with another ${KEY_FILE}`);
    }
    try {
      const data = await crypto.subtle.decrypt(
        {
          name: "AES-GCM",
          iv: Uint8Array.fromBase64(secret.iv),
          additionalData: new TextEncoder().encode(record),
        },
        this.key,
        Uint8Array.fromBase64(secret.data),
      );
      return new TextDecoder().decode(data);
    } catch (cause) {
      throw new StoreError(`Cannot decrypt ${record}: the record is damaged`, { cause });
    }
  }
}

/**
 * Reads the key of a data directory; makes one when `expected` (the key's id the database remembers) is null.
 * Throws StoreError when the key is missing, malformed or another one.
 */
export async function openSecrets(dataDir: string, expected: string | null): Promise<Secrets> {
  const path = join(dataDir, KEY_FILE);
  let text: string;
  try {
    text = await Deno.readTextFile(path);
  } catch (cause) {
    if (!(cause instanceof Deno.errors.NotFound)) {
      throw new StoreError(`Cannot read the key file "${path}": ${reasonOf(cause)}`, { cause });
    }
    if (expected !== null) {
      throw new StoreError(
        `Cannot find the key file "${path}": restore it from a backup, the pools' passwords cannot be read without it`,
      );
    }
    text = randomBytes(KEY_BYTES).toString("base64") + "\n";
    await writeWhole(path, text);
  }
  const bytes = new Uint8Array(decode(text.trim()));
  if (bytes.length !== KEY_BYTES) {
    throw new StoreError(`Cannot use the key file "${path}": it does not hold 32 bytes in base64`);
  }
  await keepPrivate(path);
  const secrets = await Secrets.of(bytes);
  if (expected !== null && secrets.keyId !== expected) {
    throw new StoreError(
      `Cannot use the key file "${path}": it belongs to another data directory; restore the right one from a backup`,
    );
  }
  return secrets;
}

function decode(text: string): Uint8Array {
  try {
    return Uint8Array.fromBase64(text);
  } catch (error) {
    if (error instanceof SyntaxError) return new Uint8Array(0);
    throw error;
  }
}
