// Listening on addresses that can and cannot be had, and ending while answers are under way.
import assert from "node:assert/strict";
import { OptionError } from "@/lib/options.ts";
import { request } from "node:https";
import { connect } from "node:tls";
import { fileURLToPath } from "node:url";
import { listen } from "./listen.ts";
import { fingerprintOf } from "./own_certificate.ts";
import { readTls } from "./tls.ts";

const anywhere = { hostname: "127.0.0.1", port: 0 };
const nothing = () => Promise.resolve();

Deno.test("an address that is taken is said so, and what stands behind is closed", async () => {
  const first = await listen(() => new Response("x"), anywhere, null, nothing);
  let closed = 0;
  await assert.rejects(
    listen(() => new Response("y"), first.addr, null, () => Promise.resolve(void closed++)),
    (error) => error instanceof OptionError && /something else listens there/.test(error.message),
  );
  assert.equal(closed, 1);
  await first.close();
});

Deno.test("closing lets an answer under way finish", async () => {
  const asked = Promise.withResolvers<void>();
  const go = Promise.withResolvers<void>();
  const server = await listen(
    async () => {
      asked.resolve();
      await go.promise;
      return new Response("whole");
    },
    anywhere,
    null,
    nothing,
  );
  const answer = fetch(`http://127.0.0.1:${server.addr.port}/`).then((response) => response.text());
  await asked.promise;
  const closed = server.close();
  go.resolve();
  assert.equal(await answer, "whole");
  await closed;
});

const pemOf = (name: string) => (kind: string) =>
  fileURLToPath(new URL(`../xapi/testdata/${name}.${kind}.pem`, import.meta.url));
const tlsOf = (name: string) => readTls({ cert: pemOf(name)("cert"), key: pemOf(name)("key") });

/** SHA-256 of the certificate that a new connection meets. */
async function presented(port: number): Promise<string> {
  return await new Promise((resolve, reject) => {
    const socket = connect({ host: "127.0.0.1", port, rejectUnauthorized: false }, () => {
      resolve(socket.getPeerCertificate().fingerprint256);
      socket.end();
    });
    socket.once("error", reject);
  });
}

Deno.test("a renewed certificate is served to newcomers while streams go on, and one that cannot be used costs nothing", async () => {
  const [one, two] = [await tlsOf("one"), await tlsOf("two")];
  const go = Promise.withResolvers<void>();
  const slow = new ReadableStream({
    async start(controller) {
      controller.enqueue(new TextEncoder().encode("before "));
      await go.promise;
      controller.enqueue(new TextEncoder().encode("after"));
      controller.close();
    },
  });
  const server = await listen(() => new Response(slow), anywhere, one, nothing);
  const { port } = server.addr;
  const begun = Promise.withResolvers<void>();
  const text = new Promise<string>((resolve, reject) => {
    const asked = request({ host: "127.0.0.1", port, rejectUnauthorized: false }, (response) => {
      let all = "";
      response.on("data", (chunk) => {
        all += chunk;
      });
      response.on("end", () => resolve(all));
      begun.resolve();
    });
    asked.on("error", reject);
    asked.end();
  });
  await begun.promise;

  await server.renew(two);
  assert.equal(await presented(port), fingerprintOf(two.cert));
  await assert.rejects(server.renew({ cert: two.cert, key: one.key }));
  await assert.rejects(server.renew({ cert: "nonsense", key: "nonsense" }));
  assert.equal(await presented(port), fingerprintOf(two.cert));
  go.resolve();
  assert.equal(await text, "before after");
  await server.close();
  await assert.rejects(presented(port));
});
