// Addresses as people write them.
import { strict as assert } from "node:assert";
import fc from "fast-check";
import { formatAddress, parseAddress } from "./address.ts";
import { AddressError } from "./errors.ts";

Deno.test("an address names host, port and protocol", () => {
  const cases: [text: string, protocol: string, hostname: string, port: number][] = [
    ["xcp-1", "https:", "xcp-1", 443],
    [" 10.0.0.1:8443 ", "https:", "10.0.0.1", 8443],
    ["https://XCP-1.Example.com/", "https:", "xcp-1.example.com", 443],
    ["http://127.0.0.1:18081", "http:", "127.0.0.1", 18081],
    ["[fe80::0:1]:8443", "https:", "fe80::1", 8443],
    ["2001:db8::1", "https:", "2001:db8::1", 443],
    ["http://[::1]", "http:", "::1", 80],
    ["köln.example", "https:", "xn--kln-sna.example", 443],
  ];
  for (const [text, protocol, hostname, port] of cases) {
    assert.deepEqual(parseAddress(text), { protocol, hostname, port }, text);
  }
});

Deno.test("an address that cannot be meant is refused with the reason", () => {
  const cases: [text: string, reason: RegExp][] = [
    ["", /empty/],
    ["   ", /empty/],
    ["a b", /space/],
    ["root:secret@xcp-1", /credentials/],
    ["https://root@xcp-1", /credentials/],
    ["xcp-1/xapi", /path/],
    ["xcp-1?x", /path/],
    ["ftp://xcp-1", /"ftp:\/\/"/],
    ["xcp-1:0", /port/],
    ["xcp-1:65536", /port/],
    ["xcp-1:ssh", /port/],
    ["xcp-1:", /port/],
    [":443", /no host name/],
    ["[10.0.0.1]", /IPv6/],
    ["1:2:3", /not a host name/],
    ["a..b", /not a host name/],
    ["-a", /not a host name/],
    ["%41", /not a host name|space/],
  ];
  for (const [text, reason] of cases) {
    assert.throws(
      () => parseAddress(text),
      (error) => error instanceof AddressError && reason.test(error.message),
      text,
    );
  }
  assert.throws(
    () => parseAddress("root:secret@xcp-1"),
    (error) => error instanceof Error && !error.message.includes("secret"),
  );
});

Deno.test("what an endpoint is written as is read back as the same", () => {
  const endpoint = fc.record({
    protocol: fc.constantFrom("https:" as const, "http:" as const),
    hostname: fc.oneof(fc.domain(), fc.ipV4(), fc.constantFrom("::1", "2001:db8::1")),
    port: fc.integer({ min: 1, max: 65535 }),
  });
  fc.assert(fc.property(endpoint, (value) => {
    assert.deepEqual(parseAddress(formatAddress(value)), {
      ...value,
      hostname: value.hostname.toLowerCase(),
    });
  }));
});
