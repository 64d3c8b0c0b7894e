import assert from "node:assert/strict";
import { withKv } from "@/tests/api/support.ts";
import { sealAnew, sealedIn } from "./sealed_values.ts";
import { Secrets } from "./secrets.ts";

const bytes = (fill: number) => new Uint8Array(32).fill(fill);

Deno.test("sealed texts are found wherever they stand, with what they were sealed for", async () => {
  const secrets = await Secrets.of(bytes(1));
  const deep = await secrets.seal("x", "deep one");
  const { for: _, ...former } = await secrets.seal("y", "pools/1/password");
  const value = { name: "n", list: [{ deep }, 1, null], password: former, bytes: bytes(3) };
  assert.deepEqual(
    [...sealedIn(["pools", "1"], value)].map(({ place, record }) => [place, record]),
    [["pools/1/list/0/deep", "deep one"], ["pools/1/password", "pools/1/password"]],
  );
  // What only looks alike is no secret of ours.
  assert.deepEqual([...sealedIn(["x"], { key: "k", iv: "i", data: "d", more: 1 })], []);
});

Deno.test("everything is sealed anew while others write, and nothing else changes", async () => {
  await withKv(async (kv) => {
    const old = await Secrets.of(bytes(1));
    const both = await Secrets.of(bytes(2), bytes(1));
    for (let n = 0; n < 50; n++) {
      await kv.set(["pools", n], {
        n,
        password: await old.seal(`secret ${n}`, `pools/${n}`),
        at: new Date(n),
      });
    }
    await kv.set(["plain"], { n: 1 });
    const plain = await kv.get(["plain"]);
    let ended = false;
    const writer = (async () => {
      for (let n = 0; !ended; n = (n + 1) % 50) {
        await kv.set(["pools", n], {
          n: -n,
          password: await both.seal(`changed ${n}`, `pools/${n}`),
          at: new Date(n),
        });
      }
    })();
    const { unreadable } = await sealAnew(kv, both);
    ended = true;
    await writer;
    assert.deepEqual(unreadable, []);
    const alone = await Secrets.of(bytes(2));
    for await (const { key, value } of kv.list<Record<string, unknown>>({ prefix: ["pools"] })) {
      const [{ value: secret, record } = assert.fail("no secret")] = sealedIn(key, value);
      assert.match(await alone.open(secret, record), new RegExp(`^(secret|changed) ${String(key[1])}$`));
      assert.deepEqual(value.at, new Date(Number(key[1])));
    }
    assert.equal((await kv.get(["plain"])).versionstamp, plain.versionstamp);
    assert.deepEqual(await sealAnew(kv, both), { count: 0, unreadable: [] });
  });
});

Deno.test("what no key opens is told and left as it is", async () => {
  await withKv(async (kv) => {
    const lost = await (await Secrets.of(bytes(9))).seal("x", "pools/1");
    await kv.set(["pools", "1"], { password: lost });
    const result = await sealAnew(kv, await Secrets.of(bytes(2), bytes(1)));
    assert.deepEqual(result, { count: 0, unreadable: ["pools/1/password"] });
    assert.deepEqual((await kv.get(["pools", "1"])).value, { password: lost });
  });
});
