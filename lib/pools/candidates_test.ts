// Where a pool is looked for, and what the certificate of each host is held to.
import assert from "node:assert/strict";
import { formatAddress } from "@/lib/xapi/mod.ts";
import {
  acceptInto,
  type Candidate,
  candidates,
  memberCandidate,
  trustOf,
  type Whereabouts,
} from "./candidates.ts";

const pin = (digit: string) => Array(32).fill(digit + digit).join(":");
const addresses = (list: readonly Candidate[]) => list.map(({ endpoint }) => formatAddress(endpoint));
const member = (address: string, name = "", fingerprint: string | null = null) => ({
  address,
  name,
  fingerprint,
});

const pool = (more: Partial<Whereabouts> = {}): Whereabouts => ({
  address: "lab:8443",
  fingerprint: pin("1"),
  accepted: {},
  ca: null,
  members: [member("10.0.0.1", "xcp-1", pin("1")), member("lab", "xcp-2"), member("fd00::2", "", pin("2"))],
  ...more,
});

Deno.test("first the one that answered last, then the configured one, then the members, each once", () => {
  const last = memberCandidate(pool(), "10.0.0.1");
  assert.ok(last);
  const found = candidates(pool(), last.endpoint);
  assert.deepEqual(addresses(found), ["10.0.0.1:8443", "lab:8443", "[fd00::2]:8443"]);
  assert.deepEqual(found.map(({ expected }) => expected), [pin("1"), pin("1"), pin("2")]);
  assert.deepEqual(found.map((candidate) => candidate.member), [true, false, true]);
  assert.deepEqual(found.map(({ label }) => label), [
    "xcp-1 (10.0.0.1:8443)",
    "xcp-2 (lab:8443)",
    "[fd00::2]:8443",
  ]);
});

Deno.test("over http nobody is asked for a certificate, and members are spoken to over http", () => {
  const found = candidates(pool({ address: "http://lab:8080" }), null);
  assert.deepEqual(addresses(found), ["http://lab:8080", "http://10.0.0.1:8080", "http://[fd00::2]:8080"]);
  assert.deepEqual(found.map(({ trust, expected }) => trust ?? expected), [null, null, null]);
});

Deno.test("a coordinator's address that is none leads nowhere", () => {
  for (const address of ["", "no such/host", "10.0.0.1:80:90"]) {
    assert.equal(memberCandidate(pool(), address), null, address);
  }
});

Deno.test("a certificate of the pool passes at any of its hosts; where none was accepted the public authorities count", () => {
  assert.deepEqual(trustOf(pool({ accepted: { "10.0.0.9": pin("9") } })), {
    accepted: [pin("1"), pin("9"), pin("1"), pin("2")],
    authority: null,
  });
  assert.deepEqual(trustOf(pool({ fingerprint: null })), {
    accepted: [pin("1"), pin("2")],
    authority: "public",
  });
});

Deno.test("with authorities of its own a pool's word on its certificates does not count, a person's does", () => {
  const config = pool({ fingerprint: null, ca: "PEM", accepted: { "10.0.0.1": pin("9") } });
  assert.deepEqual(trustOf(config), { accepted: [pin("9")], authority: { pem: "PEM" } });
  assert.equal(memberCandidate(config, "10.0.0.1")?.expected, pin("9"));
  assert.equal(memberCandidate(config, "fd00::2")?.expected, null);
});

Deno.test("an accepted certificate takes the place of the one that was known of that host", () => {
  const member = acceptInto(pool(), "fd00::2", pin("7"));
  assert.ok(!trustOf(member).accepted.includes(pin("2")));
  assert.equal(memberCandidate(member, "fd00::2")?.expected, pin("7"));
  const configured = acceptInto(pool(), "lab", pin("8"));
  assert.deepEqual([configured.fingerprint, configured.accepted], [pin("8"), {}]);
});

Deno.test("of a host that is named like something every object has nothing is known, until it is accepted", () => {
  for (const name of ["constructor", "__proto__", "tostring"]) {
    assert.equal(memberCandidate(pool(), name)?.expected, null, name);
    const accepted = acceptInto(pool(), name, pin("3"));
    assert.equal(memberCandidate(accepted, name)?.expected, pin("3"), name);
  }
});
