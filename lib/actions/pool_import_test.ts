import assert from "node:assert/strict";
import { AtollError } from "@/lib/errors.ts";
import type { NewPool } from "@/lib/pools/types.ts";
import { inRequest } from "@/lib/request_context.ts";
import type { ImportView } from "@/lib/view/pool_import.ts";
import { admin, reader, withWorld, type World } from "@/tests/api/world.ts";
import { PoolImports } from "./pool_import.ts";

const HEAD = "address,username,password,fingerprint,name\n";
const refused = (status: number) => (error: unknown) =>
  error instanceof AtollError && error.status === status;

/** Waits until nothing of an import is under way. */
async function settled(imports: PoolImports, id: string): Promise<ImportView> {
  for (;;) {
    const view = imports.view(admin, id);
    if (!view.busy) return view;
    await new Promise((resolve) => setTimeout(resolve));
  }
}

/** Every address shows a certificate but those that begin with "away"; adding fails where `fails` says so. */
function hosts({ pools }: World, fails: (pool: NewPool) => boolean = () => false): void {
  const valid = { valid_from: "2026-01-01T00:00:00Z", valid_to: "2036-01-01T00:00:00Z" };
  pools.probe = (address) =>
    address.startsWith("away")
      ? Promise.reject(new AtollError(422, "connection-timeout", "Nobody answers", "address"))
      : Promise.resolve({
        fingerprint: "AB:".repeat(31) + "AB",
        subject: `CN=${address}`,
        issuer: "",
        ...valid,
      });
  pools.add = (pool) => {
    pools.managed.push(["add", pool.address, pool.fingerprint, pool.label]);
    return fails(pool)
      ? Promise.reject(
        new AtollError(422, "credentials-refused", "The pool refuses the password", "password"),
      )
      : Promise.resolve(`id-${pool.address}`);
  };
}

Deno.test("first it is only looked; then the chosen lines are added with the certificates shown, and the failed ones again", async () => {
  await withWorld(async (world) => {
    let wrong = true;
    hosts(world, ({ address }) => address === "b" && wrong);
    const imports = new PoolImports(world);
    const csv = HEAD + "a,root,p,,First\nb,root,p\naway,root,p,,\nc,root,p,,\n,root,p,,\nd,root,canary-1,,";
    const { id } = imports.start(admin, csv.replace("b,root,p\n", "b,root,p,,\n"));
    const looked = await settled(imports, id);
    assert.deepEqual(looked.lines.map(({ line, state, problem }) => [line, state, problem?.column ?? ""]), [
      [2, "ready", ""],
      [3, "ready", ""],
      [4, "wrong", "address"],
      [5, "ready", ""],
      [6, "wrong", "address"],
      [7, "ready", ""],
    ]);
    assert.equal(looked.lines[0]?.certificate?.subject, "CN=a");
    assert.deepEqual(world.pools.managed, []);
    assert(!JSON.stringify(looked).includes("canary-1"));

    await inRequest("192.0.2.3", () => imports.run(admin, id, [2, 3, 4]));
    const states = (view: ImportView) => view.lines.map(({ state }) => state);
    assert.deepEqual(states(await settled(imports, id)), [
      "added",
      "failed",
      "wrong",
      "ready",
      "wrong",
      "ready",
    ]);
    wrong = false;
    imports.run(admin, id, null);
    const done = await settled(imports, id);
    assert.deepEqual(states(done), ["added", "added", "wrong", "added", "wrong", "added"]);
    assert.equal(done.lines[0]?.pool, "id-a");
    assert.deepEqual(world.pools.managed[0], ["add", "a", "AB:".repeat(31) + "AB", "First"]);
    // Each is noted as if it had been added alone, from where it was asked for.
    const froms = (await world.store.audit.list()).filter(({ what }) => what === "pool.add").map(({ from }) =>
      from
    );
    assert.deepEqual(froms, [null, null, null, "192.0.2.3", "192.0.2.3"]);
    const noted = (await world.store.audit.list()).filter(({ what }) => what === "pool.add");
    assert.deepEqual(noted.map(({ result }) => result), ["done", "done", "done", "failed", "done"]);
    assert.throws(() => imports.run(admin, id, null), refused(422));
  });
});

Deno.test("a certificate that the file names must be the one presented, and a pool that is here is not added again", async () => {
  await withWorld(async (world) => {
    hosts(world);
    const imports = new PoolImports(world);
    const [right, other] = ["AB:".repeat(31) + "AB", "CD:".repeat(31) + "CD"];
    const { id } = imports.start(admin, `${HEAD}a,root,p,${right},\nb,root,p,${other},\nxen.lab,root,p,,`);
    const { lines } = await settled(imports, id);
    assert.deepEqual(lines.map(({ state, problem }) => [state, problem?.column]), [
      ["ready", undefined],
      ["wrong", "fingerprint"],
      ["wrong", "address"],
    ]);
  });
});

Deno.test("an import is for who started it, for an hour, and one at a time", async () => {
  await withWorld(async (world) => {
    hosts(world);
    let now = 0;
    const imports = new PoolImports(world, () => now);
    assert.throws(() => imports.start(reader, `${HEAD}a,root,p,,`), refused(403));
    const first = imports.start(admin, `${HEAD}a,root,p,,`);
    await settled(imports, first.id);
    const stranger = { ...admin, userId: "somebody" };
    assert.throws(() => imports.view(stranger, first.id), AtollError);
    const second = imports.start(admin, `${HEAD}a,root,p,,`);
    await settled(imports, second.id);
    assert.throws(() => imports.view(admin, first.id), refused(404));
    now += 3_600_001;
    assert.throws(() => imports.view(admin, second.id), refused(404));
    const third = imports.start(admin, `${HEAD}a,root,p,,`);
    imports.drop(admin, third.id);
    assert.throws(() => imports.view(admin, third.id), refused(404));
    imports.close();
  });
});
