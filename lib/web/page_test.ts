import assert from "node:assert/strict";
import type { Principal } from "@/lib/auth/types.ts";
import { Cache } from "@/lib/cache/mod.ts";
import { ADA, rightsFor, VIC } from "@/lib/rights/testing.ts";
import { StreamHub } from "@/lib/stream/mod.ts";
import { part } from "@/lib/view/page.ts";
import { fromTable } from "@/lib/view/page_data.ts";
import type { PageData } from "@/lib/view/types.ts";
import { countOf, pageOf, viewOf, viewsOf } from "./page.ts";

async function stateOf(principal: Principal | null) {
  const cache = new Cache();
  cache.openPool("p1", { name: "lab" });
  const rights = await rightsFor(cache, [[ADA, "administrator"], [VIC, "viewer"]]);
  const streams = new StreamHub(cache, { rights });
  const state: Parameters<typeof pageOf>[0] & { page?: PageData } = {
    services: { cache, streams, rights },
    principal,
  };
  return { cache, state };
}

const POOL = part("pool", ["name", "tried"]);

Deno.test("a page's data says what it is, at which revision, and whose", async () => {
  const { cache, state } = await stateOf(ADA);
  const page = pageOf(state, POOL, part("vm", ["name"]));
  assert.equal(state.page, page);
  assert.equal(page.subscription, "pool:name,tried;vm:name");
  assert.ok(page.at.startsWith(`${cache.epoch}.${cache.revision}.`), page.at);
  assert.equal(page.reader, "ada");
  assert.deepEqual(fromTable(page.collections.pool ?? { fields: [], rows: [] }), [
    { id: "p1", name: "lab", tried: {} },
  ]);
  assert.deepEqual(page.collections.vm?.rows[0], []);
});

Deno.test("who may not manage pools gets nothing of how they are reached", async () => {
  const { state } = await stateOf(VIC);
  assert.deepEqual(pageOf(state, POOL).collections.pool?.fields, ["name"]);
  const pool = viewOf(state, "pool", "p1");
  assert.equal(pool?.name, "lab");
  assert.ok(pool && !Object.hasOwn(pool, "tried"));
  assert.deepEqual(viewsOf(state, "pool").map((view) => Object.hasOwn(view, "tried")), [false]);
  assert.equal(countOf(state, "pool"), 1);
});

Deno.test("nobody sees anything", async () => {
  const { state } = await stateOf(null);
  assert.equal(viewOf(state, "pool", "p1"), undefined);
  assert.equal(countOf(state, "pool"), 0);
  assert.equal(pageOf(state, POOL).at, "");
});
