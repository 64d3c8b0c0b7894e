// Finding the coordinator: members followed, silent addresses passed by, nobody asked twice.
import assert from "node:assert/strict";
import { formatAddress, XapiError } from "@/lib/xapi/mod.ts";
import { startSimulator } from "@/sim/mod.ts";
import { memberCandidate } from "./candidates.ts";
import { Dials } from "./dials.ts";
import { explain, ReachError } from "./failure.ts";
import { reach, type ReachOptions } from "./reach.ts";
import { candidate, end } from "./testing.ts";

/** Signs in as root with the right password, or another one. */
const dialling = (password = "atoll") => new Dials({ username: "root", password }, null);

function options(dials: Dials, address: string, more: Partial<ReachOptions> = {}): ReachOptions {
  const config = { address, fingerprint: null, accepted: {}, ca: null, members: [] };
  return {
    dials,
    dialect: null,
    follow: (coordinator) => memberCandidate(config, coordinator),
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
  const dials = dialling();
  const address = `http://127.0.0.2:${port}`;
  const link = await reach([candidate(address)], options(dials, address));
  assert.equal(formatAddress(link.candidate.endpoint), simulator.url);
  assert.equal(slave.seen.logins, 1);
  await end(link.session);
  await dials.close();
  assert.equal(simulator.db.table("session").size, 0);
  await slave.close();
  await simulator.close();
});

Deno.test("a coordinator that cannot be reached is named together with the member that told of it", async () => {
  const probe = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = probe.addr;
  probe.close();
  const slave = member(port, "127.0.0.3");
  const dials = dialling();
  const address = `http://127.0.0.2:${port}`;
  await assert.rejects(
    reach([candidate(address)], options(dials, address)),
    (error) => {
      assert.ok(error instanceof ReachError);
      const { cause, reason, tried } = explain(error);
      assert.equal(cause, "coordinator-away");
      assert.match(
        reason,
        /127\.0\.0\.2:\d+ waits for its coordinator .*127\.0\.0\.3:\d+, which does not answer: /,
      );
      assert.equal(Object.keys(tried).length, 2);
      return true;
    },
  );
  assert.equal(slave.seen.logins, 1);
  await dials.close();
  await slave.close();
});

Deno.test("an address that says nothing does not keep the others waiting for long", async () => {
  const simulator = await startSimulator({ hosts: 1, vms: 0 });
  const mute = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const held: Deno.Conn[] = [];
  const accepting = (async () => {
    for await (const connection of mute) held.push(connection);
  })();
  const dials = dialling();
  const silent = `http://127.0.0.1:${mute.addr.port}`;
  const before = performance.now();
  const link = await reach([candidate(silent), candidate(simulator.url)], options(dials, silent));
  assert.ok(performance.now() - before < 3000);
  await end(link.session);
  await dials.close();
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
  const dials = dialling("wrong");
  const refused = options(dials, first.url);
  await assert.rejects(
    reach([candidate(first.url), candidate(second.url)], refused),
    (error) => {
      assert.ok(error instanceof ReachError);
      const [trial, ...others] = error.trials;
      assert.ok(trial?.error instanceof XapiError && trial.error.code === "SESSION_AUTHENTICATION_FAILED");
      return others.length === 0;
    },
  );
  await dials.close();
  assert.equal(second.db.table("session").size, 0);
  await Promise.all([first.close(), second.close()]);
});

Deno.test("giving up ends at once and leaves no session", async () => {
  const simulator = await startSimulator({ hosts: 1, vms: 0, latency: 300 });
  const dials = dialling();
  const aborter = new AbortController();
  const reaching = reach(
    [candidate(simulator.url)],
    options(dials, simulator.url, { signal: aborter.signal, reached: () => aborter.abort() }),
  );
  await assert.rejects(reaching);
  await dials.close();
  assert.equal(simulator.db.table("session").size, 0);
  await simulator.close();
});

Deno.test("members that lead from one to the next without end are given up", async () => {
  let logins = 0;
  const server = Deno.serve({ hostname: "0.0.0.0", port: 0, onListen: () => {} }, async (request) => {
    const { id, method } = await request.json();
    if (method === "system.listMethods") {
      return Response.json({ jsonrpc: "2.0", id, result: ["session.login_with_password"] });
    }
    const error = { code: 1, message: "HOST_IS_SLAVE", data: [`127.0.1.${Math.min(++logins, 200)}`] };
    return Response.json({ jsonrpc: "2.0", id, error });
  });
  const address = `http://127.0.0.1:${server.addr.port}`;
  const dials = dialling();
  await assert.rejects(reach([candidate(address)], options(dials, address)), ReachError);
  assert.ok(logins < 20, `${logins}`);
  await dials.close();
  await server.shutdown();
});
