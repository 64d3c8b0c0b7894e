// The file of a backup: a gzipped tar of a manifest and what it names, encrypted as a whole with a passphrase (age) when a key is
// in it. Formats that every system has tools for: `tar xzf`, `age -d | tar xz`.
import { Decrypter, Encrypter } from "age-encryption";
import { createTarDecoder, createTarPacker } from "modern-tar";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { z } from "zod";
import { moveWhole, reasonOf } from "./files.ts";
import { StoreError } from "./record.ts";
import { removeIfThere } from "./swap.ts";

const MANIFEST = "manifest.json";
/** Nothing else is taken out of an archive, wherever it would like to go. */
const NAMES = ["atoll.kv", "secret.key"] as const;
const AGE = "age-encryption.org/v1";
const MAX_MANIFEST = 64 * 1024;
/** scrypt's N as a power of two: 0.5 s and 128 MiB to try a passphrase. */
const WORK_FACTOR = 17;

/** What an archive is encrypted with. */
export interface Lock {
  readonly passphrase: string;
  /** Another work factor; tests use a low one. */
  readonly cost?: number;
}

export const manifest = z.object({
  app: z.literal("atoll"),
  /** Of this format. */
  format: z.literal(1),
  made: z.iso.datetime(),
  /** Of the database (migrations.ts). */
  schema: z.int().min(0),
  /** Names the key that secrets in the database are sealed with. */
  key: z.string().max(64).nullable(),
  files: z.array(z.object({ name: z.enum(NAMES), size: z.int().min(0), sha256: z.hex().length(64) })),
});
export type Manifest = z.infer<typeof manifest>;
type About = Pick<Manifest, "made" | "schema" | "key">;

/** A passphrase is needed, or this one is wrong. */
export class PassphraseError extends StoreError {}

/** Asked for when it is needed; null when there is nobody to ask. */
export type AskPassphrase = () => Promise<string | null>;

/**
 * Writes files of a directory into an archive that is there whole or not at all.
 * @param lock encrypts it; null leaves it readable
 */
export async function writeArchive(
  file: string,
  directory: string,
  names: readonly (typeof NAMES)[number][],
  about: About,
  lock: Lock | null,
): Promise<Manifest> {
  const files = await Promise.all(
    names.map(async (name) => ({
      name,
      ...await digestOf((await Deno.open(join(directory, name))).readable),
    })),
  );
  const listed: Manifest = { app: "atoll", format: 1, ...about, files };
  const draft = `${file}.new`;
  const { readable, controller } = createTarPacker();
  const packing = pack();
  try {
    const packed = readable.pipeThrough(new CompressionStream("gzip"));
    const out = await Deno.open(draft, { write: true, create: true, truncate: true, mode: 0o600 });
    // Closed by the stream, so it is made sure of by another look.
    await (lock === null ? packed : await encrypted(packed, lock)).pipeTo(out.writable);
    await packing;
    const written = await Deno.open(draft, { write: true });
    await written.sync();
    written.close();
    await moveWhole(draft, file);
  } catch (cause) {
    await removeIfThere(draft);
    throw new StoreError(`Cannot write the backup "${file}": ${reasonOf(cause)}`, { cause });
  }
  return listed;

  async function pack(): Promise<void> {
    try {
      const text = new TextEncoder().encode(JSON.stringify(listed, null, 2) + "\n");
      const entry = { mode: 0o600, mtime: new Date(about.made) };
      await new Blob([text]).stream().pipeTo(controller.add({ ...entry, name: MANIFEST, size: text.length }));
      for (const { name, size } of files) {
        const body = (await Deno.open(join(directory, name))).readable;
        await body.pipeTo(controller.add({ ...entry, name, size }));
      }
      controller.finalize();
    } catch (error) {
      controller.error(error);
    }
  }
}

/**
 * Reads an archive from its first byte to its last and checks everything in it.
 * @param directory takes the files; null: they are only checked
 * @throws PassphraseError, or StoreError that says what is wrong with the file
 */
