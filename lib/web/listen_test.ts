// Listening on addresses that can and cannot be had, and ending while answers are under way.
import assert from "node:assert/strict";
import { OptionError } from "@/lib/options.ts";
import { listen, readTls } from "./listen.ts";

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

Deno.test("a certificate file that is not there is refused by its option", async () => {
  await assert.rejects(
    readTls({ cert: "/nonexistent/cert.pem", key: "/nonexistent/key.pem" }),
    (error) =>
      error instanceof OptionError &&
      /--tls-cert "\/nonexistent\/cert\.pem" cannot be read/.test(error.message),
  );
});
