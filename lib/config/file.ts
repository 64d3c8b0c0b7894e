// The file of an exported configuration: JSON, whose data are compressed and encrypted with a passphrase.
import { createCipheriv, createDecipheriv, randomBytes, scrypt } from "node:crypto";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { z } from "zod";
import { AtollError } from "@/lib/errors.ts";

const FORMAT = "atoll-config";
const VERSION = 1;
/** Work of the key: about half a second and 128 MiB. */
const COST = 2 ** 17;
/** The shortest passphrase, in characters. */
export const LEAST_PASSPHRASE = 12;
const LONGEST_PASSPHRASE = 1_024;
/** Bytes of a configuration, unpacked. */
const MOST = 64 * 1024 * 1024;

const header = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  /** Version of Atoll's database that the records are of. */
  schema: z.int().min(1),
  created: z.iso.datetime(),
  // The work is bounded: a file must not be able to ask for all of the memory.
  kdf: z.strictObject({
    name: z.literal("scrypt"),
    N: z.int().min(2 ** 10).max(2 ** 18).refine((n) => Number.isInteger(Math.log2(n))),
    r: z.literal(8),
    p: z.literal(1),
    salt: z.base64().length(24),
  }),
  cipher: z.strictObject({ name: z.literal("aes-256-gcm"), iv: z.base64().length(16) }),
});
const fileShape = header.extend({ tag: z.base64().length(24), data: z.base64() });
type Header = z.infer<typeof header>;

const derive = promisify<string, Uint8Array, number, object, Uint8Array>(scrypt);
const pack = promisify(gzip);
const unpack = promisify<Uint8Array, object, Uint8Array>(gunzip);

function keyOf(passphrase: string, { kdf: { N, r, p, salt } }: Pick<Header, "kdf">): Promise<Uint8Array> {
  const maxmem = 256 * N * r;
  return derive(passphrase.normalize("NFKC"), Uint8Array.fromBase64(salt), 32, { N, r, p, maxmem });
}

/** Throws AtollError 422 for one that is too easily guessed. */
export function checkPassphrase(passphrase: string): void {
  if (passphrase.length >= LEAST_PASSPHRASE && passphrase.length <= LONGEST_PASSPHRASE) return;
  const message = `The passphrase is not usable: at least ${LEAST_PASSPHRASE} characters`;
  throw new AtollError(422, "weak-passphrase", message, "passphrase");
}

/**
 * @param schema version of the database that the content is of
 * @param cost work of the key (tests use less)
 */
export async function encrypted(
  content: unknown,
  passphrase: string,
  schema: number,
  cost: number = COST,
): Promise<string> {
  checkPassphrase(passphrase);
  const head: Header = {
    format: FORMAT,
    version: VERSION,
    schema,
    created: new Date().toISOString(),
    kdf: { name: "scrypt", N: cost, r: 8, p: 1, salt: new Uint8Array(randomBytes(16)).toBase64() },
    cipher: { name: "aes-256-gcm", iv: new Uint8Array(randomBytes(12)).toBase64() },
  };
  const cipher = createCipheriv(
    "aes-256-gcm",
    await keyOf(passphrase, head),
    Uint8Array.fromBase64(head.cipher.iv),
  );
  // What stands in clear cannot be changed either.
  cipher.setAAD(new TextEncoder().encode(JSON.stringify(head)));
  const plain = await pack(JSON.stringify(content));
  const data = joined(cipher.update(plain), cipher.final());
  const tag = new Uint8Array(cipher.getAuthTag());
  return JSON.stringify({ ...head, tag: tag.toBase64(), data: data.toBase64() }, null, 1) + "\n";
}

/** The content of a file and its schema. Throws AtollError 422: no such file (`file`), another version, a wrong passphrase (`passphrase`). */
export async function decrypted(
  text: string,
  passphrase: string,
): Promise<{ schema: number; content: unknown }> {
  const { tag, data, ...head } = parsed(text);
  if (passphrase.length > LONGEST_PASSPHRASE) throw wrongPassphrase();
  const decipher = createDecipheriv(
    "aes-256-gcm",
    await keyOf(passphrase, head),
    Uint8Array.fromBase64(head.cipher.iv),
  );
  decipher.setAAD(new TextEncoder().encode(JSON.stringify(head)));
  decipher.setAuthTag(Uint8Array.fromBase64(tag));
  let packed: Uint8Array;
  try {
    packed = joined(decipher.update(Uint8Array.fromBase64(data)), decipher.final());
  } catch {
    // That is all it tells: another key, or a single changed bit.
    throw wrongPassphrase();
  }
  return { schema: head.schema, content: await unpacked(packed) };
}

/** Whoever knows the passphrase can put anything into a file: throws AtollError 422 for what Atoll would not have. */
async function unpacked(packed: Uint8Array): Promise<unknown> {
  try {
    return JSON.parse(new TextDecoder().decode(await unpack(packed, { maxOutputLength: MOST })));
  } catch (cause) {
    throw noFile("The file holds no configuration, or one that is too large", cause);
  }
}

function joined(first: Uint8Array, rest: Uint8Array): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(first.length + rest.length);
  all.set(first);
  all.set(rest, first.length);
  return all;
}

function parsed(text: string): z.infer<typeof fileShape> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw noFile("The file is no configuration that Atoll exported");
  }
  const version = z.object({ format: z.literal(FORMAT), version: z.int() }).safeParse(value);
  if (!version.success) throw noFile("The file is no configuration that Atoll exported");
  if (version.data.version !== VERSION) {
    throw noFile(
      `The file has the format ${version.data.version}, this Atoll reads ${VERSION}: use the Atoll that wrote it`,
    );
  }
  const result = fileShape.safeParse(value);
  if (!result.success) throw noFile("The file is damaged: export the configuration anew");
  return result.data;
}

function noFile(message: string, cause?: unknown): AtollError {
  return new AtollError(422, "bad-file", message, "file", { cause });
}

function wrongPassphrase(): AtollError {
  return new AtollError(
    422,
    "wrong-passphrase",
    "The passphrase is wrong, or the file was changed",
    "passphrase",
  );
}
