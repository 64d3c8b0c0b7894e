// Where a pool is looked for, and which certificate is asked of whom.
import assert from "node:assert/strict";
import { formatAddress } from "@/lib/xapi/mod.ts";
import type { XapiRecord } from "@/lib/xapi/types.ts";
import { type Candidate, candidates, memberCandidate, readMembers } from "./candidates.ts";

const pin = (digit: string) => Array(32).fill(digit + digit).join(":");
const addresses = (list: readonly Candidate[]) => list.map(({ endpoint }) => formatAddress(endpoint));

function records(classes: Record<string, Record<string, XapiRecord>>) {
  return (name: string) => new Map(Object.entries(classes[name] ?? {}));
}

Deno.test("the members are read from the pool's records, the coordinator first", () => {
  const members = readMembers(records({
    pool: { p: { master: "h2" } },
    host: {
      h1: { address: "10.0.0.1" },
      h2: { address: "10.0.0.2" },
      h3: { address: "" },
    },
    Certificate: {
      a: { type: "host", host: "h1", fingerprint: pin("A") },
      b: { type: "host_internal", host: "h2", fingerprint: pin("B") },
      c: { type: "host", host: "h2", fingerprint: "not one" },
      d: { type: "ca", host: null, fingerprint: pin("C") },
    },
  }));
  assert.deepEqual(members.addresses, ["10.0.0.2", "10.0.0.1"]);
  assert.deepEqual([...members.pins], [["10.0.0.1", pin("A")]]);
});

Deno.test("first the one that answered last, then the configured one, then the members, each once", () => {
  const config = { address: "lab:8443", fingerprint: pin("1"), members: ["10.0.0.1", "lab", "fd00::2"] };
  const last = memberCandidate(config, "10.0.0.1", new Map());
  const found = candidates(config, new Map([["fd00::2", pin("2")]]), last);
  assert.deepEqual(addresses(found), ["10.0.0.1:8443", "lab:8443", "[fd00::2]:8443"]);
  assert.deepEqual(found.map(({ fingerprint }) => fingerprint), [pin("1"), pin("1"), pin("2")]);
  assert.deepEqual(found.map(({ member }) => member), [true, false, true]);
});

Deno.test("over http nobody is asked for a certificate, and members are spoken to over http", () => {
  const config = { address: "http://lab:8080", fingerprint: null, members: ["10.0.0.1"] };
  const found = candidates(config, new Map([["10.0.0.1", pin("1")]]), null);
  assert.deepEqual(addresses(found), ["http://lab:8080", "http://10.0.0.1:8080"]);
  assert.deepEqual(found.map(({ fingerprint }) => fingerprint), [null, null]);
});
