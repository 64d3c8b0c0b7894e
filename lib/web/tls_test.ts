// A certificate and its key in files: what is no pair is refused by name, what is renewed is told of.
import assert from "node:assert/strict";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { OptionError } from "@/lib/options.ts";
import { pairProblem, readTls, type Tls, watchTls } from "./tls.ts";

const pemOf = (name: string) => ({
  cert: fileURLToPath(new URL(`../xapi/testdata/${name}.cert.pem`, import.meta.url)),
  key: fileURLToPath(new URL(`../xapi/testdata/${name}.key.pem`, import.meta.url)),
});
const one = pemOf("one"), two = pemOf("two");

Deno.test("a certificate file that is not there is refused by its option", async () => {
  await assert.rejects(
    readTls({ cert: "/nonexistent/cert.pem", key: "/nonexistent/key.pem" }),
    (error) =>
      error instanceof OptionError &&
      /--tls-cert "\/nonexistent\/cert\.pem" cannot be read/.test(error.message),
  );
});

Deno.test("a key of another certificate is refused before anything listens", async () => {
  assert.equal(pairProblem(await readTls(one)), null);
  await assert.rejects(
    readTls({ cert: one.cert, key: two.key }),
    (error) => error instanceof OptionError && /the key is not that of the certificate/.test(error.message),
  );
  assert.notEqual(pairProblem({ cert: "no", key: "pem" }), null);
});

/** Runs with a copy of `one` that is watched; `next` is the next certificate that was told of. */
async function watched(run: (directory: string, files: Tls, next: () => Promise<Tls>) => Promise<void>) {
  const directory = await Deno.makeTempDir({ prefix: "atoll-tls-" });
  const files = { cert: join(directory, "cert.pem"), key: join(directory, "key.pem") };
  await Deno.copyFile(one.cert, files.cert);
  await Deno.copyFile(one.key, files.key);
  const told: Tls[] = [];
  let wake = Promise.withResolvers<void>();
  const end = await watchTls(files, await readTls(files), (tls) => {
    told.push(tls);
    wake.resolve();
    wake = Promise.withResolvers();
  });
  try {
    await run(directory, files, async () => {
      for (;;) {
        const tls = told.shift();
        if (tls !== undefined) return tls;
        await wake.promise;
      }
    });
    assert.deepEqual(told, []);
  } finally {
    end();
    await Deno.remove(directory, { recursive: true });
  }
}

Deno.test("a renewed pair is told once, however its files are written", async () => {
  const [first, second] = [await readTls(one), await readTls(two)];
  await watched(async (directory, files, next) => {
    // One after the other, in place: between them they are no pair.
    await Deno.writeTextFile(files.cert, second.cert);
    await Deno.writeTextFile(files.key, second.key);
    assert.deepEqual(await next(), second);
    // Moved over the old ones.
    for (const kind of ["key", "cert"] as const) {
      await Deno.writeTextFile(join(directory, "draft"), first[kind]);
      await Deno.rename(join(directory, "draft"), files[kind]);
    }
    assert.deepEqual(await next(), first);
  });
});

Deno.test("links that are swapped, as certbot does, are followed", async () => {
  const second = await readTls(two);
  await watched(async (directory, files, next) => {
    for (const kind of ["cert", "key"] as const) {
      await Deno.symlink(two[kind], join(directory, "link"));
      await Deno.rename(join(directory, "link"), files[kind]);
    }
    assert.deepEqual(await next(), second);
  });
});
