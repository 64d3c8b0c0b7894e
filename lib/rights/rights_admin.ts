// Changing who may do what: roles, grants and quotas, with the right to do so checked and every change noted.
import type { Principal } from "@/lib/auth/types.ts";
import type { CacheReader } from "@/lib/cache/types.ts";
import { AtollError } from "@/lib/errors.ts";
import { log } from "@/lib/log.ts";
import type { AuditEntry, AuditLog } from "@/lib/store/audit.ts";
import type { Store } from "@/lib/store/store.ts";
import { grantSentence } from "@/lib/view/grant.ts";
import { checkGiven, newGrant, newRole, quotaShape, roleChange } from "./forms.ts";
import type { Supposed } from "./held.ts";
import type { Rights } from "./rights.ts";
import type { Grant, Quota, RightsAdminService, Role, Subject } from "./types.ts";

/** Lets a change through that leaves an administrator: `Administrators` of lib/auth. */
interface KeepsOne {
  keepOne<T>(
    remains: (user: { readonly id: string; readonly groups: readonly string[] }) => boolean,
    change: () => Promise<T>,
  ): Promise<T>;
}

export interface RightsAdminDeps {
  readonly store: Pick<Store, "users" | "groups" | "grants" | "roles" | "quotas">;
  readonly rights: Rights;
  readonly administrators: KeepsOne;
  readonly cache: Pick<CacheReader, "get">;
  readonly audit: Pick<AuditLog, "append">;
  /** Every action there is (lib/actions/catalogue.ts). */
  readonly actions: ReturnType<RightsAdminService["actions"]>;
}

type Object = NonNullable<AuditEntry["object"]>;

const fold = (name: string) => name.normalize("NFKC").toLowerCase();

/** Guarantees: what it gives back is in force; a change it refuses has changed nothing. */
export class RightsAdmin implements RightsAdminService {
  constructor(private readonly deps: RightsAdminDeps) {}

  /** Takes away what was given to users and groups that are gone, now and whenever one goes. */
  async tidy(): Promise<void> {
    const { store, rights } = this.deps;
    const gone = (kind: Subject["kind"]) => (id: string, record: unknown) => {
      if (record !== null) return;
      // Their ids are never given again, and nothing counts that was given to them: this is for the room it takes.
      this.forget({ kind, id }).catch((error) => log.error("Grants of nobody not deleted", { error }));
    };
    store.users.onChange(gone("user"));
    store.groups.onChange(gone("group"));
    const there = new Set([...await store.users.list(), ...await store.groups.list()].map(({ id }) => id));
    for (const { subject } of rights.grants()) if (!there.has(subject.id)) await this.forget(subject);
  }

  roles(principal: Principal): readonly Role[] {
    if (!this.manages(principal)) throw forbidden("see the roles");
    return this.deps.rights.roles();
  }

  async createRole(
    principal: Principal,
    given: Pick<Role, "name" | "description" | "actions">,
  ): Promise<Role> {
    const about = { collection: "role", id: "", name: String(given.name).slice(0, 64) };
    return await this.noted(principal, "role.create", about, "make roles", async () => {
      const role = checkGiven(newRole, given);
      this.checkActions(role.actions);
      this.checkName(role.name);
      const record = { id: crypto.randomUUID(), ...role };
      await this.deps.store.roles.create(record);
      about.id = record.id;
      return { ...record, builtIn: false };
    });
  }

  async changeRole(
    principal: Principal,
    id: string,
    given: Partial<Pick<Role, "name" | "description" | "actions">>,
  ): Promise<void> {
    const about = { collection: "role", id, name: this.roleName(id) };
    await this.noted(principal, "role.change", about, "change roles", async () => {
      const role = this.ownRole(id);
      const { name, description, actions } = checkGiven(roleChange, given);
      if (actions !== undefined) this.checkActions(actions);
      if (name !== undefined) this.checkName(name, id);
      const changed: Role = {
        ...role,
        name: name ?? role.name,
        description: description ?? role.description,
        actions: actions ?? role.actions,
      };
      const record = {
        id,
        name: changed.name,
        description: changed.description,
        actions: [...changed.actions],
      };
      await this.keeping({ role: changed }, () => this.deps.store.roles.update(record));
    });
  }

