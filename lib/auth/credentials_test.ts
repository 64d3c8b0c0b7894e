import assert from "node:assert/strict";
import type { PasswordHash } from "@/lib/store/users.ts";
import { someUser } from "@/tests/api/users.ts";
import { withStore } from "@/tests/api/support.ts";
import { Credentials } from "./credentials.ts";
import { Directories } from "./directories.ts";
import { ExternalUsers } from "./external_users.ts";
import { Hasher } from "./password.ts";

Deno.test("whoever is asked for, one hash is made: unknown, disabled, of a directory, with a wrong or a right password", async () => {
  await withStore(async (store) => {
    const costs: number[] = [];
    const hasher = new (class extends Hasher {
      override verify(password: string, stored: PasswordHash | null, first?: boolean): Promise<boolean> {
        costs.push(stored?.N ?? 2 ** 8);
        return super.verify(password, stored, first);
      }
    })(2 ** 8);
    const credentials = new Credentials({
      store,
      hasher,
      directories: new Directories(store.providers),
      external: new ExternalUsers(store, Date.now, null),
      now: Date.now,
    });
    const password = await hasher.hash("right");
    const cases = {
      unknown: null,
      local: someUser("ada", { password }),
      disabled: someUser("eve", { password, disabled: true }),
      directory: someUser("bea", { password: null, source: "ldap" }),
    };
    for (const [name, user] of Object.entries(cases)) {
      for (const typed of ["right", "wrong"]) {
        costs.length = 0;
        const found = await credentials.userOf("somebody", typed, user, false);
        assert.equal(
          found?.username,
          name === "local" && typed === "right" ? "ada" : undefined,
          `${name} ${typed}`,
        );
        assert.deepEqual(costs, [2 ** 8], `${name} ${typed}`);
      }
    }
  });
});