export async function readArchive(
  file: string,
  directory: string | null,
  ask: AskPassphrase,
): Promise<Manifest> {
  let listed: Manifest | undefined;
  const seen = new Set<string>();
  try {
    for await (const { header, body } of (await opened(file, ask)).pipeThrough(createTarDecoder())) {
      if (listed === undefined) {
        if (header.name !== MANIFEST || header.size > MAX_MANIFEST) {
          throw new Error("it is no backup of Atoll");
        }
        listed = manifestOf(await new Response(body).text());
        continue;
      }
      const known = listed.files.find(({ name }) => name === header.name);
      if (known === undefined || seen.has(known.name)) {
        throw new Error(`"${header.name}" does not belong in it`);
      }
      seen.add(known.name);
      const into = directory === null ? null : join(directory, known.name);
      const { size, sha256 } = await digestOf(body, into, known.size);
      if (size !== known.size || sha256 !== known.sha256) {
        throw new Error(`"${known.name}" in it has changed`);
      }
    }
    if (listed === undefined) throw new Error("it is no backup of Atoll");
    const missing = listed.files.find(({ name }) => !seen.has(name));
    if (missing !== undefined) throw new Error(`"${missing.name}" is missing in it`);
    return listed;
  } catch (cause) {
    if (cause instanceof StoreError) throw cause;
    throw new StoreError(
      `Cannot use the backup "${file}": ${reasonOf(cause)}; take another one, nothing was changed`,
      { cause },
    );
  }
}

function manifestOf(text: string): Manifest {
  const parsed = manifest.safeParse(JSON.parse(text));
  if (parsed.success) return parsed.data;
  const format = z.object({ app: z.literal("atoll"), format: z.int().min(2) }).safeParse(JSON.parse(text));
  throw new Error(
    format.success ? "a newer Atoll made it: restore it with that one" : "its manifest is not readable",
  );
}

async function encrypted(stream: ReadableStream<Uint8Array<ArrayBuffer>>, lock: Lock) {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(lock.passphrase);
  encrypter.setScryptWorkFactor(lock.cost ?? WORK_FACTOR);
  return await encrypter.encrypt(stream);
}

/** The tar in a file, decrypted and unpacked. */
async function opened(file: string, ask: AskPassphrase): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const head = new Uint8Array(AGE.length);
  const source = await Deno.open(file);
  await source.read(head);
  await source.seek(0, Deno.SeekMode.Start);
  if (new TextDecoder().decode(head) !== AGE) {
    return source.readable.pipeThrough(new DecompressionStream("gzip"));
  }
  try {
    const passphrase = await ask();
    if (passphrase === null) {
      throw new PassphraseError(`The backup "${file}" is encrypted: it needs its passphrase`);
    }
    const decrypter = new Decrypter();
    decrypter.addPassphrase(passphrase);
    const plain = await decrypter.decrypt(source.readable).catch((cause) => {
      const wrong = cause instanceof Error && cause.message.startsWith("no identity matched");
      throw wrong
        ? new PassphraseError(`The passphrase is not that of the backup "${file}"`, { cause })
        : cause;
    });
    return plain.pipeThrough(onItsOwn()).pipeThrough(new DecompressionStream("gzip"));
  } catch (error) {
    await source.readable.cancel().catch(() => source.close());
    throw error;
  }
}

/** Chunks in buffers of their own, as web streams ask for them. */
function onItsOwn() {
  return new TransformStream<Uint8Array, Uint8Array<ArrayBuffer>>({
    transform: (chunk, controller) => controller.enqueue(new Uint8Array(chunk)),
  });
}

/** Size and checksum of a stream; a file takes what goes by, while it is no more than there should be. */
async function digestOf(stream: ReadableStream<Uint8Array>, into: string | null = null, most = Infinity) {
  const hash = createHash("sha256");
  const file = into === null ? null : await Deno.open(into, { createNew: true, write: true, mode: 0o600 });
  let size = 0;
  try {
    for await (const bytes of stream) {
      hash.update(bytes);
      size += bytes.length;
      if (size > most) break;
      if (file !== null) await writeAll(file, bytes);
    }
    await file?.sync();
  } finally {
    file?.close();
  }
  return { size, sha256: hash.digest("hex") };
}

async function writeAll(file: Deno.FsFile, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) at += await file.write(bytes.subarray(at));
}
