// What a live pool's word changes of what was configured: certificates are renewed and go with their hosts.
import assert from "node:assert/strict";
import type { XapiRecord } from "@/lib/xapi/types.ts";
import { learnFrom, rememberedDialect, tellsOfPool } from "./learn.ts";
import { config as configOf } from "./testing.ts";
import type { Member, PoolConfig } from "./types.ts";

const pin = (digit: string) => Array(32).fill(digit + digit).join(":");
const member = (number: number, fingerprint: string | null): Member => ({
  address: `10.0.0.${number}`,
  name: `xcp-${number}`,
  fingerprint,
});

const config = (more: Partial<PoolConfig>): PoolConfig =>
  configOf({
    address: "10.0.0.1",
    members: [member(1, pin("1")), member(2, pin("2"))],
    fingerprint: pin("1"),
    ...more,
  });

/** A pool of these hosts; the first is the coordinator. */
function records(members: readonly Member[], name = "lab") {
  const classes: Record<string, [string, XapiRecord][]> = {
    pool: [["p", { master: "h0", name_label: name }]],
    host: members.map((each, at) => [`h${at}`, { address: each.address, name_label: each.name }]),
    Certificate: members.flatMap(({ fingerprint }, at) =>
      fingerprint === null ? [] : [[`c${at}`, { type: "host", host: `h${at}`, fingerprint }]]
    ),
  };
  return (className: string) => new Map(classes[className] ?? []);
}

Deno.test("name and hosts follow the pool; before it has told of hosts, those known stay", () => {
  const learned = learnFrom(config({}), records([member(2, pin("2")), member(3, pin("3"))], "renamed"));
  assert.equal(learned.name, "renamed");
  assert.deepEqual(learned.members, [member(2, pin("2")), member(3, pin("3"))]);
  assert.deepEqual(learnFrom(config({}), records([], "")), config({}));
});

Deno.test("a renewed certificate of the configured host takes the place of the accepted one", () => {
  const learned = learnFrom(config({}), records([member(1, pin("7")), member(2, pin("2"))]));
  assert.equal(learned.fingerprint, pin("7"));
});

Deno.test("a configured host that was ejected takes its certificate along: the coordinator's counts", () => {
  const learned = learnFrom(config({}), records([member(2, pin("2"))]));
  assert.equal(learned.fingerprint, pin("2"));
  assert.deepEqual(learned.members, [member(2, pin("2"))]);
});

Deno.test("a certificate that never was a host's stays: a proxy's, or one of a pool that tells of none", () => {
  const proxied = config({ fingerprint: pin("F") });
  assert.equal(learnFrom(proxied, records([member(1, pin("7"))])).fingerprint, pin("F"));
  const old = config({ members: [member(1, null)] });
  assert.equal(learnFrom(old, records([member(1, null)])).fingerprint, pin("1"));
});

Deno.test("what a person accepted of a host stays until the host leaves or renews it", () => {
  const accepted = { "10.0.0.2": pin("2"), "10.0.0.3": pin("3"), "10.0.0.4": pin("4") };
  const before = config({ accepted, members: [member(1, pin("1")), member(2, pin("2")), member(3, null)] });
  const now = [member(1, pin("1")), member(2, pin("9")), member(3, null)];
  assert.deepEqual(learnFrom(before, records(now)).accepted, { "10.0.0.3": pin("3") });
});

Deno.test("XML is remembered of hosts that are too old for JSON alone", () => {
  const hosts = (...versions: (string | undefined)[]) => (name: string) =>
    new Map<string, XapiRecord>(
      name === "host"
        ? versions.map((version, at) => [
          `h${at}`,
          { software_version: version === undefined ? "" : { product_version: version } },
        ])
        : [],
    );
  assert.equal(rememberedDialect("xml", hosts("6.1.0")), "xml");
  assert.equal(rememberedDialect("xml", hosts("8.3.0")), null, "it is asked for JSON again next time");
  assert.equal(rememberedDialect("xml", hosts("6.5.0", "7.6.0")), null, "in the middle of an upgrade");
  for (const unknown of [undefined, "", "x"]) assert.equal(rememberedDialect("xml", hosts(unknown)), "xml");
  assert.equal(rememberedDialect("xml", hosts()), "xml");
  for (const dialect of ["json1", "json2"] as const) {
    assert.equal(rememberedDialect(dialect, hosts("8.3.0")), dialect);
  }
});

Deno.test("only what changes hosts, their certificates or the pool itself is worth a look", () => {
  const batch = (...classes: string[]) => ({
    token: "",
    validRefCounts: {},
    events: classes.map((name) => ({ class: name, operation: "mod" as const, ref: "OpaqueRef:x" })),
  });
  assert.equal(tellsOfPool(batch("VM", "task")), false);
  for (const name of ["pool", "host", "Certificate"]) {
    assert.equal(tellsOfPool(batch("VM", name)), true, name);
  }
});
