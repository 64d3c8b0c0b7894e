// The first connection: what an administrator entered wrongly is said before a password goes anywhere.
import assert from "node:assert/strict";
import { AtollError } from "@/lib/errors.ts";
import { ConnectionError, parseAddress, XapiError } from "@/lib/xapi/mod.ts";
import { firstLink, type JoinOptions, toAtollError } from "./join.ts";
import { Leftovers } from "./leftovers.ts";
import { end } from "./testing.ts";
import { startSimulator } from "@/sim/mod.ts";

const options: JoinOptions = {
  signal: new AbortController().signal,
  leftovers: new Leftovers(),
  closing: (dials) => void dials.close(),
};

Deno.test("the pool's uuid and name are learned with the first session", async () => {
  const simulator = await startSimulator({ hosts: 1, vms: 0 });
  const pool = { address: simulator.url, username: "root", password: "atoll" };
  const { link } = await firstLink(parseAddress(simulator.url), pool, options);
  const [record] = simulator.db.table("pool").values();
  assert.deepEqual(link.pool, { uuid: record?.["uuid"], name: record?.["name_label"] });
  await end(link.session);
  await simulator.close();
});

Deno.test("each failure has its status, code and the field at fault", () => {
  const cases: [unknown, number, string, string][] = [
    [new XapiError("SESSION_AUTHENTICATION_FAILED", ["root", "x"]), 422, "credentials-refused", "password"],
    [new XapiError("HOST_STILL_BOOTING", []), 502, "pool-refused", "address"],
    [new ConnectionError("timeout", "x did not answer in time"), 422, "connection-timeout", "address"],
    [new ConnectionError("not-xapi", "x does not speak Xen-API"), 422, "not-xapi", "address"],
    [new ConnectionError("certificate-changed", "x"), 422, "certificate-mismatch", "fingerprint"],
    [new TypeError("a bug"), 502, "pool-failed", "address"],
  ];
  for (const [error, status, code, field] of cases) {
    const shown = toAtollError(error, "x");
    assert.deepEqual([shown.status, shown.code, shown.field], [status, code, field]);
    assert.match(shown.message, /^\S.*[^.]$/);
  }
  const own = new AtollError(409, "own", "Own");
  assert.equal(toAtollError(own, "x"), own);
});
