// Path patterns: `/vms/:id`, `/:lang?`, `/files/:rest*`, `/api/*`. Compiled to regular expressions over the encoded path.

export type Params = Readonly<Record<string, string>>;

const NAME = /:([A-Za-z_]\w*)/g;

/** Segments of a pattern or path, empty ones left out. */
export function segments(pattern: string): string[] {
  return pattern.split("/").filter((segment) => segment !== "");
}

/** Joins two patterns: `/` and `/vms` give `/vms`. */
export function joinPath(base: string, path: string): string {
  const parts = [...segments(base), ...segments(path)];
  return "/" + parts.join("/");
}

function literal(text: string): string {
  return encodeURI(text).replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

function segmentSource(segment: string): string {
  if (segment === "*") return "(?:/(?<_rest>.*))?";
  const special = segment.match(/^:([A-Za-z_]\w*)([?*+])$/);
  if (special) {
    const [, name, kind] = special;
    if (kind === "?") return `(?:/(?<${name}>[^/]+))?`;
    return kind === "*" ? `(?:/(?<${name}>.+))?` : `/(?<${name}>.+)`;
  }
  let source = "/";
  let end = 0;
  for (const match of segment.matchAll(NAME)) {
    source += literal(segment.slice(end, match.index)) + `(?<${match[1]}>[^/]+?)`;
    end = match.index + match[0].length;
  }
  return source + literal(segment.slice(end));
}

/** Whether a pattern has no parameter, so that it matches one path only. */
export function isStatic(pattern: string): boolean {
  return !/[:*]/.test(pattern);
}

/**
 * Matches whole paths. The function gives the decoded parameters, or null where the path does not match; a wildcard's
 * rest is not among them. Throws URIError for parameters that are not valid percent-encoding.
 */
export function compilePattern(pattern: string): (pathname: string) => Params | null {
  const source = segments(pattern).map(segmentSource).join("");
  const expression = new RegExp(`^${source === "" ? "/" : source}$`);
  return (pathname) => {
    const match = expression.exec(pathname);
    if (!match) return null;
    const params: Record<string, string> = Object.create(null);
    for (const [name, value] of Object.entries(match.groups ?? {})) {
      if (value !== undefined && name !== "_rest") params[name] = decodeURIComponent(value);
    }
    return params;
  };
}

/** Matches paths at or below a pattern: `/vms` covers `/vms` and `/vms/1`, not `/vmsx`. */
export function compilePrefix(pattern: string): (pathname: string) => boolean {
  const expression = new RegExp(`^${segments(pattern).map(segmentSource).join("")}(?=/|$)`);
  return (pathname) => expression.test(pathname);
}

function rank(segment: string): number {
  if (segment === "*" || /[*+]$/.test(segment)) return 4;
  if (segment.endsWith("?")) return 3;
  if (!segment.includes(":")) return 0;
  return segment.startsWith(":") ? 2 : 1;
}

/** Order in which patterns are tried: the more specific one first. */
export function bySpecificity(a: string, b: string): number {
  const as = segments(a), bs = segments(b);
  for (let i = 0; i < Math.min(as.length, bs.length); i++) {
    const difference = rank(as[i] ?? "") - rank(bs[i] ?? "");
    if (difference !== 0) return difference;
  }
  return as.length - bs.length || (a < b ? -1 : a > b ? 1 : 0);
}
