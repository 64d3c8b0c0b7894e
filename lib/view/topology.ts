// What the topology shows, as its address says it: relations, grouping, heat and search. Known to the page and its island.
import { msg } from "./text.ts";

/** What joins objects: VMs run on hosts, have their disks on storage, and are plugged into networks. */
export const RELATIONS = [
  { name: "runs", text: msg("Runs on") },
  { name: "storage", text: msg("Storage") },
  { name: "network", text: msg("Networks") },
] as const;
export const GROUPINGS = [
  { name: "pool", text: msg("Pool") },
  { name: "host", text: msg("Host") },
  { name: "tag", text: msg("Tag") },
] as const;
export const HEATS = [
  { name: "none", text: msg("State") },
  { name: "cpu", text: msg("CPU load") },
  { name: "memory", text: msg("Memory use") },
] as const;

export type Relation = typeof RELATIONS[number]["name"];
export type Grouping = typeof GROUPINGS[number]["name"];
export type Heat = typeof HEATS[number]["name"];

export interface TopologyChoice {
  readonly show: readonly Relation[];
  readonly group: Grouping;
  readonly heat: Heat;
  readonly q: string;
}

function chosen<T extends string>(of: readonly { readonly name: T }[], text: string | null): T | undefined {
  return of.find(({ name }) => name === text)?.name;
}

/** What an address asks for. Of what it does not say, or says wrongly: everything, by pool, coloured by state. */
export function topologyChoice(params: URLSearchParams): TopologyChoice {
  const asked = params.getAll("show").flatMap((text) => text.split(","));
  const show = RELATIONS.map(({ name }) => name).filter((name) => asked.includes(name));
  return {
    show: show.length > 0 ? show : RELATIONS.map(({ name }) => name),
    group: chosen(GROUPINGS, params.get("group")) ?? "pool",
    heat: chosen(HEATS, params.get("heat")) ?? "none",
    q: params.get("q") ?? "",
  };
}

/** The address of a choice, without what goes without saying. */
export function topologyParams({ show, group, heat, q }: TopologyChoice): URLSearchParams {
  const params = new URLSearchParams();
  if (q !== "") params.set("q", q);
  if (show.length < RELATIONS.length) params.set("show", show.join(","));
  if (group !== "pool") params.set("group", group);
  if (heat !== "none") params.set("heat", heat);
  return params;
}

/** Whether the search finds an object: by a part of its name, or `tag:` and a tag. */
export function finds(q: string, name: string, tags: readonly string[]): boolean {
  const wanted = q.trim().toLowerCase();
  if (wanted === "") return false;
  if (wanted.startsWith("tag:")) return tags.some((tag) => tag.toLowerCase() === wanted.slice(4).trim());
  return name.toLowerCase().includes(wanted);
}