  async deleteRole(principal: Principal, id: string): Promise<void> {
    const about = { collection: "role", id, name: this.roleName(id) };
    await this.noted(principal, "role.delete", about, "delete roles", async () => {
      const { name } = this.ownRole(id);
      const count = this.deps.rights.grants().filter(({ role }) => role === id).length;
      if (count > 0) {
        const grants = count === 1 ? "a grant of it stands" : `${count} grants of it stand`;
        throw new AtollError(409, "role-in-use", `Cannot delete the role "${name}": ${grants} in the way`);
      }
      await this.deps.store.roles.delete(id);
    });
  }

  grants(principal: Principal, of?: Subject): readonly Grant[] {
    if (!this.manages(principal) && !this.isOwn(principal, of)) throw forbidden("see these grants");
    const grants = this.deps.rights.grants();
    return of === undefined
      ? grants
      : grants.filter(({ subject }) => subject.kind === of.kind && subject.id === of.id);
  }

  async grant(principal: Principal, given: Pick<Grant, "subject" | "role" | "scope">): Promise<Grant> {
    const about = { collection: "grant", id: "", name: "" };
    return await this.noted(principal, "grant.create", about, "give rights", async () => {
      const { subject, role: roleId, scope } = checkGiven(newGrant, given);
      const role = this.deps.rights.role(roleId);
      if (role === undefined) throw new AtollError(422, "unknown-role", "There is no such role", "role");
      const grant = {
        id: crypto.randomUUID(),
        subject,
        role: roleId,
        scope,
        created: new Date().toISOString(),
      };
      about.name = await this.sentence(grant, role);
      if (this.deps.rights.grants().some((held) => sameGrant(held, grant))) {
        throw new AtollError(409, "granted-already", `This is granted already: ${about.name}`);
      }
      await this.deps.store.grants.create(grant);
      about.id = grant.id;
      return grant;
    });
  }

  async revoke(principal: Principal, id: string): Promise<void> {
    const about = { collection: "grant", id: id.slice(0, 128), name: "" };
    await this.noted(principal, "grant.revoke", about, "take rights away", async () => {
      const grant = this.deps.rights.grants().find((held) => held.id === id);
      if (grant === undefined) throw new AtollError(404, "unknown-grant", "There is no such grant");
      const role = this.deps.rights.role(grant.role);
      about.name = await this.sentence(grant, role, true);
      await this.keeping({ without: id }, () => this.deps.store.grants.delete(id));
    });
  }

  quota(principal: Principal, group: string): { readonly limit: Quota; readonly used: Quota } {
    const { rights } = this.deps;
    if (!this.manages(principal) && !rights.isMember(principal, group)) throw forbidden("see this quota");
    this.checkGroup(group);
    return { limit: rights.quotaOf(group), used: rights.usageOf(group) };
  }

  async setQuota(principal: Principal, group: string, given: Quota): Promise<void> {
    const name = (await this.deps.store.groups.get(group))?.name ?? "";
    const about = { collection: "group", id: group.slice(0, 128), name };
    await this.noted(principal, "quota.set", about, "set quotas", async () => {
      this.checkGroup(group);
      const quota = checkGiven(quotaShape, given);
      if (Object.values(quota).every((limit) => limit === null)) await this.deps.store.quotas.delete(group);
      else await this.deps.store.quotas.set({ group, ...quota });
    });
  }

  actions(): RightsAdminDeps["actions"] {
    return this.deps.actions;
  }

  private async forget(of: Subject): Promise<void> {
    const { store, rights } = this.deps;
    for (const { id, subject } of rights.grants()) {
      if (subject.kind === of.kind && subject.id === of.id) await store.grants.delete(id);
    }
    if (of.kind === "group") await store.quotas.delete(of.id);
  }

  private manages(principal: Principal): boolean {
    return this.deps.rights.can(principal, "rights.manage");
  }

