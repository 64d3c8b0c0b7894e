import assert from "node:assert/strict";
import { json, withWorld } from "@/tests/api/world.ts";

Deno.test("a file is read, looked at, added and forgotten", async () => {
  await withWorld(async ({ fetch, pools }, as) => {
    const post = async (path: string, body: unknown, status: number) => {
      const response = await fetch(`/api/v1/pools/import${path}`, { as, ...json(body) });
      assert.equal(response.status, status, path);
      return await response.json();
    };
    const settled = async (id: string) => {
      for (;;) {
        const view = await (await fetch(`/api/v1/pools/import/${id}`, { as })).json();
        if (!view.busy) return view;
        // Nothing of the loop waits for anything outside: what it waits for needs a turn.
        await new Promise((resolve) => setTimeout(resolve));
      }
    };
    pools.probe = () => Promise.resolve(null);
    const { id } = await post("", { csv: "address,username,password\nhttp://one,root,canary\n,root,p" }, 202);
    assert.deepEqual((await settled(id)).lines.map(({ state }: { state: string }) => state), [
      "ready",
      "wrong",
    ]);
    await post(`/${id}/run`, {}, 202);
    const done = await settled(id);
    assert.equal(done.lines[0].state, "added");
    assert(!JSON.stringify(done).includes("canary"));
    assert.equal((await post(`/${id}/run`, { lines: [3] }, 422)).error.field, "lines");
    assert.equal((await post("", { csv: "nothing" }, 422)).error.field, "csv");
    assert.equal((await fetch(`/api/v1/pools/import/${id}`, { as, method: "DELETE" })).status, 204);
    assert.equal((await fetch(`/api/v1/pools/import/${id}`, { as })).status, 404);
  });
});
