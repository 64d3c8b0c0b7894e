// The client's address, with and without a proxy.
import assert from "node:assert/strict";
import { clientAddress } from "./client_address.ts";

const remote: Deno.NetAddr = { transport: "tcp", hostname: "10.0.0.9", port: 1 };
const through = (value: string) => new Headers({ "x-forwarded-for": value });

Deno.test("without a trusted proxy a forwarded address is not believed", () => {
  assert.equal(clientAddress(through("1.2.3.4"), remote, false), "10.0.0.9");
});

Deno.test("behind a trusted proxy the entry that the proxy wrote counts", () => {
  assert.equal(clientAddress(through("6.6.6.6, 1.2.3.4"), remote, true), "1.2.3.4");
  assert.equal(clientAddress(through("fe80::1"), remote, true), "fe80::1");
});

Deno.test("what is no address falls back to the connection", () => {
  assert.equal(clientAddress(through("<script>"), remote, true), "10.0.0.9");
  assert.equal(clientAddress(new Headers(), remote, true), "10.0.0.9");
  assert.equal(clientAddress(new Headers(), { transport: "unix", path: "/run/x" }, false), "local");
});
