import assert from "node:assert/strict";
import { AtollError } from "@/lib/errors.ts";
import { type Setting, SettingsStore } from "@/lib/store/settings.ts";
import type { Store } from "@/lib/store/store.ts";
import { withStore } from "@/tests/api/support.ts";
import { Auth } from "./auth.ts";
import { TooManyTriesError } from "./limiter.ts";

const PASSWORD = "correct horse battery";

function status(wanted: number, code: string) {
  return (error: unknown) => error instanceof AtollError && error.status === wanted && error.code === code;
}

/** A door with cheap hashes and a clock that stands still until moved. */
function door(store: Store): { auth: Auth; clock: { ms: number } } {
  const clock = { ms: Date.now() };
  return { auth: new Auth(store, { cost: 2 ** 10, now: () => clock.ms }), clock };
}

Deno.test("the first administrator is set up once, with the printed token", async () => {
  await withStore(async (store) => {
    const { auth } = door(store);
    const token = await auth.setupToken();
    assert(token !== null && token.length === 43);
    await assert.rejects(auth.setUp("x".repeat(43), "ada", PASSWORD, "c"), status(403, "wrong-setup-token"));
    await assert.rejects(auth.setUp(token, "ada", "short", "c"), status(422, "weak-password"));
    await assert.rejects(auth.setUp(token, "<ada>", PASSWORD, "c"), status(422, "bad-username"));
    assert.equal(await auth.needsSetup(), true);

    const signedIn = await auth.setUp(token, "ada", PASSWORD, "c");
    const [grant] = await store.grants.list();
    assert.deepEqual([grant?.subject.id, grant?.role], [signedIn.principal.userId, "administrator"]);
    assert.deepEqual(await auth.verify(signedIn.cookie), signedIn.principal);
    assert.equal(await auth.needsSetup(), false);
    assert.equal(await auth.setupToken(), null);
    await assert.rejects(auth.setUp(token, "eve", PASSWORD, "c"), status(409, "already-set-up"));
    assert.deepEqual((await store.audit.list()).map((entry) => entry.what), [
      "session.sign-in",
      "setup.complete",
    ]);
  });
});

Deno.test("ATOLL_ADMIN_PASSWORD makes an administrator in an empty store and never changes one", async () => {
  await withStore(async (store) => {
    const { auth } = door(store);
    assert.equal(await auth.ensureAdmin(PASSWORD), "created");
    assert.equal(await auth.ensureAdmin(PASSWORD), "unchanged");
    assert.equal(await auth.ensureAdmin("another password"), "differs");
    await assert.rejects(auth.signIn("admin", "another password", "c"), status(401, "wrong-credentials"));
    assert.equal((await auth.signIn("admin", PASSWORD, "c")).principal.username, "admin");
  });
  await withStore(async (store) => {
    const { auth } = door(store);
    await auth.setUp(await auth.setupToken() ?? "", "ada", PASSWORD, "c");
    assert.equal(await auth.ensureAdmin(PASSWORD), "other-users");
    assert.equal(await store.users.byName("admin"), null);
  });
});

Deno.test("unknown user, wrong password and disabled user get the same answer", async () => {
  await withStore(async (store) => {
    const { auth } = door(store);
    await auth.ensureAdmin(PASSWORD);
    const messages = new Set<string>();
    const refused = async (username: string, password: string) => {
      await assert.rejects(auth.signIn(username, password, "c"), (error) => {
        assert(status(401, "wrong-credentials")(error));
        messages.add(String(error));
        return true;
      });
    };
    await refused("admin", "wrong");
    await refused("nobody", "wrong");
    await refused("x".repeat(10_000), "y".repeat(10_000));
    const admin = await store.users.byName("admin");
    assert(admin !== null);
    await store.users.change(admin.id, (user) => ({ ...user, disabled: true }));
    await refused("admin", PASSWORD);
    assert.equal(messages.size, 1);
  });
});

Deno.test("a session survives a restart, and signing out ends it", async () => {
  await withStore(async (store) => {
    const { auth } = door(store);
    await auth.ensureAdmin(PASSWORD);
    const { cookie, principal } = await auth.signIn("ADMIN", PASSWORD, "c");
    const restarted = door(store).auth;
    assert.deepEqual(await restarted.verify(cookie), principal);
    await restarted.signOut(cookie);
    assert.equal(await restarted.verify(cookie), null);
    assert.equal(await door(store).auth.verify(cookie), null);
  });
});

