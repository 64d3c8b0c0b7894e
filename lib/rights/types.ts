// Who may do what to which object: the contract of lib/rights. One place decides, and what it does not know it denies.
import type { Principal } from "@/lib/auth/types.ts";
import type { Collection, Sight } from "@/lib/view/types.ts";

/**
 * What can be done: `noun.verb`. Of objects the noun is the collection (`vm.start`, `vm.read`, `pool.connection`), of Atoll
 * itself `users`, `rights`, `audit`, `settings`, `config`, `pools` (`users.manage`, `pools.add`). A role may also hold `vm.*` and `*`.
 */
export type ActionName = string;

/** What can be done to Atoll itself. */
export type SystemAction =
  | "users.manage"
  | "rights.manage"
  | "audit.read"
  | "settings.manage"
  | "config.export"
  | "config.import"
  | "pools.add";

/**
 * What somebody needs to come through a door (a route, a page). `signed-in`: nothing else, as all behind it is the asker's own or
 * is filtered by what they see. A system action: the right to it. An action on objects: the right to it on anything at all;
 * whether the object at hand is among that, is for what the door leads to.
 */
export type Rule = "signed-in" | SystemAction | `${Collection}.${string}`;

/** What something is done to. */
export interface Target {
  readonly collection: Collection;
  readonly id: string;
}

/** Whom a grant is given to. */
export interface Subject {
  readonly kind: "user" | "group";
  readonly id: string;
}

/** What a grant reaches: everything; a pool with all in it; a host with the VMs it runs; the objects of a tag; one object. */
export type Scope =
  | { readonly kind: "all" }
  | { readonly kind: "pool"; readonly id: string }
  | { readonly kind: "host"; readonly id: string }
  | { readonly kind: "tag"; readonly tag: string }
  | { readonly kind: "object"; readonly collection: Collection; readonly id: string };

/** A role: named actions. Built-in ones have fixed ids (`viewer`, `operator`, `vm-admin`, `pool-admin`, `administrator`). */
export interface Role {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly builtIn: boolean;
  readonly actions: readonly ActionName[];
}

/** A role given to somebody on something. */
export interface Grant {
  readonly id: string;
  readonly subject: Subject;
  /** Id of the role. */
  readonly role: string;
  readonly scope: Scope;
  readonly created: string;
}

/** What a group's own VMs (those that its grants on tags and objects reach) may come to; null: no limit. Bytes. */
export interface Quota {
  readonly vms: number | null;
  readonly vcpus: number | null;
  readonly memory: number | null;
  readonly disk: number | null;
}

/** Decides. Synchronous, from memory: a change is in force when the call that made it returns. */
export interface RightsService {
  /**
   * Whether somebody may do something, to an object where it is about one. False for nobody, for whoever was disabled, and for
   * anything but reading with a token that is for reading only.
   */
  can(principal: Principal | null, action: ActionName, target?: Target): boolean;
  /** Whether somebody may do it to anything at all: decides whether a page or a menu offers it. */
  canSomewhere(principal: Principal | null, action: ActionName): boolean;
  /** The roles somebody holds, by own grants and those of groups: for telling them in words. */
  holdings(principal: Principal | null): readonly { readonly role: Role; readonly scope: Scope }[];
  /** What somebody sees of the pools' objects. */
  sight(principal: Principal | null): Sight;
  /** Calls back when what somebody sees or may do has changed. Gives the function that ends it. */
  onChange(listener: () => void): () => void;
  /** Whether grants are given on a tag: who puts it on an object gives the object to others. */
  isGranted(tag: string): boolean;
  /**
   * Before whatever makes VMs, vCPUs, memory or disk: reserves room in the quota of a group by whose grants somebody may do it.
   * Whoever may do it without any such grant is not limited.
   * @param doing for the sentence: `clone "web"`
   * @returns to be told the task that was begun; null: it was done at once; undefined: nothing came of it
   * @throws AtollError 409 `over-quota`
   */
  reserve(
    principal: Principal,
    action: ActionName,
    target: Target | undefined,
    amount: Amount,
    doing: string,
  ): (task: string | null | undefined) => void;
  /**
   * Whether a user of these groups would administer all of Atoll, by grants to the user or to one of the groups as they are now.
   * Whoever takes a grant away goes through `Administrators` (lib/auth/administrators.ts), as those who change users do.
   */
  administers(user: { readonly id: string; readonly groups: readonly string[] }): boolean;
}

/** What something takes of a quota. Bytes. */
export interface Amount {
  readonly vms: number;
  readonly vcpus: number;
  readonly memory: number;
  readonly disk: number;
}

/** Changes grants, roles and quotas. Every method checks the principal's right and writes an audit entry; throws AtollError 403, 404, 409, 422. */
export interface RightsAdminService {
  roles(principal: Principal): readonly Role[];
  createRole(principal: Principal, role: Pick<Role, "name" | "description" | "actions">): Promise<Role>;
  changeRole(
    principal: Principal,
    id: string,
    role: Partial<Pick<Role, "name" | "description" | "actions">>,
  ): Promise<void>;
  deleteRole(principal: Principal, id: string): Promise<void>;
  /** All grants, or those of a user or group. */
  grants(principal: Principal, of?: Subject): readonly Grant[];
  grant(principal: Principal, grant: Pick<Grant, "subject" | "role" | "scope">): Promise<Grant>;
  /** Refuses to take away the last administrator. */
  revoke(principal: Principal, id: string): Promise<void>;
  quota(principal: Principal, group: string): { readonly limit: Quota; readonly used: Quota };
  setQuota(principal: Principal, group: string, limit: Quota): Promise<void>;
  /** Every action there is, for forms that make roles. */
  actions(): readonly { readonly name: ActionName; readonly label: string }[];
}
