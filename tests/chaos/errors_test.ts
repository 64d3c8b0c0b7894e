// What a client reads out of each fault: the kind of error, a sentence without a word of the answer, and that the next call works.
import assert from "node:assert/strict";
import {
  ConnectionError,
  type ConnectionErrorKind,
  openTransport,
  parseAddress,
  probeCertificate,
  XapiError,
} from "@/lib/xapi/mod.ts";
import type { HostFault, RequestFault } from "@/sim/faults/mod.ts";
import { startSimulator } from "@/sim/mod.ts";

const CASES: readonly (readonly [RequestFault | HostFault, ConnectionErrorKind, RegExp])[] = [
  [{ kind: "cut", how: "reset" }, "reset", /broke off/],
  [{ kind: "cut", how: "close" }, "reset", /broke off/],
  [{ kind: "cut", how: "close", at: 0 }, "reset", /broke off/],
  [{ kind: "cut", how: "hang" }, "timeout", /did not answer in time/],
  [{ kind: "slow", bytes: 50, ms: 50 }, "timeout", /did not answer in time/],
  [{ kind: "truncated" }, "bad-answer", /not JSON/],
  [{ kind: "garbled" }, "bad-answer", /not JSON/],
  [{ kind: "page", status: 200 }, "bad-answer", /web page/],
  [{ kind: "page", status: 200, type: "application/json" }, "bad-answer", /not JSON/],
  [{ kind: "page", status: 500 }, "bad-answer", /HTTP status 500/],
  [{ kind: "page", status: 502 }, "bad-answer", /HTTP status 502/],
  [{ kind: "length", by: 50 }, "timeout", /did not answer in time/],
  [{ kind: "length", by: -50 }, "bad-answer", /not JSON|malformed/],
  [{ kind: "refuse" }, "refused", /refuses connections/],
  [{ kind: "mute" }, "timeout", /did not answer in time/],
  [{ kind: "freeze" }, "timeout", /did not answer in time/],
  [{ kind: "garbage" }, "not-xapi", /does not speak HTTP/],
  [{ kind: "down" }, "reset", /broke off/],
];

/** One scenario is asked for, not these. */
const ignore = Deno.args.includes("--seed");

for (const tls of [false, true]) {
  const over = tls ? "TLS" : "TCP";
  for (const [fault, kind, message] of CASES) {
    Deno.test({
      name: `${over}: ${JSON.stringify(fault)} is ${kind} for the client, which goes on afterwards`,
      ignore,
      sanitizeOps: true,
      sanitizeResources: true,
      fn: async () => {
        const simulator = await startSimulator({ hosts: 1, vms: 1, faults: [], tls });
        const endpoint = parseAddress(simulator.url);
        const fingerprint = tls ? (await probeCertificate(endpoint)).fingerprint : null;
        const transport = openTransport(endpoint, { fingerprint, timeout: 400 });
        const { end } = await simulator.faults.add(fault);
        await assert.rejects(transport.call("system.listMethods", []), (error: unknown) => {
          assert.ok(error instanceof ConnectionError, String(error));
          // What garbles the handshake itself is TLS's own trouble.
          const expected = tls && fault.kind === "garbage" ? ["tls", "not-xapi", "reset"] : [kind];
          assert.ok(expected.includes(error.kind), `${error.kind}: ${error.message}`);
          if (expected.length === 1) assert.match(error.message, message);
          return true;
        });
        await end();
        const answer = await transport.call("system.listMethods", [], { timeout: 5_000 });
        assert.ok(Array.isArray(answer) && answer.length > 100);
        transport.close();
        await simulator.close();
      },
    });
  }
}

Deno.test("a refusal of the pool's own keeps its code and parameters", { ignore }, async () => {
  const simulator = await startSimulator({ hosts: 1, vms: 1, faults: [] });
  const transport = openTransport(parseAddress(simulator.url), { fingerprint: null });
  for (const [code, params] of [["HOST_IS_SLAVE", ["10.0.0.2"]], ["HOST_STILL_BOOTING", []]] as const) {
    await simulator.faults.add({ kind: "error", code, params });
    await assert.rejects(transport.call("pool.get_all", ["x"]), (error: unknown) => {
      assert.ok(error instanceof XapiError);
      assert.deepEqual([error.code, [...error.params]], [code, [...params]]);
      return true;
    });
  }
  transport.close();
  await simulator.close();
});

Deno.test(
  "another certificate is told with its fingerprint, and nothing is sent to it",
  { ignore },
  async () => {
    const simulator = await startSimulator({ hosts: 1, vms: 1, faults: [], tls: true });
    const endpoint = parseAddress(simulator.url);
    const { fingerprint } = await probeCertificate(endpoint);
    const calls: string[] = [];
    simulator.faults.onCall = (method) => calls.push(method);
    const { end } = await simulator.faults.add({ kind: "certificate" });
    const transport = openTransport(endpoint, { fingerprint });
    const other = (await probeCertificate(endpoint)).fingerprint;
    await assert.rejects(
      transport.call("session.login_with_password", ["root", "atoll"]),
      (error: unknown) => {
        assert.ok(error instanceof ConnectionError);
        assert.deepEqual([error.kind, error.fingerprint], ["certificate-changed", other]);
        return true;
      },
    );
    assert.deepEqual(calls, []);
    await end();
    assert.match(
      String(await transport.call("session.login_with_password", ["root", "atoll"])),
      /^OpaqueRef:/,
    );
    transport.close();
    await simulator.close();
  },
);
