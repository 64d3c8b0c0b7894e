// Rotation of the key that secrets are sealed with. Both keys are at hand until everything is sealed with the new one, so that it
// may be stopped anywhere and goes on at the next start.
import { KEY_ID, openDatabase } from "./database.ts";
import { keySource, newKey, writeKeys } from "./key_source.ts";
import { noteOperator } from "./operator.ts";
import { StoreError } from "./record.ts";
import { sealAnew, type SealedAnew } from "./sealed_values.ts";
import { Secrets } from "./secrets.ts";
import type { KeyOptions } from "./types.ts";

export interface Rotated extends SealedAnew {
  readonly keyId: string;
  /** Where the old key went: backups made before need it. */
  readonly kept: string;
}

/** Where a key that is no longer in force is kept, beside its file. */
export const keptKey = (file: string, keyId: string): string => `${file}.old-${keyId}`;

/**
 * Makes a new key, seals everything with it and puts the old one aside. Throws StoreError when the directory is in use, or
 * when the key is kept by somebody else, with what to do then.
 */
export async function rotateKey(dataDir: string, given: KeyOptions): Promise<Rotated> {
  const source = await keySource(dataDir, given);
  const { file } = source;
  if (file === null) {
    throw new StoreError(
      `Cannot write ${source.name}: put a new key before the old one there, with a space between them ` +
        `(openssl rand -base64 32 makes one), and start Atoll, which then encrypts everything anew; take the old one away afterwards`,
    );
  }
  // Opening ends a rotation that was stopped.
  const database = await openDatabase(dataDir, given);
  try {
    const keys = await source.read() ?? [];
    const old = keys.find(({ id }) => id === database.secrets.keyId);
    if (old === undefined) throw new StoreError(`Cannot find ${source.name}: it was taken away meanwhile`);
    const made = newKey();
    const kept = keptKey(file, old.id);
    await writeKeys(kept, [old]);
    await writeKeys(file, [made, old]);
    const done = await sealAnew(database.kv, await Secrets.of(made.bytes, old.bytes));
    await database.kv.set(KEY_ID, made.id);
    await noteOperator(database.kv, "data.rotate-key", `The key is ${made.id} instead of ${old.id}`);
    await writeKeys(file, [made]);
    return { ...done, keyId: made.id, kept };
  } finally {
    database.close();
  }
}
