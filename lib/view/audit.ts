// The audit log as its page shows it: entries, the words for how they ended, and how the check of the chain stands.

export type AuditResult = "done" | "started" | "refused" | "failed" | "unknown";

/** An entry, as the API gives it. */
export interface AuditLine {
  readonly seq: number;
  readonly time: string;
  /** Address of the client; null: Atoll itself, or not known. */
  readonly from: string | null;
  readonly who: { readonly userId: string; readonly username: string };
  readonly what: string;
  readonly object: { readonly collection: string; readonly id: string; readonly name: string } | null;
  readonly result: AuditResult;
  readonly message: string;
  /** Number of the entry whose outcome this is. */
  readonly of: number | null;
}

/** What a check of the chain has found. */
export interface ChainState {
  readonly running: { readonly done: number; readonly of: number } | null;
  readonly last: {
    readonly time: string;
    readonly entries: number;
    readonly head: { readonly seq: number; readonly hash: string };
    readonly broken: { readonly seq: number; readonly reason: string } | null;
  } | null;
}

/** What can be looked for, as addresses name it. */
export const AUDIT_PARAMS = [
  "text",
  "user",
  "what",
  "collection",
  "object",
  "result",
  "since",
  "until",
] as const;

/** What is looked for, as it was typed; "" where nothing was. */
export type AuditQuery = Readonly<Record<(typeof AUDIT_PARAMS)[number], string>>;

/** What an address looks for. */
export function auditQuery(params: URLSearchParams): AuditQuery {
  const of = (name: (typeof AUDIT_PARAMS)[number]) => params.get(name)?.trim() ?? "";
  return {
    text: of("text"),
    user: of("user"),
    what: of("what"),
    collection: of("collection"),
    object: of("object"),
    result: of("result"),
    since: of("since"),
    until: of("until"),
  };
}

export const RESULTS: Readonly<Record<AuditResult, { readonly text: string; readonly tone: string }>> = {
  done: { text: "Done", tone: "ok" },
  started: { text: "Started", tone: "info" },
  refused: { text: "Refused", tone: "warn" },
  failed: { text: "Failed", tone: "bad" },
  unknown: { text: "Not known", tone: "warn" },
};

/** The address of a search: what is empty is left out. */
export function auditPath(query: Partial<AuditQuery>, more: Readonly<Record<string, string>> = {}): string {
  const given = Object.entries({ ...query, ...more }).filter(([, value]) => value !== "");
  return given.length === 0 ? "/audit" : `/audit?${new URLSearchParams(given)}`;
}

const PAGES: Readonly<Record<string, string>> = {
  vm: "/vms/",
  host: "/hosts/",
  user: "/users/",
  group: "/groups/",
};

/** Where an object has a page of its own; null where it has none. */
export function objectPath(
  { collection, id }: { readonly collection: string; readonly id: string },
): string | null {
  const path = Object.hasOwn(PAGES, collection) ? PAGES[collection] : undefined;
  return path === undefined || id === "" ? null : path + encodeURIComponent(id);
}
