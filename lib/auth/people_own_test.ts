import assert from "node:assert/strict";
import { codeOf, NEW, withTown } from "@/tests/api/people.ts";
import { INITIAL } from "@/lib/store/preferences.ts";

const OTHER = "another fine password";

Deno.test("a changed password ends the other sessions and keeps the one that changed it", async () => {
  await withTown(async ({ people, auth, make }) => {
    const ada = await make("ada");
    const other = await auth.signIn("ada", NEW, "c");
    await people.changePassword(ada, NEW, OTHER);
    assert.equal(await auth.verify(other.cookie), null);
    assert.equal(auth.lasts(ada), true);
    assert.equal(await codeOf(auth.signIn("ada", NEW, "c")), "401 wrong-credentials");
    await auth.signIn("ada", OTHER, "c");
  });
});

Deno.test("a password is not changed without the current one, nor guessed at in an open session", async () => {
  await withTown(async ({ people, make, clock, store }) => {
    const ada = await make("ada");
    assert.equal(await codeOf(people.changePassword(ada, NEW, NEW)), "422 weak-password password");
    assert.equal(await codeOf(people.changePassword(ada, NEW, "Password123")), "422 weak-password password");
    for (let n = 0; n < 5; n++) {
      assert.equal(
        await codeOf(people.changePassword(ada, `guess ${n}`, OTHER)),
        "422 wrong-password current",
      );
    }
    assert.equal(await codeOf(people.changePassword(ada, NEW, OTHER)), "429 too-many-tries");
    clock.ms += 2_000;
    await people.changePassword(ada, NEW, OTHER);
    await store.users.change(ada.userId, (user) => ({ ...user, source: "oidc", password: null }));
    assert.equal(await codeOf(people.changePassword(ada, OTHER, NEW)), "409 directory-user");
  });
});

Deno.test("of two changes of one's password at the same moment one counts", async () => {
  await withTown(async ({ people, auth, make }) => {
    const ada = await make("ada");
    const wanted = [OTHER, "yet another password"];
    const results = await Promise.allSettled(
      wanted.map((password) => people.changePassword(ada, NEW, password)),
    );
    assert.deepEqual(results.map(({ status }) => status).toSorted(), ["fulfilled", "rejected"]);
    const now = wanted[results.findIndex(({ status }) => status === "fulfilled")] ?? "";
    await auth.signIn("ada", now, "c");
  });
});

Deno.test("preferences follow their user, and nobody else", async () => {
  await withTown(async ({ people, admin, make, signIn }) => {
    const ada = await make("ada");
    assert.deepEqual(await people.preferences(ada), { theme: "system", language: "", ...INITIAL });
    assert.deepEqual(await people.look(ada), { theme: null, language: null });
    const views = [{ list: "vms", name: "Running", query: "power:running" }];
    await people.setPreferences(ada, { theme: "dark", language: "fr", views });
    await people.setPreferences(ada, { columns: { vms: ["name"] }, theme: undefined });
    const elsewhere = await signIn("ada");
    assert.deepEqual(await people.preferences(elsewhere), {
      theme: "dark",
      language: "fr",
      columns: { vms: ["name"] },
      views,
    });
    assert.deepEqual(await people.look(elsewhere), { theme: "dark", language: "fr" });
    assert.deepEqual(await people.look(admin), { theme: null, language: null });
    assert.deepEqual((await people.preferences(admin)).views, []);
  });
});

Deno.test("what is wrong with preferences is told with its field, and nothing is changed", async () => {
  await withTown(async ({ people, admin }) => {
    const set = (change: object) => codeOf(people.setPreferences(admin, change));
    assert.equal(await set({ theme: "pink" }), "422 bad-input theme");
    assert.equal(await set({ language: "tlh" }), "422 bad-input language");
    assert.equal(await set({ columns: { VMS: ["x"] } }), "422 bad-input columns");
    assert.equal(await set({ views: [{ list: "vms", name: "", query: "" }] }), "422 bad-input views");
    const views = Array.from(
      { length: 100 },
      (_, n) => ({ list: "vms", name: `${n}`, query: "é".repeat(500) }),
    );
    assert.equal(await set({ views, theme: "dark" }), "422 too-large");
    assert.deepEqual(await people.look(admin), { theme: null, language: null });
  });
});
