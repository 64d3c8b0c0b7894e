// Trusted Types: browsers that know them refuse every text that a page would run as code or read as HTML, but for what its one
// policy lets pass. Pages need the addresses of Atoll's workers alone.

/** What a browser has under `trustedTypes`. */
interface Factory {
  createPolicy(name: string, rules: { createScriptURL(url: string): string | null }): unknown;
}

/** Lets the page load code from these addresses, and from no other, from now on. Once a page: the first ones stay. */
export function trustOnly(urls: readonly string[], of: object = globalThis): void {
  const factory: unknown = Reflect.get(of, "trustedTypes");
  if (!isFactory(factory) || Reflect.get(factory, "defaultPolicy")) return;
  factory.createPolicy("default", { createScriptURL: (asked) => urls.includes(asked) ? asked : null });
}

function isFactory(value: unknown): value is Factory {
  return typeof value === "object" && value !== null && "createPolicy" in value;
}