  private isOwn(principal: Principal, of: Subject | undefined): boolean {
    if (of === undefined) return false;
    return of.kind === "user" ? of.id === principal.userId : this.deps.rights.isMember(principal, of.id);
  }

  private roleName(id: string): string {
    return this.deps.rights.role(id)?.name ?? "";
  }

  private ownRole(id: string): Role {
    const role = this.deps.rights.role(id);
    if (role === undefined) throw new AtollError(404, "unknown-role", "There is no such role");
    if (!role.builtIn) return role;
    throw new AtollError(409, "built-in-role", `The role "${role.name}" is built in: it stays as it is`);
  }

  private checkName(name: string, but?: string): void {
    const roles = this.deps.rights.roles();
    if (roles.every((role) => role.id === but || fold(role.name) !== fold(name))) return;
    throw new AtollError(409, "name-taken", `There is a role named "${name}" already`, "name");
  }

  private checkActions(actions: readonly string[]): void {
    const names = this.deps.actions.map(({ name }) => name);
    const nouns = new Set(names.map((name) => name.slice(0, name.indexOf("."))));
    for (const action of actions) {
      const all = action.endsWith(".*") && nouns.has(action.slice(0, -2));
      if (action === "*" || all || names.includes(action)) continue;
      throw new AtollError(422, "unknown-action", `There is no action "${action}"`, "actions");
    }
  }

  private checkGroup(id: string): void {
    if (this.deps.rights.isGroup(id)) return;
    throw new AtollError(404, "unknown-group", "There is no such group");
  }

  /** A change that must leave an administrator who can sign in. */
  private keeping(supposed: Supposed, change: () => Promise<void>): Promise<void> {
    const { administrators, rights } = this.deps;
    return administrators.keepOne((user) => rights.administers(user, supposed), change);
  }

  /** What a grant says, with names. Throws AtollError 422 where it speaks of somebody or something that is not there. */
  private async sentence({ subject, scope }: Grant, role: Role | undefined, gone = false): Promise<string> {
    const { store, cache } = this.deps;
    const who = subject.kind === "user"
      ? (await store.users.get(subject.id))?.username
      : (await store.groups.get(subject.id))?.name;
    if (who === undefined && !gone) {
      throw new AtollError(422, "unknown-subject", `There is no such ${subject.kind}`, "subject");
    }
    const view = scope.kind === "all" || scope.kind === "tag"
      ? undefined
      : cache.get(scope.kind === "object" ? scope.collection : scope.kind, scope.id);
    if (view === undefined && "id" in scope && !gone) {
      throw new AtollError(422, "unknown-object", "What the grant reaches is not there", "scope");
    }
    const name = view === undefined ? "" : "name" in view ? view.name : view.id;
    const named = role ?? { id: "", name: "", builtIn: false };
    const whom = who ?? subject.id;
    return grantSentence(subject.kind === "user" ? whom : `Members of ${whom}`, named, scope, name);
  }

  private async noted<T>(
    principal: Principal,
    what: string,
    about: Object,
    doing: string,
    run: () => Promise<T>,
  ): Promise<T> {
    let entry: Pick<AuditEntry, "result" | "message"> = { result: "done", message: "" };
    try {
      if (!this.manages(principal)) throw forbidden(doing);
      return await run();
    } catch (error) {
      const message = error instanceof AtollError ? error.message : "Unexpected error";
      entry = { result: error instanceof AtollError ? "refused" : "failed", message };
      throw error;
    } finally {
      const { userId, username } = principal;
      const noted = { who: { userId, username }, what, object: { ...about }, ...entry, task: null };
      await this.deps.audit.append(noted).catch((error) =>
        log.error("Audit entry not written", { ...noted, error })
      );
    }
  }
}

function sameGrant(a: Grant, b: Grant): boolean {
  return a.role === b.role && a.subject.kind === b.subject.kind && a.subject.id === b.subject.id &&
    JSON.stringify(Object.entries(a.scope).sort()) === JSON.stringify(Object.entries(b.scope).sort());
}

function forbidden(doing: string): AtollError {
  return new AtollError(403, "forbidden", `You are not allowed to ${doing}`);
}
