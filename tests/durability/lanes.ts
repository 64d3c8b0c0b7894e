// What the writer of the durability test does, in lanes that run at the same time: each writes through the real repositories and
// says beforehand what will be true afterwards. Within a lane one write follows the other.
import { someUser } from "@/tests/api/users.ts";
import { MOST_ACKNOWLEDGED } from "@/lib/store/acknowledged.ts";
import { AUDIT_RETENTION } from "@/lib/store/audit.ts";
import { administratorGrant } from "@/lib/store/grants.ts";
import { INITIAL } from "@/lib/store/providers.ts";
import type { Store } from "@/lib/store/store.ts";
import type { UserRecord } from "@/lib/store/users.ts";
import type { Dice } from "@/tests/chaos/dice.ts";
import { type Facts, nameOf, SUBJECTS } from "./facts.ts";

/** One write: what is true once it is acknowledged, and the write. All of it is there afterwards, or nothing. */
export interface Step {
  readonly facts: Facts;
  run(): Promise<unknown>;
}
export type Lane = (store: Store, dice: Dice) => Generator<Step>;

const uuid = () => crypto.randomUUID();
const hex = (dice: Dice) => Array.from({ length: 64 }, () => dice.whole(0, 15).toString(16)).join("");
const now = () => new Date().toISOString();

/** Fails the writer when a repository refuses what nothing stands in the way of. */
async function granted(result: Promise<boolean | "done" | "taken" | "gone">): Promise<void> {
  const answer = await result;
  if (answer !== true && answer !== "done") throw new Error(`Refused: ${answer}`);
}

/** Adds, changes or takes away one of a few: how most lanes go on. */
function choice(dice: Dice, count: number): "add" | "change" | "remove" {
  if (count < 2) return "add";
  return count > 6 ? "remove" : dice.pick(["add", "change", "change", "remove"]);
}

const facts = (user: UserRecord): Facts => ({ [`user/${user.id}`]: user, [`user by name/${user.id}`]: user });

function* users({ users, preferences, acknowledged, factors }: Store, dice: Dice): Generator<Step> {
  const mine = new Map<string, UserRecord>();
  const noticed = new Map<string, readonly string[]>();
  for (let n = 0;; n++) {
    const what = choice(dice, mine.size);
    const user = dice.any(mine.values());
    if (what === "add" || user === undefined) {
      const made = someUser(`user-${uuid()}`);
      yield { facts: facts(made), run: () => granted(users.create(made)) };
      mine.set(made.id, made);
      continue;
    }
    const { id } = user;
    if (what === "remove") {
      mine.delete(id);
      yield {
        facts: {
          [`user/${id}`]: null,
          [`user by name/${id}`]: null,
          [`preferences/${id}`]: null,
          [`acknowledged/${id}`]: null,
          [`totp/${id}`]: null,
        },
        run: () => users.delete(id),
      };
      continue;
    }
    const way = dice.whole(0, 4);
    if (way === 0) {
      const changed = { ...user, disabled: !user.disabled, groups: dice.chance(0.5) ? [uuid()] : [] };
      mine.set(id, changed);
      yield { facts: facts(changed), run: () => users.change(id, () => changed) };
    } else if (way === 1) {
      const changed = {
        ...user,
        username: dice.chance(0.3) ? user.username.toUpperCase() : `renamed-${uuid()}`,
      };
      mine.set(id, changed);
      yield { facts: facts(changed), run: () => granted(users.rename(id, changed.username)) };
    } else if (way === 2) {
      const views = [{ list: "vms", name: `view ${n}`, query: "power:running" }];
      yield {
        facts: { [`preferences/${id}`]: { columns: {}, views } },
        run: () => granted(preferences.change(id, { views })),
      };
    } else if (way === 3) {
      const ids = [...noticed.get(id) ?? [], `alert-${n}`].slice(-MOST_ACKNOWLEDGED);
      noticed.set(id, ids);
      yield {
        facts: { [`acknowledged/${id}`]: ids },
        run: () => granted(acknowledged.change(id, [`alert-${n}`], true, () => true)),
      };
    } else {
      const secret = `SECRET${n}`;
      yield {
        facts: { [`totp/${id}`]: secret },
        run: () => factors.change(id, (all) => ({ ...all, totp: { secret, step: n } })),
      };
    }
  }
}

function* groups({ groups, quotas }: Store, dice: Dice): Generator<Step> {
  const mine = new Map<
    string,
    { id: string; name: string; description: string; external: null; created: string }
  >();
  for (let n = 0;; n++) {
    const what = choice(dice, mine.size);
    const group = dice.any(mine.values());
    if (what === "add" || group === undefined) {
      const made = { id: uuid(), name: `group-${uuid()}`, description: "", external: null, created: now() };
      mine.set(made.id, made);
      yield { facts: { [`group/${made.id}`]: made }, run: () => granted(groups.create(made)) };
    } else if (what === "remove") {
      mine.delete(group.id);
      yield { facts: { [`group/${group.id}`]: null }, run: () => granted(groups.delete(group.id)) };
    } else if (dice.chance(0.5)) {
      const change = { name: `renamed-${uuid()}`, description: `${n}` };
      const changed = { ...group, ...change };
      mine.set(group.id, changed);
      yield {
        facts: { [`group/${group.id}`]: changed },
        run: () => granted(groups.change(group.id, change)),
      };
    } else {
      const quota = { group: group.id, vms: n, vcpus: null, memory: n * 2 ** 30, disk: null };
      yield { facts: { [`quota/${group.id}`]: quota }, run: () => quotas.set(quota) };
    }
  }
}

