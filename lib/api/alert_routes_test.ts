import assert from "node:assert/strict";
import { refOf } from "@/tests/api/world.ts";
import { type RightsWorld, SAMPLES, withEverybody } from "@/tests/rights/world.ts";

const as = (world: RightsWorld, name: string) => {
  const { headers } = world.identity(name);
  const json = { ...headers, "content-type": "application/json" };
  return {
    list: async () => (await (await world.fetch("/api/v1/alerts/acknowledged", { headers })).json()).items,
    take: (id: string, body: object = {}) =>
      world.fetch(`/api/v1/alerts/${id}/acknowledge`, {
        method: "POST",
        headers: json,
        body: JSON.stringify(body),
      }),
    dismiss: (id: string) =>
      world.fetch(`/api/v1/alerts/${id}/dismiss`, { method: "POST", headers: json, body: "{}" }),
  };
};

Deno.test("an alert is acknowledged for oneself, and taken back", async () => {
  await withEverybody(async (world) => {
    const [viewer, operator] = [as(world, "viewer on everything"), as(world, "operator on everything")];
    const { own, foreign } = SAMPLES.alert;
    assert.deepEqual(await (await viewer.take(own)).json(), { acknowledged: true });
    assert.deepEqual(await (await viewer.take(foreign)).json(), { acknowledged: true });
    assert.deepEqual(await viewer.list(), [own, foreign]);
    assert.deepEqual(await operator.list(), []);
    assert.deepEqual(await (await viewer.take(own, { acknowledged: false })).json(), { acknowledged: false });
    assert.deepEqual(await viewer.list(), [foreign]);
    assert.equal((await viewer.take("unknown")).status, 404);
    assert.equal((await viewer.take(own, { acknowledged: "no" })).status, 422);
    const narrow = as(world, "viewer on the tag");
    assert.equal((await narrow.take(foreign)).status, 404, "what is not seen is not there");
    assert.equal((await as(world, "an administrator's token for reading").take(own)).status, 403);
  });
});

Deno.test("an alert is dismissed on the pool by who operates what it is about", async () => {
  await withEverybody(async (world) => {
    world.pools.answers.set("message.destroy", null);
    const { own, foreign } = SAMPLES.alert;
    assert.equal((await as(world, "viewer on everything").dismiss(own)).status, 403);
    assert.equal((await as(world, "operator on the tag").dismiss(foreign)).status, 404);
    assert.equal((await as(world, "operator on the tag").dismiss(own)).status, 200);
    assert.deepEqual(world.pools.calls.at(-1), {
      method: "message.destroy",
      params: [refOf(own)],
    });
  });
});
