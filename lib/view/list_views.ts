// What a list's address says of a view: filter and order. Saved views keep it, and nothing else of the address.

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

/** The address of a view of the list at a path. */
export function viewAddress(path: string, query: string): string {
  const kept = viewQuery(query);
  return kept === "" ? path : `${path}?${kept}`;
}
