// Certificates of hosts: the records tell what a client really meets.
import assert from "node:assert/strict";
import { startCluster } from "../cluster.ts";
import { presented } from "../testing.ts";
import { text } from "../values.ts";

Deno.test("each host presents the certificate that its record names, and gives it to whoever asks", async () => {
  const cluster = await startCluster({ hosts: 2, vms: 1, tls: true });
  try {
    const [first] = cluster.hosts;
    if (first === undefined) return assert.fail("no host");
    const { db } = first;
    const hosts = [...db.table("host")].sort(([, a], [, b]) =>
      text(a, "address") < text(b, "address") ? -1 : 1
    );
    const seen = await Promise.all(cluster.hosts.map(({ url }) => presented(url)));
    const told = hosts.map(([ref]) =>
      [...db.table("Certificate").values()].filter((one) => one["host"] === ref && one["type"] === "host")
        .map((one) => text(one, "fingerprint_sha256"))
    );
    assert.deepEqual(told, seen.map((one) => [one]));
    assert.notEqual(seen[0], seen[1]);
    for (const [ref] of hosts) {
      assert.match(
        String(await first.call("host.get_server_certificate", [ref])),
        /^-----BEGIN CERTIFICATE-----\n[A-Za-z0-9+/=\n]+-----END/,
      );
    }
  } finally {
    await cluster.close();
  }
});
