import assert from "node:assert/strict";
import fc from "fast-check";
import { AtollError } from "@/lib/errors.ts";
import { checkNewPassword, COST, Hasher } from "./password.ts";

const refusal = async (password: string, username = "ada.lovelace") => {
  try {
    await checkNewPassword(password, username);
    return "";
  } catch (error) {
    assert(error instanceof AtollError && error.status === 422 && error.field === "password");
    return error.message;
  }
};

Deno.test("new passwords: long enough, not the name, not one letter, not on every list", async () => {
  assert.match(await refusal("short"), /too short/);
  assert.match(await refusal("x".repeat(300)), /too long/);
  assert.match(await refusal("Ada.Lovelace"), /too close to the user name/);
  assert.match(await refusal("ada.lovelace1"), /too close to the user name/);
  assert.match(await refusal("aaaaaaaaaabb"), /repeats/);
  assert.match(await refusal("Password123"), /most common/);
  assert.equal(await refusal("correct horse battery"), "");
  assert.equal(await refusal("😀🚀🌊🏝️ab12cd"), "");
});

Deno.test("a password verifies against its own hash alone, whichever way its letters were composed", async () => {
  const hasher = new Hasher(2 ** 4);
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "grapheme" }), fc.string(), async (password, other) => {
      const stored = await hasher.hash(password);
      assert.equal(await hasher.verify(password.normalize("NFD"), stored), true);
      assert.equal(
        await hasher.verify(other, stored),
        other.normalize("NFKC") === password.normalize("NFKC"),
      );
      assert.equal(await hasher.verify(password, null), false);
    }),
    { numRuns: 30 },
  );
});

Deno.test("hashes are made at the promised cost, which an unknown user's check pays too", async () => {
  const hasher = new Hasher();
  const stored = await hasher.hash("correct horse battery");
  assert.equal(stored.N, COST);
  assert.equal(COST, 131_072);
  assert.equal(hasher.outdated(stored), false);
  assert.equal(hasher.outdated({ ...stored, N: 1024 }), true);
  const time = async (hash: typeof stored | null) => {
    const start = performance.now();
    await hasher.verify("guess", hash);
    return performance.now() - start;
  };
  const known = await time(stored);
  const unknown = await time(null);
  assert(unknown > known / 4, `unknown user ${unknown} ms, known user ${known} ms`);
});

Deno.test("two hashes at a time, the rest wait their turn, and a flood is turned away", async () => {
  const hasher = new Hasher(2 ** 4, 2, 5);
  const results = await Promise.allSettled(Array.from({ length: 20 }, () => hasher.hash("x")));
  assert.equal(results.filter((result) => result.status === "fulfilled").length, 7);
  for (const result of results) {
    if (result.status === "rejected") {
      assert(result.reason instanceof AtollError && result.reason.status === 503);
    }
  }
});

Deno.test("a known browser waits only for what runs already", async () => {
  const hasher = new Hasher(2 ** 4, 1, 5);
  const stored = await hasher.hash("x");
  const order: string[] = [];
  const flood = Array.from({ length: 6 }, () => hasher.hash("x").then(() => order.push("flood")));
  const first = hasher.verify("x", stored, true).then((right) => order.push(right ? "first" : "wrong"));
  await Promise.all([...flood, first]);
  assert.equal(order.indexOf("first"), 1, order.join());
});

Deno.test("those who go first keep their order", async () => {
  const hasher = new Hasher(2 ** 4, 1, 5);
  const stored = await hasher.hash("x");
  const order: string[] = [];
  const asks = ["a", "b", "c", "d"].map((name, n) =>
    hasher.verify("x", stored, n > 0).then(() => void order.push(name))
  );
  const stranger = hasher.verify("y", stored).then(() => void order.push("stranger"));
  await Promise.all([...asks, stranger]);
  assert.deepEqual(order, ["a", "b", "c", "d", "stranger"]);
});
