// An object's page: the object, the tab that is opened, and what of it the reader may see and do.
import { HttpError } from "fresh";
import type { Context } from "fresh";
import type { State } from "@/fresh.config.ts";
import { actionsOf } from "@/lib/actions/registry.ts";
import { rawRecord, seesWholly } from "@/lib/actions/raw_record.ts";
import { AtollError } from "@/lib/errors.ts";
import { spoken } from "@/lib/view/action.ts";
import { hrefOf, isPaged, type Paged } from "@/lib/view/hrefs.ts";
import type { RawRecord } from "@/lib/view/raw_record.ts";
import { KINDS, tabOf, TABS } from "@/lib/view/tabs.ts";
import { t } from "@/lib/view/text.ts";
import { type Collection, COLLECTIONS, type Views } from "@/lib/view/types.ts";
import { diskPart, partsOf } from "./detail_parts.ts";
import type { Detail, Missing, OwnPart } from "./detail_types.ts";
import { partOf, performForm } from "./forms.ts";
import { pageOf, viewOf } from "./page.ts";

/**
 * All that a page of an object is made of.
 * @param tab "" for the page itself
 * @throws HttpError 404 where there is no such tab, or the reader may not open it
 */
export async function detailOf(
  { state, url }: Pick<Context<State>, "state" | "url">,
  kind: Paged,
  id: string,
  tab: string,
): Promise<Detail | Missing> {
  const { principal, services: { actions, rights } } = state;
  if (principal === null) throw new AtollError(401, "not-signed-in", "Sign in first");
  const view = viewOf(state, kind, id);
  if (view === undefined) return missing(state, kind, id);
  const opened = tabOf(kind, tab);
  const tabs = TABS[kind].filter(({ name }) => opens(state, kind, id, name));
  if (opened === undefined || !tabs.includes(opened)) {
    throw new HttpError(404, `There is no tab "${tab}" here`);
  }

  const pool = "pool" in view ? view.pool : view.id;
  const chain = tab === "chain" ? chainOf(state, id) : { below: [], above: [] };
  const parts = [
    ...partsOf(kind, tab, { id: view.id, pool }),
    // A stream follows two hundred parts: of a longer chain the ends are told of by their numbers.
    ...[...chain.below, ...chain.above].map(diskPart),
  ];
  const page = pageOf(state, ...parts);
  const list = actions.list(principal, kind, id).map(spoken);
  const { searchParams } = url;
  const part = partAt(state, kind, view.id, searchParams);
  const object = part === null ? view : viewOf(state, part.collection, part.id);
  const possible = part === null ? list : actions.list(principal, part.collection, part.id).map(spoken);
  const action = possible.find(({ name }) => name === searchParams.get("ask"));
  const name = object === undefined ? "" : partName(state, object);
  const may = (name: string) => rights.canSomewhere(principal, `snapshot.${name}`);
  return {
    kind,
    id: view.id,
    name: view.name || view.id,
    pool,
    tab: opened,
    tabs,
    page,
    actions: list,
    asked: action === undefined ? null : {
      action,
      name,
      part,
      choices: part === null
        ? actions.choices(principal, kind, id, action.name)
        : actions.choices(principal, part.collection, part.id, action.name),
    },
    onPart: part === null || action !== undefined ? null : { part, name, actions: possible },
    changes: (["vbd", "vif"] as const).filter((one) =>
      kind === "vm" && actionsOf(one).some(({ name }) => rights.canSomewhere(principal, `${one}.${name}`))
    ),
    onSnapshots: kind === "vm" ? ["revert", "destroy"].filter(may) : [],
    parents: tab === "snapshots" ? parentsOf(state, view.id) : {},
    chain,
    raw: tab === "raw" ? await rawOf(state, kind, view.id) : null,
  };
}

/** What of the object an address means: a snapshot, a drive or an interface of it. */
function partAt(state: State, kind: Paged, id: string, params: URLSearchParams): OwnPart | null {
  const named = kind === "vm" ? partOf((name) => params.get(name)) : null;
  if (named === null) return null;
  const [collection, part] = named;
  const view = viewOf(state, collection, part);
  const owner = view === undefined ? null : "vm" in view ? view.vm : view.snapshot_of;
  return owner === id ? { collection, id: part } : null;
}

