// Connections by the thousand that never come to anything: others are served meanwhile, and all is well afterwards.
import assert from "node:assert/strict";
import { connect, type Socket } from "node:net";
import { memoryOf, openTarget, statusOf, unharmed } from "./support.ts";

const MB = 1024 * 1024;

Deno.test("slow clients keep nobody waiting (slow-loris)", async () => {
  await using target = await openTarget();
  const { host, server } = target;
  const [hostname = "", port] = host.split(":");
  const before = await memoryOf(server);
  const open = await Promise.all(Array.from({ length: 1000 }, (_, i) => {
    const body = "content-type: application/json\r\ncontent-length: 1000\r\n\r\n{";
    // Half of them stop within the head, half within the body.
    const text = `POST /api/v1/session HTTP/1.1\r\nhost: ${host}\r\n${i % 2 === 0 ? "x-slow: " : body}`;
    return new Promise<Socket>((resolve, reject) => {
      // From an address of their own, as strangers are.
      const socket = connect({ host: hostname, port: Number(port), localAddress: "127.0.0.9" });
      socket.once("error", reject);
      socket.once("connect", () => socket.write(text, () => resolve(socket)));
    });
  }));
  try {
    await unharmed(target);
    const grown = await memoryOf(server) - before;
    assert.ok(grown < 100 * MB, `${Math.round(grown / MB)} MB for a thousand connections`);
  } finally {
    for (const socket of open) socket.destroy();
  }
  await unharmed(target);
});

Deno.test("who opens more connections than the process may have files ends nobody's stream, and all is well afterwards", async () => {
  // The runtime's own server ends with the first connection it cannot accept; lib/web/listen.ts listens again.
  await using target = await openTarget();
  const { host, url, api, server } = target;
  const { success } = await new Deno.Command("prlimit", {
    args: ["--pid", String(server.pid), "--nofile=200:200"],
  }).output()
    .catch(() => ({ success: false }));
  assert.ok(success, "prlimit is part of util-linux");
  const aborter = new AbortController();
  const stream = await fetch(`${url}/api/v1/stream?collections=task`, {
    headers: { cookie: api.cookie },
    signal: aborter.signal,
  });
  const reader = stream.body?.getReader();
  assert.ok(!(await reader?.read())?.done);
  const [hostname = "", port] = host.split(":");
  const open: Deno.TcpConn[] = [];
  for (let i = 0; i < 400; i++) {
    try {
      open.push(await Deno.connect({ hostname, port: Number(port) }));
    } catch (error) {
      // Between two tries to listen.
      assert.match(String(error), /ConnectionRefused|ConnectionReset|NotConnected/);
    }
  }
  await server.line(/Connections cannot be accepted/);
  for (const connection of open) connection.close();
  const end = performance.now() + 5000;
  let status = 0;
  while (status !== 200 && performance.now() < end) {
    status = await statusOf(`${url}/healthz`).catch(() => 0);
  }
  assert.equal(status, 200);
  assert.equal(await statusOf(`${url}/api/v1/session`, { headers: { cookie: api.cookie } }), 200);
  // The stream of before is still there: closing it is what ends it.
  const next = reader?.read();
  aborter.abort();
  await assert.rejects(next ?? Promise.resolve(), { name: "AbortError" });
});
