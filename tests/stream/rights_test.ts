// The rights of today on the wire: what an administrator sees of how pools are reached, a read-only user is sent no byte of.
import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { constants, gunzipSync } from "node:zlib";
import { POOL, withWorld, type World } from "../api/world.ts";
import { grant } from "@/lib/rights/testing.ts";
import { LIVE } from "@/lib/cache/testing.ts";
import { turn } from "./reader.ts";

const SECRET = "the-secret";

function connect({ writer }: World, n: number): void {
  const secret = `${SECRET}-${n}`;
  writer.connection({
    ...LIVE,
    reason: `attempt ${n}`,
    offered_fingerprint: secret,
    offered_address: secret,
    tried: { [secret]: `Cannot reach ${secret}` },
    authorities: [secret],
  });
}

const ASKED = [
  "pool",
  "pool:offered_fingerprint,offered_address,tried,authorities,reason",
  `pool/${POOL}+`,
  "host/host-1+:name",
  `pool?offered_fingerprint:${SECRET}`,
  `pool:reason?authorities:${SECRET},x`,
  `pool:reason?-offered_address:${SECRET}`,
  `vm?pool:${SECRET}`,
  `pool:?"${SECRET}"`,
];

/** All that goes over the wire while three attempts to connect fail. */
async function sent(world: World, as: string, packed: boolean): Promise<string> {
  const headers: Record<string, string> = packed ? { "accept-encoding": "gzip" } : {};
  const query = ASKED.map((text) => `collections=${encodeURIComponent(text)}`).join("&");
  const response = await world.fetch(`/api/v1/stream?${query}`, { as, headers });
  assert.equal(response.status, 200);
  assert.equal(response.headers.get("content-encoding"), packed ? "gzip" : null);
  const pieces: Uint8Array[] = [];
  const reader = response.body?.getReader();
  assert.ok(reader);
  const text = () => {
    const bytes = Buffer.concat(pieces);
    return (packed && bytes.length > 0 ? gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH }) : bytes)
      .toString();
  };
  const until = async (what: string) => {
    for (let left = 500; !text().includes(what) && left > 0; left--) {
      const { value } = await reader.read();
      if (value !== undefined) pieces.push(value);
    }
  };
  for (const n of [1, 2, 3]) {
    connect(world, n);
    await until(`attempt ${n}`);
    await turn();
  }
  await reader.cancel();
  return text();
}

Deno.test("I7: a read-only user is sent no byte of how pools are trusted, whatever he asks, packed or not", async () => {
  await withWorld(async (world, cookie) => {
    for (const packed of [false, true]) {
      const all = await sent(world, cookie, packed);
      assert.ok(all.includes(`${SECRET}-1`) && all.includes(`${SECRET}-3`), "an administrator sees it");
    }
    const admin = await world.store.users.byName("admin");
    assert.ok(admin !== null);
    for (const { id, subject } of await world.store.grants.list()) {
      if (subject.id === admin.id) await world.store.grants.delete(id);
    }
    await world.store.grants.create(grant(admin.id, "viewer"));
    for (const packed of [false, true]) {
      const some = await sent(world, cookie, packed);
      assert.ok(some.includes("attempt 3") && !some.includes(SECRET), some);
    }
    const refused = await world.fetch(`/api/v1/stream?collections=pool:${SECRET}`, { as: cookie });
    assert.equal(refused.status, 400);
    await refused.body?.cancel();
  });
});