Deno.test("guessing from one client is slowed down, however many guesses come at once, and others still sign in", async () => {
  await withStore(async (store) => {
    const { auth, clock } = door(store);
    await auth.ensureAdmin(PASSWORD);
    await auth.signIn("admin", PASSWORD, "198.51.100.1");
    const guesses = await Promise.allSettled(
      Array.from({ length: 50 }, (_, n) => auth.signIn("admin", `guess ${n}`, "203.0.113.9")),
    );
    const codes = guesses.map((guess) =>
      guess.status === "rejected" ? (guess.reason as AtollError).status : 200
    );
    assert.equal(codes.filter((code) => code === 401).length, 10);
    assert.equal(codes.filter((code) => code === 429).length, 40);
    // Neither a right guess nor another name helps the guesser now.
    await assert.rejects(auth.signIn("admin", PASSWORD, "203.0.113.9"), TooManyTriesError);
    await assert.rejects(auth.signIn("other", PASSWORD, "203.0.113.9"), TooManyTriesError);
    // The owner, from where they signed in before, is not slowed.
    await auth.signIn("admin", PASSWORD, "198.51.100.1");
    // And the wait ends.
    clock.ms += 2_000;
    await auth.signIn("admin", PASSWORD, "203.0.113.9");
  });
});

Deno.test("guessing one name from many clients is slowed down too", async () => {
  await withStore(async (store) => {
    const { auth } = door(store);
    await auth.ensureAdmin(PASSWORD);
    for (let n = 0; n < 10; n++) {
      await assert.rejects(auth.signIn("admin", "guess", `203.0.113.${n}`), status(401, "wrong-credentials"));
    }
    await assert.rejects(auth.signIn("admin", "guess", "203.0.113.77"), (error) => {
      assert(error instanceof TooManyTriesError);
      assert.equal(error.retryAfter, 1);
      assert.equal(error.message, "Too many failed tries: wait 1 second, then try again");
      return true;
    });
  });
});

Deno.test("strangers who guess without end bar nobody's way from a browser they have used before", async () => {
  await withStore(async (store) => {
    await door(store).auth.ensureAdmin(PASSWORD);
    const { device } = await door(store).auth.signIn("admin", PASSWORD, "198.51.100.1");
    // A restart later, from the very address of the stranger, as behind one proxy.
    const { auth } = door(store);
    for (let n = 0; n < 30; n++) {
      await assert.rejects(auth.signIn("admin", "guess", "203.0.113.9"), AtollError);
    }
    await assert.rejects(auth.signIn("admin", PASSWORD, "203.0.113.9"), TooManyTriesError);
    const again = await auth.signIn("admin", PASSWORD, "203.0.113.9", device);
    assert.equal(again.device, device, "the browser keeps its mark");
    // Its owner's way in gives the strangers nothing.
    await assert.rejects(auth.signIn("admin", PASSWORD, "203.0.113.9"), TooManyTriesError);
    await assert.rejects(auth.signIn("admin", PASSWORD, "203.0.113.9", "x".repeat(66)), TooManyTriesError);
  });
});

Deno.test("a database that fails once does not shut the door for good", async () => {
  await withStore(async (store) => {
    let failures = 1;
    class Failing extends SettingsStore {
      override get<T>(setting: Setting<T>): Promise<T> {
        return failures-- > 0 ? Promise.reject(new Error("disk I/O error")) : super.get(setting);
      }
    }
    const kv = await Deno.openKv(":memory:");
    try {
      const { auth } = door({ ...store, settings: new Failing(kv) });
      await auth.ensureAdmin(PASSWORD);
      await assert.rejects(auth.signIn("admin", PASSWORD, "c"), /disk I\/O error/);
      assert.equal((await auth.signIn("admin", PASSWORD, "c")).principal.username, "admin");
    } finally {
      kv.close();
    }
  });
});

Deno.test("a stolen mark is worth a few guesses", async () => {
  await withStore(async (store) => {
    const { auth } = door(store);
    await auth.ensureAdmin(PASSWORD);
    const { device } = await auth.signIn("admin", PASSWORD, "198.51.100.1");
    for (let n = 0; n < 10; n++) {
      await assert.rejects(
        auth.signIn("admin", "guess", `203.0.113.${n}`, device),
        status(401, "wrong-credentials"),
      );
    }
    await assert.rejects(auth.signIn("admin", "guess", "203.0.113.77", device), TooManyTriesError);
    // Used for another name it counts for nothing.
    await assert.rejects(
      auth.signIn("eve", "guess", "203.0.113.78", device),
      status(401, "wrong-credentials"),
    );
  });
});

Deno.test("a hash with other parameters is renewed at the next sign-in", async () => {
  await withStore(async (store) => {
    await new Auth(store, { cost: 2 ** 8 }).ensureAdmin(PASSWORD);
    const { auth } = door(store);
    await auth.signIn("admin", PASSWORD, "c");
    assert.equal((await store.users.byName("admin"))?.password?.N, 2 ** 10);
    await auth.signIn("admin", PASSWORD, "c");
  });
});
