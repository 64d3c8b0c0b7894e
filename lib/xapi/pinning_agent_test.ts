// Connections made before their request: taken by it, or ended; none to a host that is not there.
import assert from "node:assert/strict";
import { createServer, type Server, type Socket } from "node:net";
import { ConnectionError } from "./errors.ts";
import { PinningAgent } from "./pinning_agent.ts";

const SETTINGS = { keepAlive: true, maxSockets: 2, maxFreeSockets: 2 };

/** A listener that counts its connections, none of which it answers. */
async function withListener(
  test: (port: number, open: () => number) => Promise<void>,
  met: (socket: Socket) => void = () => {},
): Promise<void> {
  let open = 0;
  const server: Server = createServer((socket) => {
    open++;
    met(socket);
    socket.on("close", () => open--);
    socket.on("error", () => {});
    socket.resume();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  assert.ok(address !== null && typeof address === "object");
  try {
    await test(address.port, () => open);
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}

const agentFor = (port: number) =>
  new PinningAgent({ protocol: "https:", hostname: "127.0.0.1", port }, "AA", SETTINGS);

async function until(test: () => boolean): Promise<void> {
  for (const end = performance.now() + 2000; !test();) {
    assert.ok(performance.now() < end, "in time");
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

Deno.test("a prepared connection is the one the next request gets", async () => {
  await withListener(async (port, open) => {
    const agent = agentFor(port);
    const leave = await agent.prepare(new AbortController().signal);
    await until(() => open() === 1);
    const socket = agent.createConnection();
    socket.on("error", () => {});
    leave();
    assert.equal(socket.destroyed, false, "it is the request's now");
    assert.equal(open(), 1, "no other was made");
    const closed = new Promise((resolve) => socket.once("close", resolve));
    socket.destroy();
    await closed;
    await until(() => open() === 0);
    agent.destroy();
  });
});

Deno.test("one that no request took is ended", async () => {
  await withListener(async (port, open) => {
    const agent = agentFor(port);
    const leave = await agent.prepare(new AbortController().signal);
    await until(() => open() === 1);
    leave();
    await until(() => open() === 0);
    agent.destroy();
  });
});

Deno.test("one that breaks while no request has taken it brings nothing down", async () => {
  await withListener(async (port, open) => {
    const agent = agentFor(port);
    // A kept connection became free meanwhile, and the request took that one.
    const leave = await agent.prepare(new AbortController().signal);
    await until(() => open() === 1);
    await until(() => open() === 0);
    // Whatever the broken one throws is thrown by then.
    await new Promise((resolve) => setTimeout(resolve, 20));
    leave();
    agent.destroy();
  }, (socket) => setTimeout(() => socket.resetAndDestroy(), 20));
});

Deno.test("a host that refuses is told of before any TLS socket is made, and so is an abort", async () => {
  let port = 0;
  await withListener((given) => Promise.resolve(void (port = given)));
  const agent = agentFor(port);
  await assert.rejects(agent.prepare(new AbortController().signal), (error: unknown) => {
    assert.ok(error instanceof ConnectionError);
    assert.equal(error.kind, "refused");
    return true;
  });
  const leaving = new AbortController();
  const prepared = agent.prepare(leaving.signal);
  leaving.abort(new Error("left"));
  await assert.rejects(prepared, /left/);
  agent.destroy();
});
