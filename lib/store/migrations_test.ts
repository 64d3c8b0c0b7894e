import assert from "node:assert/strict";
import { withKv } from "@/tests/api/support.ts";
import { migrate, type Migration, MIGRATIONS } from "./migrations.ts";

Deno.test("each step runs once, in order, and a crash repeats only the step it was in", async () => {
  await withKv(async (kv) => {
    const ran: number[] = [];
    let fail = true;
    const steps: Migration[] = [1, 2, 3].map((to) => ({
      to,
      what: `step ${to}`,
      run: () => {
        ran.push(to);
        return to === 2 && fail ? Promise.reject(new Error("power cut")) : Promise.resolve();
      },
    }));
    await assert.rejects(migrate(kv, steps), /power cut/);
    fail = false;
    assert.equal(await migrate(kv, steps), 3);
    assert.equal(await migrate(kv, steps), 3);
    assert.deepEqual(ran, [1, 2, 2, 3]);
  });
});

Deno.test("a database of a newer Atoll is refused and left alone", async () => {
  await withKv(async (kv) => {
    await kv.set(["meta", "version"], 99);
    await assert.rejects(migrate(kv), /a newer Atoll wrote it \(schema 99/);
    assert.equal((await kv.get(["meta", "version"])).value, 99);
  });
});

Deno.test("the steps count up by one", () => {
  assert.deepEqual(MIGRATIONS.map((step) => step.to), MIGRATIONS.map((_, index) => index + 1));
});
