// Who comes through which door, once more and by hand: what the tables of the server are held against. A route that is not here
// fails the matrix.
import type { Guest } from "./house.ts";

/**
 * `open`: everybody. `own`: whoever is signed in, about what is theirs. `asked`: whoever is signed in, but what is asked for is looked
 * at before it is told whether that will do (a password once more, no token, one's own id). An action: who may do it, to Atoll itself
 * or to anything. `object`: decided by the object that the path names.
 */
export type Rule = "open" | "own" | "asked" | "object" | `${string}.${string}`;

const COLLECTIONS =
  "pools|hosts|vms|templates|snapshots|srs|vdis|vbds|vifs|networks|tasks|pifs|pbds|alerts|certificates|updates|pgpus|pcis|loads|findings";

/** By method and path, the first that matches. `*` in a method's place is any. */
const API: readonly (readonly [methods: string, path: string, rule: Rule])[] = [
  ["POST", "session", "open"],
  ["GET", "session", "own"],
  ["DELETE", "session", "open"],
  ["POST", "session/(second|passkey|passkey/question)", "open"],
  ["GET", "openapi.json", "open"],
  ["GET", "factors", "own"],
  ["POST", "factors/.+", "asked"],
  ["DELETE", "factors/.+", "asked"],
  ["POST", "password", "asked"],
  ["GET,DELETE", "sessions", "own"],
  ["DELETE", "sessions/{id}", "own"],
  ["GET", "tokens", "own"],
  ["POST", "tokens", "asked"],
  ["DELETE", "tokens/{id}", "own"],
  ["GET,POST", "preferences", "own"],
  ["GET", "users/{id}", "asked"],
  ["*", "users(/.+)?", "users.manage"],
  ["GET,POST", "groups/{id}/quota", "rights.manage"],
  ["*", "groups(/.+)?", "users.manage"],
  ["GET", "actions", "own"],
  ["*", "(roles|grants)(/.+)?", "rights.manage"],
  ["GET", "audit(.ndjson|/verify|/retention)?", "audit.read"],
  ["POST", "audit/retention", "settings.manage"],
  ["*", "settings/.+", "settings.manage"],
  ["POST", "config/export", "config.export"],
  ["POST", "config/(plan|import)", "config.import"],
  ["POST", "pools(/probe)?", "pools.add"],
  ["*", "pools/import(/.+)?", "pools.add"],
  ["GET", "(stream|search)", "own"],
  ["POST", "stream/{stream}", "own"],
  // What they tell of is what their reader sees: lib/api/stats_routes_test.ts.
  ["GET", "search", "own"],
  ["GET", "stats/(top|compare|{collection}/{id})", "own"],
  ["GET", "alerts/acknowledged", "own"],
  ["GET", "tasks/starters", "own"],
  ["GET", `(${COLLECTIONS})`, "vm.read"],
  ["*", `(${COLLECTIONS})/{id}(/.+)?`, "object"],
];

const PAGES: readonly (readonly [path: string, rule: Rule])[] = [
  ["/(setup|sign-in|sign-in/.+|sign-out|language)", "open"],
  ["/(account|health|help|lists/:file|preferences|search|stats|theme)?", "own"],
  ["/audit", "audit.read"],
  ["/config", "config.export"],
  ["/(users|groups)(/:id)?", "users.manage"],
  ["/roles(/:id)?", "rights.manage"],
  ["/settings(/.+)?", "settings.manage"],
  ["/pools/import", "pools.add"],
  ["/pools(/list)?", "vm.read"],
  ["/(alerts|disks|hosts|networks|snapshots|storage|tasks|templates|topology|vms)", "vm.read"],
  ["/(disks|hosts|networks|pools|snapshots|storage|templates|vms)/:id/:tab\\?", "object"],
  ["/pools/:id/connection", "object"],
];

const whole = (pattern: string) =>
  new RegExp(`^${pattern.replaceAll(".ndjson", "\\.ndjson").replaceAll(/[{}]/g, "\\$&")}$`);

/** The rule of an operation of the API; undefined: there is none. */
export function ruleOfOperation(method: string, path: string): Rule | undefined {
  const rest = path.replace("/api/v1/", "");
  return API.find(([methods, pattern]) =>
    (methods === "*" || methods.split(",").includes(method)) && whole(pattern).test(rest)
  )?.[2];
}

/** The rule of a page. */
export function ruleOfPage(method: string, pattern: string): Rule | undefined {
  // Its forms are about one pool each.
  if (method === "POST" && pattern === "/pools") return "own";
  return PAGES.find(([path]) => whole(path).test(pattern))?.[1];
}

const ATOLL_ITSELF = /^(users|rights|audit|settings|config|pools)\./;

/** Whether somebody comes through a door that is no object's. Nobody who is dead does. */
export function passes(guest: Guest, rule: Rule, reading: boolean): boolean {
  if (guest.dead) return rule === "open";
  if (guest.readOnly && !reading && rule !== "open") return false;
  if (rule === "open" || rule === "own" || rule === "asked") return true;
  // What is not of pools is read by who may change it, but for the audit log.
  if (guest.readOnly && !rule.endsWith(".read")) return false;
  return guest.may(rule) && (!ATOLL_ITSELF.test(rule) || guest.scope?.kind === "all");
}
