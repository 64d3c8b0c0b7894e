import assert from "node:assert/strict";
import { withKv } from "@/tests/api/support.ts";
import { INITIAL, PreferenceStore } from "./preferences.ts";

Deno.test("what two devices prefer at the same moment is both kept", async () => {
  await withKv(async (kv) => {
    const store = new PreferenceStore(kv);
    await kv.set(["users", "u"], "somebody");
    assert.deepEqual(await store.get("u"), INITIAL);
    const views = [{ list: "vms", name: "Running", query: "power:running" }];
    await Promise.all([
      store.change("u", { theme: "dark" }),
      store.change("u", { columns: { vms: ["name", "host"] } }),
      store.change("u", { views }),
    ]);
    assert.deepEqual(await store.get("u"), { theme: "dark", columns: { vms: ["name", "host"] }, views });
    assert.equal(await store.change("nobody", { theme: "dark" }), false);
    assert.deepEqual(await store.get("nobody"), INITIAL);
  });
});

Deno.test("preferences that are too large are refused and change nothing", async () => {
  await withKv(async (kv) => {
    const store = new PreferenceStore(kv);
    await kv.set(["users", "u"], "somebody");
    const views = Array.from(
      { length: 100 },
      (_, n) => ({ list: "vms", name: `${n}`, query: "é".repeat(500) }),
    );
    assert.equal(await store.change("u", { theme: "light", views }), false);
    assert.deepEqual(await store.get("u"), INITIAL);
    assert.equal(await store.change("u", { views: views.slice(0, 20) }), true);
    await assert.rejects(store.change("u", { columns: { "__proto__x": [] } }), /Cannot write the record/);
  });
});

Deno.test("what cannot be read counts as none and can be set anew", async () => {
  await withKv(async (kv) => {
    const store = new PreferenceStore(kv);
    await kv.set(["users", "u"], "somebody");
    await kv.set(["preferences", "u"], { theme: "pink" });
    assert.deepEqual(await store.get("u"), INITIAL);
    await store.change("u", { theme: "dark" });
    assert.equal((await store.get("u")).theme, "dark");
  });
});
