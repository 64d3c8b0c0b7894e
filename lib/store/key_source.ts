// Where the key of the data directory comes from: its own file in it, another file, the environment, or a systemd credential.
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { keepPrivate, reasonOf, writeWhole } from "./files.ts";
import { StoreError } from "./record.ts";
import { KEY_BYTES, keyIdOf, Secrets } from "./secrets.ts";
import type { KeyOptions } from "./types.ts";

export const KEY_FILE = "secret.key";
/** Name of the systemd credential. */
export const CREDENTIAL = "atoll.key";
export const NO_KEY_OPTIONS: KeyOptions = { file: null, secret: null, credentials: null };
/** The key in force and those that are rotated out. */
const MAX_KEYS = 4;

/** One key, with what names it. */
export interface KeyBytes {
  readonly id: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A place that holds keys: the first seals, those after it still open. */
export interface KeySource {
  /** For messages: `the key file "/srv/atoll/secret.key"`, `the key in ATOLL_KEY`. */
  readonly name: string;
  /** The file Atoll may write; null where somebody else keeps the key. */
  readonly file: string | null;
  /** Null when the file is not there. Throws StoreError when it cannot be read or holds no keys. */
  read(): Promise<readonly KeyBytes[] | null>;
}

/** The one place that holds the keys. Throws StoreError when several were named: nobody could tell which is meant. */
export async function keySource(dataDir: string, given: KeyOptions = NO_KEY_OPTIONS): Promise<KeySource> {
  const credential = given.credentials === null ? null : join(given.credentials, CREDENTIAL);
  const sources: KeySource[] = [];
  if (given.secret !== null) {
    const { secret } = given;
    const name = "the key in ATOLL_KEY";
    sources.push({ name, file: null, read: () => Promise.resolve(parseKeys(secret, name)) });
  }
  if (given.file !== null) sources.push(fileSource(given.file, true));
  if (credential !== null && await exists(credential)) sources.push(fileSource(credential, false));
  const [source, second] = sources;
  if (source !== undefined && second !== undefined) {
    throw new StoreError(
      `Cannot choose between ${source.name} and ${second.name}: give one of them only, with the key that is in force`,
    );
  }
  return source ?? fileSource(join(dataDir, KEY_FILE), true);
}

function fileSource(path: string, own: boolean): KeySource {
  const name = own ? `the key file "${path}"` : `the credential "${path}"`;
  return {
    name,
    file: own ? path : null,
    async read() {
      let text: string;
      try {
        text = await Deno.readTextFile(path);
      } catch (cause) {
        if (cause instanceof Deno.errors.NotFound) return null;
        throw new StoreError(`Cannot read ${name}: ${reasonOf(cause)}`, { cause });
      }
      // Modes of credentials are systemd's business, and where they lie nothing can be changed.
      if (own) await keepPrivate(path);
      return parseKeys(text, name);
    },
  };
}

/** Keys as they are written: base64 of 32 bytes each, with white space between them. Throws StoreError. */
export function parseKeys(text: string, name: string): readonly KeyBytes[] {
  const words = text.split(/\s+/).filter((word) => word !== "");
  const keys = words.map((word) => new Uint8Array(decode(word)));
  if (keys.length === 0 || keys.length > MAX_KEYS || keys.some(({ length }) => length !== KEY_BYTES)) {
    throw new StoreError(`Cannot use ${name}: it does not hold 32 bytes in base64`);
  }
  return keys.map((bytes) => ({ id: keyIdOf(bytes), bytes }));
}

/** Replaces the keys of a file, whole or not at all. */
export async function writeKeys(path: string, keys: readonly KeyBytes[]): Promise<void> {
  await writeWhole(path, keys.map(({ bytes }) => bytes.toBase64() + "\n").join(""));
}

export function newKey(): KeyBytes {
  const bytes = new Uint8Array(randomBytes(KEY_BYTES));
  return { id: keyIdOf(bytes), bytes };
}

/**
 * The keys of a data directory; makes one when `expected` (the key's id the database remembers) is null and there is none.
 * Throws StoreError when the key is missing, malformed or another one: nothing has been changed then.
 */
export async function openSecrets(
  source: KeySource,
  expected: string | null,
  dataDir: string,
): Promise<Secrets> {
  let keys = await source.read();
  if (keys === null) {
    if (expected !== null || source.file === null) {
      throw new StoreError(
        `Cannot find ${source.name}: nothing is lost, but the pools' passwords and other secrets cannot be read ` +
          `without the key ${expected}; restore it from a backup${await hint(source, expected, dataDir)}`,
      );
    }
    keys = [newKey()];
    await writeKeys(source.file, keys).catch((cause) => {
      throw new StoreError(`Cannot make ${source.name}: ${reasonOf(cause)}`, { cause });
    });
  }
  if (expected !== null && !keys.some(({ id }) => id === expected)) {
    throw new StoreError(
      `Cannot use ${source.name}: it belongs to another data directory (it is the key ${keys[0]?.id}, ` +
        `needed is ${expected}); nothing is lost, give the right one${await hint(source, expected, dataDir)}`,
    );
  }
  const [current, ...older] = keys.map(({ bytes }) => bytes);
  if (current === undefined) throw new StoreError(`Cannot use ${source.name}: it is empty`);
  return await Secrets.of(current, ...older);
}

/** Where the right key lies after all: what `secret.key` holds is passed over when another place was named. */
async function hint(source: KeySource, expected: string | null, dataDir: string): Promise<string> {
  const usual = fileSource(join(dataDir, KEY_FILE), true);
  if (usual.file === source.file || expected === null) return "";
  const keys = await usual.read().catch((error) => {
    if (error instanceof StoreError) return null;
    throw error;
  });
  return keys?.some(({ id }) => id === expected) ? `: ${usual.name} holds it` : "";
}

async function exists(path: string): Promise<boolean> {
  try {
    await Deno.stat(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw new StoreError(`Cannot read the credential "${path}": ${reasonOf(error)}`, { cause: error });
  }
}

function decode(text: string): Uint8Array {
  try {
    return Uint8Array.fromBase64(text);
  } catch (error) {
    if (error instanceof SyntaxError) return new Uint8Array(0);
    throw error;
  }
}
