// What a list's address says of a view: filter and order. Saved views keep it, and nothing else of the address.

/** Lists that have columns to choose and views to save, by their name in the preferences. */
export const LIST_PATHS: Readonly<Record<string, string>> = { vm: "/vms" };

/** Filter and order of a list's address as a view keeps them: "q=tag%3Aweb&sort=name". "" for the list as it is at first. */
export function viewQuery(search: string): string {
  const given = new URLSearchParams(search);
  const kept = new URLSearchParams();
  for (const name of ["q", "sort"]) {
    const value = given.get(name)?.trim();
    if (value) kept.set(name, value);
  }
  return kept.toString();
}

/** The list's address with a view. */
export function viewAddress(list: string, query: string): string {
  const path = Object.hasOwn(LIST_PATHS, list) ? LIST_PATHS[list] ?? "/" : "/";
  const kept = viewQuery(query);
  return kept === "" ? path : `${path}?${kept}`;
}
