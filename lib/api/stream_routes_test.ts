import assert from "node:assert/strict";
import { Client } from "@/lib/stream/testing.ts";
import { json, PASSWORD, vmRecord, withWorld, type World } from "@/tests/api/world.ts";

const open = async ({ fetch }: World, as: string, query: string) =>
  new Client(await fetch(`/api/v1/stream?${query}`, { as }));

const refused = async (response: Response, status: number) => {
  const { error } = await response.json();
  assert.equal(response.status, status, JSON.stringify(error));
  return error;
};

Deno.test("I15: a request names several subscriptions, the n-th with the n-th position", async () => {
  await withWorld(async (world, as) => {
    const first = await open(world, as, "collections=vm:name&collections=host:name");
    const since = [await first.find(), await first.find()].map(({ id }) => id);
    world.put("VM", vmRecord("vm-halt", { name_label: "renamed" }));
    const query = (since: readonly string[]) =>
      `collections=vm:name&collections=host:name&since=${since.join("&since=")}`;
    const again = await open(world, as, query(since));
    assert.deepEqual([(await again.find()).event, (await again.find()).event], ["patch", "ping"]);
    const half = await open(world, as, query(["", since[1] ?? ""]));
    assert.deepEqual([(await half.find()).event, (await half.find()).event], ["snapshot", "ping"]);
  });
});

Deno.test("I18: once=1 ends with the first events", async () => {
  await withWorld(async (world, as) => {
    const poll = await open(world, as, "collections=vm:name&once=1");
    assert.deepEqual((await poll.rest()).map(({ event }) => event), ["open", "snapshot"]);
  });
});

Deno.test("I16: a POST on the stream's id adds and removes subscriptions", async () => {
  await withWorld(async (world, as) => {
    const { fetch, auth } = world;
    const client = await open(world, as, "collections=vm:name");
    await client.find();
    const path = `/api/v1/stream/${client.stream}`;
    const post = (body: unknown, as: string, headers = {}) => fetch(path, { as, ...json(body, headers) });

    const response = await post(
      { add: [{ collections: "host:name" }, { collections: "vm:os", since: "x" }] },
      as,
    );
    assert.equal(response.status, 200);
    assert.deepEqual(await response.json(), { subscriptions: ["2", "3"] });
    assert.equal((await client.next())?.event, "open");
    assert.deepEqual(client.numbers, ["1", "2", "3"]);
    assert.deepEqual([(await client.next())?.id, (await client.next())?.id].map((id) => id?.split(".")[2]), [
      "2",
      "3",
    ]);
    assert.deepEqual(await (await post({ remove: ["1"] }, as)).json(), { subscriptions: [] });

    const { cookie: other } = await auth.signIn("admin", PASSWORD, "127.0.0.1");
    assert.equal((await refused(await post({ remove: ["2"] }, other), 404)).code, "no-stream");
    assert.equal(
      (await refused(await fetch("/api/v1/stream/none", { as, ...json({}) }), 404)).code,
      "no-stream",
    );
    await refused(await fetch(path, json({})), 401);
    const foreign = { "sec-fetch-site": "cross-site" };
    assert.equal((await refused(await post({ remove: ["2"] }, as, foreign), 403)).code, "other-site");
  });
});

Deno.test("I9, I16: a change with a mistake is refused with a sentence, and changes nothing", async () => {
  await withWorld(async (world, as) => {
    const client = await open(world, as, "collections=vm:name");
    await client.find();
    const path = `/api/v1/stream/${client.stream}`;
    for (
      const [body, status, message] of [
        [{ add: [{ collections: "host" }, { collections: "vms" }] }, 400, /^Cannot subscribe to "vms"/],
        [{ remove: ["1"], add: [{ collections: "" }] }, 400, /^Name the collections/],
        [{ remove: "1" }, 422, /list/],
        [{ add: ["vm"] }, 422, /object/],
        [{ add: [{ collections: 1 }] }, 422, /text/],
        [{ drop: ["1"] }, 422, /drop/],
      ] as const
    ) {
      const { message: told } = await refused(await world.fetch(path, { as, ...json(body) }), status);
      assert.match(told, message);
    }
    world.put("VM", vmRecord("vm-halt", { name_label: "renamed" }));
    assert.equal((await client.next())?.event, "patch");
  });
});
