import assert from "node:assert/strict";
import { Cache } from "../cache.ts";
import { state } from "../testing.ts";
import { assertFields, bare, projected } from "./testing.ts";

const host = { H: { uuid: "h" }, G: { uuid: "g" } };

Deno.test("an update names the hosts that have it", () => {
  const update = projected("update", "u", {
    host,
    pool_update: {
      U: {
        uuid: "u",
        name_label: "XS71E001",
        version: "1.0",
        installation_size: 7,
        hosts: ["H", "G"],
        after_apply_guidance: ["restartHost"],
      },
    },
  });
  assertFields(update, { name: "XS71E001", size: 7, hosts: ["h", "g"], guidance: ["restartHost"] });
  assertFields(bare("update", "pool_update"), { hosts: [], guidance: [], size: 0 });
});

Deno.test("an old pool's patch is one, too, on the hosts where it was applied", () => {
  const update = projected("update", "u", {
    host,
    pool_patch: { U: { uuid: "u", name_label: "XS62E001", size: 9, host_patches: ["A", "B"] } },
    host_patch: { A: { host: "H", applied: true }, B: { host: "G", applied: false } },
  });
  assertFields(update, { name: "XS62E001", size: 9, hosts: ["h"] });
});

Deno.test("what is told as both is one, and comes from its own record", () => {
  const cache = new Cache();
  cache.openPool("p", { name: "lab" }).apply(state({
    pool_update: { U: { uuid: "u", name_label: "a" } },
    pool_patch: { W: { uuid: "w", name_label: "a", pool_update: "U" }, O: { uuid: "o", name_label: "old" } },
  }));
  assert.deepEqual([...cache.list("update")].map(({ id }) => id).sort(), ["o", "u"]);
  assert.deepEqual(cache.origin("update", "u"), { pool: "p", class: "pool_update", ref: "U" });
  assert.deepEqual(cache.origin("update", "o"), { pool: "p", class: "pool_patch", ref: "O" });
  assert.equal(cache.raw("update", "o")?.["name_label"], "old");
});
