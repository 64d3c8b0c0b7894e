import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { createCipheriv, scryptSync } from "node:crypto";
import { gzipSync } from "node:zlib";
import { AtollError } from "@/lib/errors.ts";
import { checkPassphrase, decrypted, encrypted } from "./file.ts";

const PASSPHRASE = "a long enough passphrase";
const refused = (code: string, field: string) => (error: unknown) => {
  assert(error instanceof AtollError, String(error));
  assert.deepEqual([error.status, error.code, error.field], [422, code, field], error.message);
  return true;
};

Deno.test("what was encrypted comes back with its passphrase, and with no other; nothing of it stands in the file", async () => {
  const content = { records: [{ key: ["pools", "1"], value: { password: "canary-9" } }] };
  const file = await encrypted(content, PASSPHRASE, 7, 2 ** 10);
  assert(!file.includes("canary-9"));
  assert.deepEqual(await decrypted(file, PASSPHRASE), { schema: 7, content });
  await assert.rejects(decrypted(file, PASSPHRASE + "x"), refused("wrong-passphrase", "passphrase"));
  assert.notEqual(file, await encrypted(content, PASSPHRASE, 7, 2 ** 10));
});

Deno.test("a file in which anything was changed is refused, what stands in clear too", async () => {
  const file = JSON.parse(await encrypted({ records: [] }, PASSPHRASE, 7, 2 ** 10));
  const changed = (change: object) => decrypted(JSON.stringify({ ...file, ...change }), PASSPHRASE);
  const flipped = file.data.slice(0, 8) + (file.data[8] === "A" ? "B" : "A") + file.data.slice(9);
  await assert.rejects(changed({ data: flipped }), refused("wrong-passphrase", "passphrase"));
  await assert.rejects(changed({ schema: 8 }), refused("wrong-passphrase", "passphrase"));
  await assert.rejects(changed({ version: 2 }), /has the format 2, this Atoll reads 1/);
  await assert.rejects(changed({ format: "other" }), refused("bad-file", "file"));
  await assert.rejects(changed({ kdf: { ...file.kdf, N: 2 ** 24 } }), refused("bad-file", "file"));
  await assert.rejects(changed({ more: 1 }), refused("bad-file", "file"));
  await assert.rejects(decrypted("no JSON", PASSPHRASE), refused("bad-file", "file"));
});

Deno.test("a file that holds no JSON, or far more than any configuration, is refused though its passphrase is right", async () => {
  const file = JSON.parse(await encrypted({}, PASSPHRASE, 7, 2 ** 10));
  const { tag: _tag, data: _data, ...head } = file;
  const holding = (plain: Uint8Array) => {
    const key = scryptSync(PASSPHRASE, Uint8Array.fromBase64(head.kdf.salt), 32, { N: 2 ** 10, r: 8, p: 1 });
    const cipher = createCipheriv("aes-256-gcm", key, Uint8Array.fromBase64(head.cipher.iv));
    cipher.setAAD(new TextEncoder().encode(JSON.stringify(head)));
    const data = Buffer.concat([cipher.update(plain), cipher.final()]).toString("base64");
    return JSON.stringify({ ...head, tag: cipher.getAuthTag().toString("base64"), data });
  };
  assert.deepEqual((await decrypted(holding(gzipSync("{}")), PASSPHRASE)).content, {});
  for (const plain of [gzipSync("{"), new Uint8Array(20), gzipSync(new Uint8Array(65 * 1024 * 1024))]) {
    await assert.rejects(decrypted(holding(plain), PASSPHRASE), refused("bad-file", "file"));
  }
});

Deno.test("a passphrase that is too easily guessed is refused", () => {
  checkPassphrase(PASSPHRASE);
  assert.throws(() => checkPassphrase("short"), refused("weak-passphrase", "passphrase"));
  assert.throws(() => checkPassphrase("x".repeat(2_000)), refused("weak-passphrase", "passphrase"));
});