function* rights({ grants, roles }: Store, dice: Dice): Generator<Step> {
  const mine: string[] = [];
  for (let n = 0;; n++) {
    const id = mine[0];
    if (id !== undefined && mine.length > 4) {
      mine.shift();
      yield { facts: { [`grant/${id}`]: null }, run: () => grants.delete(id) };
      continue;
    }
    const grant = administratorGrant(uuid(), now());
    mine.push(grant.id);
    yield { facts: { [`grant/${grant.id}`]: grant }, run: () => grants.create(grant) };
    const role = { id: uuid(), name: `role ${n}`, description: "", actions: ["vm.start"] };
    yield { facts: { [`role/${role.id}`]: role }, run: () => roles.create(role) };
    const changed = { ...role, actions: ["vm.*", "host.read"] };
    yield { facts: { [`role/${role.id}`]: changed }, run: () => roles.update(changed) };
    if (dice.chance(0.7)) yield { facts: { [`role/${role.id}`]: null }, run: () => roles.delete(role.id) };
  }
}

function* secrets({ users, sessions, tokens }: Store, dice: Dice): Generator<Step> {
  const user = someUser(`holder-${uuid()}`);
  yield { facts: facts(user), run: () => granted(users.create(user)) };
  for (;;) {
    const ends = new Date(Date.now() + 86_400_000).toISOString();
    const common = { id: uuid(), userId: user.id, created: now() };
    const session = {
      ...common,
      hash: hex(dice),
      used: now(),
      idle_until: ends,
      ends,
      client: "::1",
      agent: "",
    };
    yield { facts: { [`session/${session.hash}`]: session }, run: () => sessions.create(session) };
    const used = { ...session, used: now() };
    yield { facts: { [`session/${session.hash}`]: used }, run: () => granted(sessions.update(used)) };
    const token = {
      ...common,
      hash: hex(dice),
      name: "ci",
      scope: "user" as const,
      expires: null,
      used: null,
    };
    yield { facts: { [`token/${token.hash}`]: token }, run: () => tokens.create(token) };
    if (dice.chance(0.8)) {
      yield { facts: { [`session/${session.hash}`]: null }, run: () => sessions.delete(session) };
      yield { facts: { [`token/${token.hash}`]: null }, run: () => tokens.delete(token) };
    }
  }
}

function* pools({ pools }: Store, dice: Dice): Generator<Step> {
  const mine: string[] = [];
  for (let n = 0;; n++) {
    const old = mine[0];
    if (old !== undefined && mine.length > 4) {
      mine.shift();
      yield { facts: { [`pool/${old}`]: null }, run: () => pools.delete(old) };
      continue;
    }
    const id = dice.any(dice.chance(0.5) ? mine : []) ?? uuid();
    if (!mine.includes(id)) mine.push(id);
    const pool = {
      id,
      label: "",
      disabled: false,
      readOnly: false,
      name: `pool ${n}`,
      address: "xen.lab",
      members: [{ address: "xen.lab", name: `host ${n}`, fingerprint: null }],
      username: "root",
      fingerprint: "aa:bb",
      accepted: {},
      ca: null,
      dialect: null,
      password: `password ${n} of ${id}`,
    };
    yield { facts: { [`pool/${id}`]: pool }, run: () => pools.put(pool) };
  }
}

function* settings({ providers, settings, identities }: Store, dice: Dice): Generator<Step> {
  for (let n = 0;; n++) {
    const value = { settings: { ...INITIAL.oidc, clientId: `client ${n}` }, secret: `secret ${n}` };
    yield { facts: { "provider/oidc": value }, run: () => providers.oidc.set(value) };
    const retention = { days: dice.whole(1, 1000), megabytes: dice.whole(1, 1000) };
    yield {
      facts: { "setting/audit-retention": retention },
      run: () => settings.set(AUDIT_RETENTION, retention),
    };
    const subject = dice.pick(SUBJECTS);
    const user = uuid();
    yield {
      facts: { [`identity/${subject}`]: user },
      run: async () =>
        granted(identities.claim(nameOf(subject), user, await identities.find(nameOf(subject)))),
    };
  }
}

/** Several of these write into the one chain. */
function* audit({ audit }: Store): Generator<Step> {
  const lane = uuid();
  for (let n = 0;; n++) {
    const message = `${lane} ${n}`;
    const who = { userId: lane, username: "ada" };
    const entry = { who, what: "vm.start", object: null, result: "done", message, task: null } as const;
    yield { facts: { [`audit/${message}`]: true }, run: () => audit.append(entry) };
  }
}

/** Once, on a new directory: the first administrator and what makes them one come in one write. */
export function* first({ users }: Store): Generator<Step> {
  const user = someUser("admin");
  const grant = administratorGrant(user.id, now());
  yield {
    facts: { ...facts(user), [`grant/${grant.id}`]: grant },
    run: () => granted(users.createFirst(user, grant)),
  };
}

export const LANES: Readonly<Record<string, Lane>> = {
  users,
  groups,
  rights,
  secrets,
  pools,
  settings,
  audit,
  "more audit": audit,
  "most audit": audit,
};