/** What people call an object, or a part of one: a drive by what is in it, an interface by its network. */
function partName(state: State, view: Views[Collection]): string {
  if ("userdevice" in view) {
    const disk = view.vdi === null ? undefined : viewOf(state, "vdi", view.vdi);
    return disk?.name || view.device || `#${view.userdevice}`;
  }
  if ("MAC" in view && "vm" in view) return view.MAC;
  return "name" in view && view.name !== "" ? view.name : view.id;
}

/** Whether the reader may open a tab: what needs more than to see the object. */
function opens(state: State, kind: Paged, id: string, tab: string): boolean {
  const { principal, services: { cache, rights } } = state;
  const target = { collection: kind, id };
  const view = cache.get(kind, id);
  switch (tab) {
    case "connection":
      return rights.can(principal, "pool.connection", target);
    case "raw":
      return view !== undefined && rights.can(principal, `${kind}.read`, target) &&
        seesWholly(cache, rights.sight(principal), kind, view);
    default:
      return true;
  }
}

async function rawOf(state: State, kind: Paged, id: string): Promise<RawRecord | string> {
  const { principal, services } = state;
  if (principal === null) throw new AtollError(401, "not-signed-in", "Sign in first");
  try {
    return await rawRecord(services, principal, kind, id);
  } catch (error) {
    if (!(error instanceof AtollError)) throw error;
    return error.message;
  }
}

/** The tree of a VM's snapshots, as far as both ends of a branch are seen: that tells of nothing else. */
function parentsOf(state: State, vm: string): { readonly [snapshot: string]: string } {
  const { cache } = state.services;
  const seen = new Set<string>();
  for (const { id } of cache.naming("snapshot", "snapshot_of", vm)) {
    if (viewOf(state, "snapshot", id) !== undefined) seen.add(id);
  }
  const parents: Record<string, string> = {};
  for (const id of seen) {
    const parent = cache.get("snapshot", id)?.parent;
    if (parent !== null && parent !== undefined && seen.has(parent)) parents[id] = parent;
  }
  return parents;
}

/** Of a chain at most this many on either side: a subscription has a bounded number of parts. */
const LONGEST = 40;

function chainOf(state: State, id: string): { readonly below: string[]; readonly above: string[] } {
  const below: string[] = [];
  const known = new Set([id]);
  for (let at = viewOf(state, "vdi", id)?.parent; at && below.length < LONGEST;) {
    const next = known.has(at) ? undefined : viewOf(state, "vdi", at);
    if (next === undefined) break;
    below.push(next.id);
    known.add(next.id);
    at = next.parent;
  }
  const above: string[] = [];
  const sr = viewOf(state, "vdi", id)?.sr;
  if (!sr) return { below, above };
  for (const one of state.services.cache.naming("vdi", "sr", sr)) {
    const based = one.parent === id || one.snapshot_of === id;
    if (above.length < LONGEST && based && !known.has(one.id) && viewOf(state, "vdi", one.id)) {
      above.push(one.id);
    }
  }
  return { below, above };
}

/** What has the id instead: somebody may have been given it with the wrong path. */
function missing(state: State, kind: Paged, id: string): Missing {
  for (const other of COLLECTIONS.filter(isPaged)) {
    const view = viewOf(state, other, id);
    if (view !== undefined) return { kind, id, elsewhere: { kind: other, name: view.name || id } };
  }
  return { kind, id, elsewhere: null };
}

/** What a form on an object's page asks for; the page goes on where it was. */
export function detailForm(ctx: Context<State>, kind: Paged): Promise<Response> {
  const { id = "", tab = "" } = ctx.params;
  return performForm(ctx, kind, id, hrefOf(kind, id, tab));
}

/** What the head of the page is given. */
export function headOf({ kind, id, pool, tab, actions, asked }: Detail) {
  return { kind, id, pool, list: t(KINDS[kind].list), tab: tab.name, actions, asked: asked !== null };
}

/** What the tab is given. */
export function bodyOf({ kind, id, pool, tab, parents, onSnapshots, changes, chain }: Detail) {
  return { kind, id, pool, tab: tab.name, parents, onSnapshots, changes, chain };
}
