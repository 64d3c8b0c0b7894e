// What options make of serving; tests/integration/https_test.ts does the same from outside.
import assert from "node:assert/strict";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { OptionError } from "@/lib/options.ts";
import { fingerprintOf } from "./own_certificate.ts";
import { serve } from "./serve.ts";

const anywhere = { hostname: "127.0.0.1", port: 0 };
const answer = () => new Response("x");
const nothing = () => Promise.resolve();
const pem = (name: string, kind: "cert" | "key") =>
  fileURLToPath(new URL(`../xapi/testdata/${name}.${kind}.pem`, import.meta.url));

async function withData(run: (data: string) => Promise<void>): Promise<void> {
  const data = await Deno.makeTempDir({ prefix: "atoll-serve-" });
  try {
    await run(data);
  } finally {
    await Deno.remove(data, { recursive: true });
  }
}

Deno.test("plain http has no fingerprint", async () => {
  await withData(async (data) => {
    const serving = await serve(answer, { listen: anywhere, data, tls: null }, nothing);
    assert.match(serving.url, /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.equal(serving.fingerprint, null);
    assert.equal(await (await fetch(serving.url)).text(), "x");
    await serving.close();
    assert.deepEqual([...Deno.readDirSync(data)], []);
  });
});

Deno.test("a certificate of its own is made in the data directory, and closing ends all of it", async () => {
  await withData(async (data) => {
    let closed = 0;
    const behind = () => Promise.resolve(void closed++);
    const serving = await serve(answer, { listen: anywhere, data, tls: "self-signed" }, behind);
    assert.match(serving.url, /^https:/);
    assert.equal(serving.fingerprint, fingerprintOf(await Deno.readTextFile(join(data, "tls.crt"))));
    await serving.close();
    assert.equal(closed, 1);
  });
});

Deno.test("a certificate that cannot be used closes what stands behind, and nothing listens", async () => {
  await withData(async (data) => {
    let closed = 0;
    const tls = { cert: pem("one", "cert"), key: pem("two", "key") };
    await assert.rejects(
      serve(answer, { listen: anywhere, data, tls }, () => Promise.resolve(void closed++)),
      (error) => error instanceof OptionError && /not that of the certificate/.test(error.message),
    );
    assert.equal(closed, 1);
  });
});

Deno.test("files that are given are watched until the end", async () => {
  await withData(async (data) => {
    const tls = { cert: join(data, "cert.pem"), key: join(data, "key.pem") };
    await Deno.copyFile(pem("one", "cert"), tls.cert);
    await Deno.copyFile(pem("one", "key"), tls.key);
    const serving = await serve(answer, { listen: anywhere, data, tls }, nothing);
    assert.equal(serving.fingerprint, fingerprintOf(await Deno.readTextFile(tls.cert)));
    await serving.close();
  });
});
