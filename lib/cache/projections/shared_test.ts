import assert from "node:assert/strict";
import { addresses, hostCpus, productVersion } from "./shared.ts";

Deno.test("addresses: IPv4 first, then IPv6, each once, link-local ones left out; other keys are none", () => {
  const networks = {
    "0/ipv6/0": "fe80::1",
    "0/ipv6/1": "2001:db8::1",
    "0/ip": "10.0.0.1",
    "0/ipv4/0": "10.0.0.1",
    "0/ipv4/1": "10.0.0.2,10.0.0.3",
    "0/name": "eth0",
  };
  assert.deepEqual(addresses({ networks }), ["10.0.0.1", "10.0.0.2", "10.0.0.3", "2001:db8::1"]);
  assert.deepEqual(addresses({ networks }, "1"), []);
  assert.deepEqual(addresses(undefined), []);
});

Deno.test("what is not known is empty", () => {
  assert.equal(productVersion(undefined), "");
  assert.equal(productVersion({ software_version: { product_version: "6.0" } }), "6.0");
  assert.equal(hostCpus({}), 0);
});
