// The hosts of a pool as its own records tell of them, of every age of xapi.
import assert from "node:assert/strict";
import { Session } from "@/lib/xapi/mod.ts";
import { testCertificate } from "@/lib/xapi/testdata/servers.ts";
import type { Transport, XapiRecord } from "@/lib/xapi/types.ts";
import { XapiError } from "@/lib/xapi/mod.ts";
import { askCertificates, readMembers } from "./members.ts";

const pin = (digit: string) => Array(32).fill(digit + digit).join(":");

function records(classes: Record<string, Record<string, XapiRecord>>) {
  return (name: string) => new Map(Object.entries(classes[name] ?? {}));
}

const HOSTS = {
  pool: { p: { master: "h2" } },
  host: {
    h1: { address: "10.0.0.1", name_label: "xcp-1" },
    h2: { address: "10.0.0.2", name_label: "xcp-2" },
    h3: { address: "" },
  },
};

Deno.test("the hosts are read from the pool's records, the coordinator first, each with its certificate", () => {
  const members = readMembers(records({
    ...HOSTS,
    Certificate: {
      a: { type: "host", host: "h1", fingerprint: pin("A") },
      b: { type: "host_internal", host: "h2", fingerprint: pin("B") },
      c: { type: "host", host: "h2", fingerprint: "not one" },
      d: { type: "ca", host: null, fingerprint: pin("C") },
    },
  }));
  assert.deepEqual(members, [
    { address: "10.0.0.2", name: "xcp-2", fingerprint: null },
    { address: "10.0.0.1", name: "xcp-1", fingerprint: pin("A") },
  ]);
});

Deno.test("XenServer 8.2 knows no types of certificates, a newer xapi tells two hashes", () => {
  const members = readMembers(records({
    ...HOSTS,
    Certificate: {
      a: { host: "h1", fingerprint: pin("A") },
      b: { type: "host", host: "h2", fingerprint: "", fingerprint_sha256: pin("B") },
    },
  }));
  assert.deepEqual(members.map(({ fingerprint }) => fingerprint), [pin("B"), pin("A")]);
});

Deno.test("where a pool tells of no certificates, those known before stay with their hosts", () => {
  const before = [
    { address: "10.0.0.1", name: "old name", fingerprint: pin("1") },
    { address: "10.0.0.9", name: "ejected", fingerprint: pin("9") },
  ];
  assert.deepEqual(readMembers(records(HOSTS), before), [
    { address: "10.0.0.2", name: "xcp-2", fingerprint: null },
    { address: "10.0.0.1", name: "xcp-1", fingerprint: pin("1") },
  ]);
});

Deno.test("hosts without a record of their certificate are asked for it through the coordinator", async () => {
  const asked: unknown[] = [];
  const transport: Transport = {
    dialect: "xml",
    endpoint: { protocol: "https:", hostname: "10.0.0.2", port: 443 },
    call: (method, [, host]) => {
      asked.push([method, host]);
      if (host === "h4") return Promise.reject(new XapiError("HOST_OFFLINE", ["h4"]));
      return Promise.resolve(host === "h5" ? "nonsense" : testCertificate("one").cert);
    },
    close: () => {},
  };
  const learned: [string, string][] = [];
  const { host, ...rest } = HOSTS;
  await askCertificates(
    new Session(transport, "OpaqueRef:s"),
    records({
      ...rest,
      host: { h4: { address: "10.0.0.4" }, h5: { address: "10.0.0.5" }, ...host },
      Certificate: { a: { host: "h1", fingerprint: pin("A") } },
    }),
    (address, fingerprint) => learned.push([address, fingerprint]),
    new AbortController().signal,
  );
  assert.deepEqual(asked, ["h4", "h5", "h2"].map((each) => ["host.get_server_certificate", each]));
  assert.deepEqual(learned.map(([address]) => address), ["10.0.0.2"]);
  assert.match(learned[0]?.[1] ?? "", /^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
});

Deno.test("of a pool that names any number of hosts the coordinator and some more are remembered, at once", () => {
  const host: Record<string, XapiRecord> = { long: { address: "a".repeat(5_000) } };
  for (let i = 0; i < 20_000; i++) host[`h${i}`] = { address: `host-${i}.lab` };
  const all = records({ pool: { p: { master: "h19999" } }, host });
  const begun = performance.now();
  const members = readMembers(all, readMembers(all));
  assert.ok(performance.now() - begun < 1_000);
  assert.equal(members.length, 64);
  assert.equal(members[0]?.address, "host-19999.lab");
  assert.ok(members.every(({ address }) => address.length < 300));
});
