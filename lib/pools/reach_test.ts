// Finding the coordinator: members followed, silent addresses passed by, nobody asked twice.
import assert from "node:assert/strict";
import { formatAddress, parseAddress, XapiError } from "@/lib/xapi/mod.ts";
import { startSimulator } from "@/sim/mod.ts";
import { type Candidate, memberCandidate } from "./candidates.ts";
import { CoordinatorError } from "./failure.ts";
import { end, reach, type ReachOptions } from "./reach.ts";

const candidate = (address: string): Candidate => ({
  endpoint: parseAddress(address),
  fingerprint: null,
  member: false,
});

function options(
  winding: Promise<unknown>[],
  address: string,
  more: Partial<ReachOptions> = {},
): ReachOptions {
  return {
    credentials: { username: "root", password: "atoll" },
    dialect: null,
    expected: null,
    follow: (coordinator) => memberCandidate({ address, fingerprint: null }, coordinator, new Map()),
    track: (work) => winding.push(work),
    signal: new AbortController().signal,
    ...more,
  };
}

/** A member that answers every login with its coordinator's address; counts them. */
function member(port: number, coordinator: string) {
  const seen = { logins: 0 };
  const server = Deno.serve({ hostname: "127.0.0.2", port, onListen: () => {} }, async (request) => {
    const { id, method } = await request.json();
    if (method === "system.listMethods") {
      return Response.json({ jsonrpc: "2.0", id, result: ["session.login_with_password"] });
    }
    seen.logins++;
    const error = { code: 1, message: "HOST_IS_SLAVE", data: [coordinator] };
    return Response.json({ jsonrpc: "2.0", id, error });
  });
  return { seen, close: () => server.shutdown() };
}

Deno.test("a member leads to its coordinator", async () => {
  const simulator = await startSimulator({ hosts: 1, vms: 0 });
  const { port } = new URL(simulator.url);
  const slave = member(Number(port), "127.0.0.1");
  const winding: Promise<unknown>[] = [];
  const address = `http://127.0.0.2:${port}`;
  const link = await reach([candidate(address)], options(winding, address));
  assert.equal(formatAddress(link.candidate.endpoint), simulator.url);
  assert.equal(slave.seen.logins, 1);
  await end(link.session, 1000);
  await Promise.all(winding);
  assert.equal(simulator.db.table("session").size, 0);
  await slave.close();
  await simulator.close();
});

Deno.test("a coordinator that cannot be reached is named together with the member that told of it", async () => {
  const probe = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = probe.addr;
  probe.close();
  const slave = member(port, "127.0.0.3");
  const winding: Promise<unknown>[] = [];
  const address = `http://127.0.0.2:${port}`;
  await assert.rejects(
    reach([candidate(address)], options(winding, address)),
    (error) =>
      error instanceof CoordinatorError && /127\.0\.0\.2.*is a member.*127\.0\.0\.3/.test(error.message),
  );
  assert.equal(slave.seen.logins, 1);
  await Promise.all(winding);
  await slave.close();
});

Deno.test("an address that says nothing does not keep the others waiting for long", async () => {
  const simulator = await startSimulator({ hosts: 1, vms: 0 });
  const mute = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const held: Deno.Conn[] = [];
  const accepting = (async () => {
    for await (const connection of mute) held.push(connection);
  })();
  const winding: Promise<unknown>[] = [];
  const silent = `http://127.0.0.1:${mute.addr.port}`;
  const before = performance.now();
  const link = await reach([candidate(silent), candidate(simulator.url)], options(winding, silent));
  assert.ok(performance.now() - before < 3000);
  await end(link.session, 1000);
  await Promise.all(winding);
  for (const connection of held) connection.close();
  mute.close();
  await accepting;
  await simulator.close();
});

Deno.test("a refused password is not tried at the next address", async () => {
  const [first, second] = await Promise.all([
    startSimulator({ hosts: 1, vms: 0, speed: 100 }),
    startSimulator({ hosts: 1, vms: 0, speed: 100, password: "wrong" }),
  ]);
  const winding: Promise<unknown>[] = [];
  const refused = options(winding, first.url, { credentials: { username: "root", password: "wrong" } });
  await assert.rejects(
    reach([candidate(first.url), candidate(second.url)], refused),
    (error) => error instanceof XapiError && error.code === "SESSION_AUTHENTICATION_FAILED",
  );
  await Promise.all(winding);
  assert.equal(second.db.table("session").size, 0);
  await Promise.all([first.close(), second.close()]);
});

Deno.test("giving up ends at once and leaves no session", async () => {
  const simulator = await startSimulator({ hosts: 1, vms: 0, latency: 300 });
  const winding: Promise<unknown>[] = [];
  const aborter = new AbortController();
  const reaching = reach(
    [candidate(simulator.url)],
    options(winding, simulator.url, { signal: aborter.signal, reached: () => aborter.abort() }),
  );
  await assert.rejects(reaching);
  await Promise.all(winding);
  assert.equal(simulator.db.table("session").size, 0);
  await simulator.close();
});
