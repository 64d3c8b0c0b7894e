// Grants as pages show them: with the names of roles, groups and objects, and the steps of giving one.
import type { Services, State } from "@/fresh.config.ts";
import type { Group } from "@/lib/auth/people_types.ts";
import type { Principal } from "@/lib/auth/types.ts";
import { AtollError } from "@/lib/errors.ts";
import type { Grant, Role, Subject } from "@/lib/rights/types.ts";
import { type GrantScope, grantSentence, parseScope, scopeValue } from "@/lib/view/grant.ts";
import type { AnyView, Collection } from "@/lib/view/types.ts";
import { text } from "./forms.ts";
import { viewOf, viewsOf } from "./page.ts";

/** What of a request's state is needed. */
type Asking = Pick<State, "principal" | "page"> & {
  readonly services: Pick<Services, "cache" | "rights" | "rightsAdmin" | "streams">;
};

/** A grant with the names of what it speaks of. */
export interface NamedGrant {
  readonly id: string;
  readonly role: Role;
  readonly scope: GrantScope;
  readonly target: string;
  readonly who: string;
  readonly by: { readonly name: string; readonly path: string } | null;
}

/** Objects that may be picked one by one: those that have pages or names that people know. */
const PICKED: readonly Collection[] = ["vm", "template", "network", "sr", "host", "vdi", "snapshot"];
/** Objects whose tags are offered: a grant on a tag reaches whatever has it. */
const TAGGED: readonly Collection[] = ["vm", "host", "network", "sr", "template", "pool"];
/** Matches shown of a search. */
const MOST = 25;

const nameIn = (view: AnyView | undefined): string => view !== undefined && "name" in view ? view.name : "";

/** Name of what a scope reaches, as far as the reader may see it; its id otherwise. */
export function targetName(state: Asking, scope: GrantScope): string {
  if (scope.kind === "all") return "";
  if (scope.kind === "tag") return scope.tag;
  return nameIn(viewed(state, scope)) || scope.id;
}

function viewed(state: Asking, scope: GrantScope): AnyView | undefined {
  if (scope.kind === "all" || scope.kind === "tag") return undefined;
  return viewOf(state, scope.kind === "object" ? scope.collection : scope.kind, scope.id);
}

/** Names a grant. @param who who is granted it, in the sentence. @param group the group it comes through */
export function namedGrant(
  state: Asking,
  roles: readonly Role[],
  grant: Grant,
  who: string,
  group: Group | null = null,
): NamedGrant {
  const gone = { id: grant.role, name: grant.role, description: "", builtIn: false, actions: [] };
  return {
    id: grant.id,
    role: roles.find(({ id }) => id === grant.role) ?? gone,
    scope: grant.scope,
    target: targetName(state, grant.scope),
    who,
    by: group && { name: group.name, path: `/groups/${group.id}` },
  };
}

/** Where somebody is in granting a role, from the page's address: role and scope, then which object, then the sentence. */
export function grantChoice(state: Asking, principal: Principal, params: URLSearchParams, who: string) {
  const { rightsAdmin } = state.services;
  const roles = rightsAdmin.roles(principal);
  const asked = params.get("scope") ?? "";
  const scope = parseScope(asked);
  const find = params.get("find")?.trim() ?? "";
  const gone = scope !== null && viewed(state, scope) === undefined && "id" in scope;
  const chosen = scope === null || gone ? null : { scope, name: targetName(state, scope) };
  const step = chosen !== null && !params.has("change") ? "confirm" : asked === "object" ? "find" : "choose";
  const option = (kind: "pool" | "host") => ({ id, name }: { id: string; name: string }) => ({
    value: `${kind}:${id}`,
    text: name || id,
  });
  const byText = (a: { text: string }, b: { text: string }) => a.text.localeCompare(b.text);
  const choosing = step === "choose";
  return {
    who,
    roles,
    role: roles.find(({ id }) => id === params.get("role"))?.id ?? roles[0]?.id ?? "",
    step,
    chosen,
    pools: choosing ? viewsOf(state, "pool").map(option("pool")).sort(byText) : [],
    hosts: choosing ? viewsOf(state, "host").map(option("host")).sort(byText) : [],
    tags: choosing ? tagsOf(state) : [],
    find,
    found: step === "find" && find !== "" ? search(state, find) : [],
    problem: gone ? "What was chosen is not there any more" : null,
  } as const;
}

function tagsOf(state: Asking) {
  const tags = new Set(
    TAGGED.flatMap((collection) =>
      viewsOf(state, collection).flatMap((view) => "tags" in view ? view.tags : [])
    ),
  );
  return [...tags].sort().map((tag) => ({ value: `tag:${tag}`, text: tag }));
}

/** Objects whose name holds the text, or whose id it is. */
function search(state: Asking, find: string) {
  const wanted = find.toLowerCase();
  const found = [];
  for (const collection of PICKED) {
    for (const view of viewsOf(state, collection)) {
      const name = nameIn(view);
      if (view.id !== find && !name.toLowerCase().includes(wanted)) continue;
      found.push({
        collection,
        id: view.id,
        name,
        pool: "pool" in view ? targetName(state, { kind: "pool", id: view.pool }) : "",
      });
      if (found.length === MOST) return found;
    }
  }
  return found;
}

/** Gives what the form asks for to somebody; gives the grant. Throws AtollError 422 for a form that says nothing. */
export async function grantFrom(
  state: Asking,
  principal: Principal,
  form: FormData,
  subject: Subject,
): Promise<Grant> {
  const scope = parseScope(text(form, "scope"));
  if (scope === null) throw new AtollError(422, "bad-scope", "Choose on what the role is granted", "scope");
  return await state.services.rightsAdmin.grant(principal, { subject, role: text(form, "role"), scope });
}

/** What a grant allows, as a sentence. @param who who was granted it */
export function grantText(state: Asking, principal: Principal, grant: Grant, who: string): string {
  const { role, scope, target } = namedGrant(state, state.services.rightsAdmin.roles(principal), grant, who);
  return grantSentence(who, role, scope, target);
}

/** What somebody holds, by whatever grant, for telling them. */
export function namedHoldings(state: Asking, principal: Principal) {
  return state.services.rights.holdings(principal).map(({ role, scope }) => ({
    id: `${role.id} ${scopeValue(scope)}`,
    role,
    scope,
    target: targetName(state, scope),
    who: "You",
    by: null,
  }));
}
