// People and their rights without pools or API: a real store, sign-in, rights and PeopleService, with one administrator.
import { catalogue } from "@/lib/actions/catalogue.ts";
import { Administrators } from "@/lib/auth/administrators.ts";
import { Auth } from "@/lib/auth/auth.ts";
import { openPeople } from "@/lib/auth/people.ts";
import type { PeopleService } from "@/lib/auth/people_types.ts";
import type { Principal } from "@/lib/auth/types.ts";
import { Cache } from "@/lib/cache/mod.ts";
import { Rights } from "@/lib/rights/rights.ts";
import { RightsAdmin } from "@/lib/rights/rights_admin.ts";
import type { Store } from "@/lib/store/store.ts";
import { withStore } from "./support.ts";
import { PASSWORD, refusal } from "./world.ts";

/** A password that is good enough for everybody else. */
export const NEW = "a fine long password";

export interface Town {
  readonly store: Store;
  readonly auth: Auth;
  readonly rights: Rights;
  readonly rightsAdmin: RightsAdmin;
  readonly people: PeopleService;
  /** A session of the user `admin`, who administers all. */
  readonly admin: Principal;
  /** Stands still until it is moved. */
  readonly clock: { ms: number };
  /** Makes a user, and signs in as them, from an address that nobody else uses. */
  make(username: string, groups?: readonly string[]): Promise<Principal>;
  signIn(username: string, password?: string): Promise<Principal>;
}

export function withTown(run: (town: Town) => Promise<void>): Promise<void> {
  return withStore(async (store) => {
    const clock = { ms: Date.now() };
    const now = () => clock.ms;
    const auth = new Auth(store, { cost: 2 ** 8, now });
    const cache = new Cache();
    const rights = await Rights.load(store, cache);
    const administrators = new Administrators(store.users);
    const audit = store.audit;
    const rightsAdmin = new RightsAdmin({
      store,
      rights,
      administrators,
      cache,
      audit,
      actions: catalogue(),
    });
    const { sessions, tokens, hasher } = auth;
    const proved = (principal: Principal) => auth.factors.recent(principal);
    const people = openPeople({ store, sessions, tokens, hasher, rights, administrators, proved, now });
    await auth.ensureAdmin(PASSWORD);
    const signIn = async (username: string, password = NEW) =>
      (await auth.signIn(username, password, `client of ${username}`)).principal;
    const admin = await signIn("admin", PASSWORD);
    await run({
      store,
      auth,
      rights,
      rightsAdmin,
      people,
      admin,
      clock,
      signIn,
      async make(username, groups = []) {
        await people.createUser(admin, { username, password: NEW, groups });
        return await signIn(username);
      },
    });
  });
}

/** How a call is refused: `409 name-taken username`. */
export async function codeOf(run: Promise<unknown>): Promise<string> {
  const { status, code, field } = await refusal(run);
  return [status, code, ...(field === undefined ? [] : [field])].join(" ");
}
