import assert from "node:assert/strict";
import { AtollError } from "@/lib/errors.ts";
import { admin, reader, withWorld, type World } from "@/tests/api/world.ts";
import { changesText, Configuration } from "./config.ts";
import { decrypted, encrypted } from "./file.ts";

const PASSPHRASE = "a long enough passphrase";

function made(world: World) {
  const restarts: number[] = [];
  const configuration = new Configuration({
    records: world.store.config,
    rights: world.rights,
    audit: world.store.audit,
    confirm: (_principal, password) =>
      password === "right"
        ? Promise.resolve()
        : Promise.reject(new AtollError(401, "wrong-credentials", "Wrong", "password")),
    restart: () => void restarts.push(1),
    cost: 2 ** 10,
  });
  return { configuration, restarts };
}

const refused = (status: number, field?: string) => (error: unknown) => {
  assert(error instanceof AtollError, String(error));
  assert.deepEqual([error.status, error.field], [status, field], error.message);
  return true;
};

Deno.test("who may export does so with their password, and it is noted; others do not", async () => {
  await withWorld(async (world) => {
    const { configuration } = made(world);
    const wish = { password: "right", passphrase: PASSPHRASE };
    await assert.rejects(configuration.export(reader, wish), refused(403));
    await assert.rejects(
      configuration.export(admin, { ...wish, password: "wrong" }),
      refused(401, "password"),
    );
    await assert.rejects(
      configuration.export(admin, { ...wish, passphrase: "short" }),
      refused(422, "passphrase"),
    );
    const file = await configuration.export(admin, wish);
    assert(!file.includes("admin"));
    const entries = await world.store.audit.list();
    assert.deepEqual(entries.slice(0, 3).map(({ who, what, result }) => [who.username, what, result]), [
      [admin.username, "config.export", "done"],
      [admin.username, "config.export", "refused"],
      [reader.username, "config.export", "refused"],
    ]);
  });
});

Deno.test("what was exported is imported as a whole, tells what it replaces, and Atoll begins anew", async () => {
  await withWorld(async (world) => {
    const { configuration, restarts } = made(world);
    const wish = { password: "right", passphrase: PASSPHRASE };
    const file = await configuration.export(admin, wish);
    const before = await world.store.config.read();
    const plan = await configuration.plan(admin, { file, passphrase: PASSPHRASE });
    assert.match(changesText(plan), /^users: 3 instead of 3, grants: 3 instead of 3/);
    assert.deepEqual(restarts, []);
    await assert.rejects(configuration.import(reader, { ...wish, file }), refused(403));
    assert.deepEqual(await configuration.import(admin, { ...wish, file }), plan);
    assert.deepEqual(restarts, [1]);
    assert.deepEqual(await world.store.config.read(), before);
  });
});

Deno.test("a file that would lock everybody out, of another version, or with a record that does not fit is refused", async () => {
  await withWorld(async (world) => {
    const { configuration, restarts } = made(world);
    const wish = { password: "right", passphrase: PASSPHRASE };
    const good = await decrypted(await configuration.export(admin, wish), PASSPHRASE);
    const records = await world.store.config.read();
    const tried = async (content: unknown, message: RegExp, schema = good.schema) => {
      const file = await encrypted(content, PASSPHRASE, schema, 2 ** 10);
      await assert.rejects(configuration.import(admin, { ...wish, file }), (error) => {
        refused(422, "file")(error);
        assert.match(String(error), message);
        return true;
      });
    };
    await tried({ records: records.filter(({ key }) => key[0] !== "grants") }, /no enabled administrator/);
    await tried({ records }, /another version/, good.schema + 1);
    await tried({ records: [...records, { key: ["pools", "1"], value: {} }] }, /pools\/1/);
    await tried({ nothing: [] }, /no configuration/);
    assert.deepEqual(restarts, []);
    assert.deepEqual(await world.store.config.read(), records);
  });
});
