import assert from "node:assert/strict";
import { packTar } from "modern-tar";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { withDir } from "@/tests/api/support.ts";
import { PassphraseError, readArchive, writeArchive } from "./archive.ts";
import { StoreError } from "./record.ts";

const ABOUT = { made: "2026-01-02T03:04:05.000Z", schema: 3, key: "abc" };
const nobody = () => Promise.resolve(null);

/** A file of this content, packed as Atoll packs its own. */
async function packed(path: string, entries: Readonly<Record<string, string>>): Promise<string> {
  const tar = await packTar(
    Object.entries(entries).map(([name, body]) => ({ header: { name, size: body.length }, body })),
  );
  const stream = new Blob([tar]).stream().pipeThrough(new CompressionStream("gzip"));
  await Deno.writeFile(path, stream);
  return path;
}

Deno.test("what went in comes out, encrypted or not, and large ones in pieces", async () => {
  await withDir(async (dir) => {
    const bytes = new Uint8Array(3_000_000).map((_, at) => at * at % 251);
    await Deno.writeFile(join(dir, "atoll.kv"), bytes);
    await Deno.writeTextFile(join(dir, "secret.key"), "key");
    for (const lock of [null, { passphrase: "pässphrase", cost: 10 }]) {
      const file = join(dir, `archive ${lock === null}`);
      await writeArchive(file, dir, ["atoll.kv", "secret.key"], ABOUT, lock);
      const out = join(dir, `out ${lock === null}`);
      await Deno.mkdir(out);
      const listed = await readArchive(file, out, () => Promise.resolve(lock?.passphrase ?? null));
      assert.equal(listed.schema, 3);
      assert.deepEqual(await Deno.readFile(join(out, "atoll.kv")), bytes);
      assert.equal(await Deno.readTextFile(join(out, "secret.key")), "key");
      assert.equal(((await Deno.stat(join(out, "secret.key"))).mode ?? 0) & 0o777, 0o600);
      if (lock !== null) await assert.rejects(readArchive(file, null, nobody), PassphraseError);
    }
  });
});

Deno.test("what is no backup, of a newer Atoll, or not as its manifest says, is refused by its fault", async () => {
  await withDir(async (dir) => {
    const body = "database";
    const sha256 = createHash("sha256").update(body).digest("hex");
    const files = [{ name: "atoll.kv", size: body.length, sha256 }];
    const manifest = (change: object) =>
      JSON.stringify({ app: "atoll", format: 1, ...ABOUT, files, ...change });
    const cases: [entries: Record<string, string>, fault: RegExp][] = [
      [{}, /it is no backup of Atoll/],
      [{ "atoll.kv": body }, /it is no backup of Atoll/],
      [{ "manifest.json": "{" }, /JSON/],
      [{ "manifest.json": "{}" }, /its manifest is not readable/],
      [{ "manifest.json": manifest({ format: 2 }) }, /a newer Atoll made it/],
      [{ "manifest.json": manifest({}) }, /"atoll\.kv" is missing in it/],
      [{ "manifest.json": manifest({}), "atoll.kv": "other" }, /"atoll\.kv" in it has changed/],
      [{ "manifest.json": manifest({}), "atoll.kv": body.repeat(100_000) }, /"atoll\.kv" in it has changed/],
      [{ "manifest.json": manifest({}), "../secret.key": body }, /"\.\.\/secret\.key" does not belong in it/],
      [
        { "manifest.json": manifest({ files: [{ name: "../x", size: 1, sha256 }] }), "../x": "x" },
        /its manifest is not readable/,
      ],
    ];
    for (const [index, [entries, fault]] of cases.entries()) {
      const file = await packed(join(dir, `case ${index}`), entries);
      await Deno.mkdir(join(dir, `out ${index}`));
      await assert.rejects(readArchive(file, join(dir, `out ${index}`), nobody), (error) => {
        assert(error instanceof StoreError);
        assert.match(error.message, fault);
        assert.match(error.message, /; take another one, nothing was changed$/);
        return true;
      });
    }
    const bomb = cases.findIndex(([entries]) => (entries["atoll.kv"]?.length ?? 0) > 1000);
    const { size } = await Deno.stat(join(dir, `out ${bomb}`, "atoll.kv"));
    assert(size < body.length * 100_000, "what is longer than it should be is not written to its end");
    const whole = await packed(join(dir, "whole"), { "manifest.json": manifest({}), "atoll.kv": body });
    assert.equal((await readArchive(whole, null, nobody)).files.length, 1);
  });
});
