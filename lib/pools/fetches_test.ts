// Reading from hosts over real sockets: each member over TLS with a certificate of its own, in the session of the coordinator.
import assert from "node:assert/strict";
import { Cache } from "@/lib/cache/mod.ts";
import { startCluster } from "@/sim/cluster.ts";
import { ConnectionError } from "@/lib/xapi/mod.ts";
import { Pools } from "./registry.ts";
import type { PoolConfig } from "./types.ts";

const text = async (
  { status, chunks }: { status: number; chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array> },
) => {
  let body = "";
  for await (const chunk of chunks) body += new TextDecoder().decode(chunk);
  return { status, body };
};

const PATH = "/rrd_updates?start=-60&interval=5&host=true&json=true";

Deno.test("statistics of every host are read over the certificate that it is trusted by, again and again", async () => {
  const cluster = await startCluster({ hosts: 2, vms: 4, seed: 3, tls: true, loopback: true });
  const kept = new Map<string, PoolConfig>();
  const pools = new Pools({
    list: () => Promise.resolve([...kept.values()]),
    put: (config) => Promise.resolve(void kept.set(config.id, config)),
    delete: (id) => Promise.resolve(void kept.delete(id)),
  }, new Cache());
  try {
    const coordinator = cluster.hosts.find((host) => host.coordinator === undefined);
    const member = cluster.hosts.find((host) => host !== coordinator);
    assert.ok(coordinator && member);
    const certificate = await pools.probe(coordinator.url);
    const id = await pools.add({
      address: coordinator.url,
      username: "root",
      password: "atoll",
      fingerprint: certificate?.fingerprint,
    });
    for (const address of [null, new URL(member.url).hostname]) {
      // Hosts close the connection after each answer, whatever they say.
      for (let n = 0; n < 5; n++) {
        const { status, body } = await pools.fetch(id, address, PATH, text, { timeout: 5_000 });
        assert.equal(status, 200);
        assert.match(body, /"legend"/);
      }
    }
    await assert.rejects(
      pools.fetch(id, "not an address", PATH, text),
      (error) => error instanceof ConnectionError && error.kind === "unreachable",
    );
  } finally {
    await pools.close();
    await cluster.close();
  }
});
