// The audit log over the API: who reads it, what is found, what is exported, and that it verifies.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { json, withWorld, type World } from "@/tests/api/world.ts";

const read = async ({ fetch }: World, as: string, path: string, status = 200) => {
  const response = await fetch(`/api/v1/audit${path}`, { as });
  assert.equal(response.status, status, path);
  return await response.json();
};

Deno.test("what was done is found by user, action, object, result and time, with the address it came from", async () => {
  await withWorld(async (world, as) => {
    const rename = { as, client: "192.0.2.9", ...json({ name: "cache" }) };
    await world.fetch("/api/v1/vms/vm-halt/rename", rename);
    await world.fetch("/api/v1/vms/vm-run/start", { as, ...json({}) });
    const { items } = await read(world, as, "?what=vm.rename");
    assert.equal(items.length, 1);
    const { time, who: { username }, from, what, object, result } = items[0];
    assert.deepEqual([username, from, what, object, result], [
      "admin",
      "192.0.2.9",
      "vm.rename",
      { collection: "vm", id: "vm-halt", name: "db" },
      "done",
    ]);
    for (
      const [found, query] of [
        [1, "?text=192.0.2"],
        [1, "?object=vm-halt&collection=vm&result=done&user=ADMIN"],
        [1, `?what=vm.rename&since=${time}`],
        [0, `?what=vm.rename&until=${time}`],
        [0, "?what=vm&result=refused"],
      ] as const
    ) {
      assert.equal((await read(world, as, query)).items.length, found, query);
    }
  });
});

Deno.test("pages follow each other by their cursor", async () => {
  await withWorld(async (world, as) => {
    for (let n = 0; n < 5; n++) {
      await world.fetch("/api/v1/vms/vm-halt/rename", { as, ...json({ name: `n${n}` }) });
    }
    const first = await read(world, as, "?limit=2&what=vm");
    const second = await read(world, as, `?limit=2&what=vm&cursor=${first.next}`);
    const seqs = [...first.items, ...second.items].map(({ seq }: { seq: number }) => seq);
    assert.equal(new Set(seqs).size, 4);
    assert.deepEqual(seqs, seqs.toSorted((a, b) => b - a));
  });
});

Deno.test("the export is lines that verify with SHA-256 alone, from the first to the end that is told", async () => {
  await withWorld(async (world, as) => {
    await world.fetch("/api/v1/vms/vm-halt/rename", { as, ...json({ name: "a" }) });
    const response = await world.fetch("/api/v1/audit.ndjson", { as });
    assert.equal(response.headers.get("content-type"), "application/x-ndjson");
    assert.match(
      response.headers.get("content-disposition") ?? "",
      /^attachment; filename="atoll-audit.ndjson"$/,
    );
    let previous = "0".repeat(64);
    for (const line of (await response.text()).trimEnd().split("\n")) {
      const [, text, before, hash] = /^(.*),"previous":"(\w{64})","hash":"(\w{64})"\}$/.exec(line) ?? [];
      assert.equal(before, previous);
      assert.equal(createHash("sha256").update(`${previous}\n${text}}`).digest("hex"), hash);
      previous = hash ?? "";
    }
    const { broken, head } = await read(world, as, "/verify");
    assert.deepEqual([broken, head.hash], [null, previous]);
    // The export itself is among what is exported.
    assert.equal((await read(world, as, "?what=audit.export")).items.length, 1);
  });
});

Deno.test("how long it is kept is set within bounds, and noted", async () => {
  await withWorld(async (world, as) => {
    assert.deepEqual(await read(world, as, "/retention"), { days: 400, megabytes: 512 });
    const set = (body: unknown) => world.fetch("/api/v1/audit/retention", { as, ...json(body) });
    assert.equal((await set({ days: 30, megabytes: 100 })).status, 200);
    assert.deepEqual(await read(world, as, "/retention"), { days: 30, megabytes: 100 });
    const { items: [noted] } = await read(world, as, "?what=audit.set-retention");
    assert.equal(noted.message, "30 days, 100 MB");
    for (
      const [field, body] of [["days", { days: 0, megabytes: 1 }], ["megabytes", { days: 1, megabytes: 0.5 }]]
    ) {
      const refused = await set(body);
      assert.equal(refused.status, 422);
      assert.equal((await refused.json()).error.field, field);
    }
  });
});

Deno.test("a parameter at fault is named", async () => {
  await withWorld(async (world, as) => {
    for (
      const [field, query] of [["result", "result=x"], ["since", "since=x"], ["limit", "limit=0"], [
        "cursor",
        "cursor=-1",
      ]]
    ) {
      assert.equal((await read(world, as, `?${query}`, 400)).error.field, field);
    }
    assert.equal((await world.fetch("/api/v1/audit.ndjson?until=x", { as })).status, 400);
  });
});
