// Who comes to which page: a rule for every file of routes/, without which nobody gets in. What pages show is filtered by what their
// reader sees, and what their forms do is decided once more by the services that do it.
import { AtollError } from "@/lib/errors.ts";
import { log } from "@/lib/log.ts";
import { passes } from "@/lib/rights/rules.ts";
import type { Rule } from "@/lib/rights/types.ts";
import type { Middleware } from "fresh";
import type { State } from "@/fresh.config.ts";

/** `open`: for everybody, signed in or not. */
export type PageRule = Rule | "open";

interface PageRules {
  /** For GET and HEAD. */
  readonly read?: PageRule;
  /** For POST. Left out: as for reading. */
  readonly send?: PageRule;
}

/** By the pattern of the route. */
export const PAGE_RULES: { readonly [pattern: string]: PageRules } = {
  "/": { read: "signed-in" },
  "/account": { read: "signed-in" },
  "/alerts": { read: "alert.read" },
  "/audit": { read: "audit.read" },
  "/config": { read: "config.export" },
  "/groups": { read: "users.manage" },
  "/groups/:id": { read: "users.manage" },
  "/disks": { read: "vdi.read" },
  "/health": { read: "signed-in" },
  "/help": { read: "signed-in" },
  "/hosts": { read: "host.read" },
  "/language": { send: "open" },
  // Which list it is says which right it takes.
  "/lists/:file": { read: "signed-in" },
  "/networks": { read: "network.read" },
  // Forms about one pool need the right to its connection, the one that adds needs that to add.
  "/pools": { read: "pool.read", send: "signed-in" },
  "/disks/:id/:tab?": { read: "vdi.read" },
  "/hosts/:id/:tab?": { read: "host.read" },
  "/networks/:id/:tab?": { read: "network.read" },
  "/snapshots/:id/:tab?": { read: "snapshot.read" },
  "/storage/:id/:tab?": { read: "sr.read" },
  "/templates/:id/:tab?": { read: "template.read" },
  "/vms/:id/:tab?": { read: "vm.read" },
  "/pools/:id/:tab?": { read: "pool.read" },
  "/pools/:id/connection": { read: "pool.connection" },
  "/pools/list": { read: "pool.read" },
  "/pools/import": { read: "pools.add" },
  "/preferences": { send: "signed-in" },
  "/roles": { read: "rights.manage" },
  "/roles/:id": { read: "rights.manage" },
  "/search": { read: "signed-in" },
  "/settings": { read: "settings.manage" },
  "/settings/ldap": { read: "settings.manage" },
  "/settings/oidc": { read: "settings.manage" },
  "/setup": { read: "open" },
  "/sign-in": { read: "open" },
  "/sign-in/oidc": { read: "open" },
  "/sign-in/oidc/callback": { read: "open" },
  "/sign-in/passkey": { read: "open" },
  "/sign-in/second": { read: "open" },
  "/sign-out": { send: "open" },
  "/snapshots": { read: "snapshot.read" },
  "/stats": { read: "signed-in" },
  "/storage": { read: "sr.read" },
  "/tasks": { read: "task.read" },
  "/templates": { read: "template.read" },
  "/theme": { send: "signed-in" },
  "/topology": { read: "vm.read" },
  "/users": { read: "users.manage" },
  "/users/:id": { read: "users.manage" },
  "/vms": { read: "vm.read" },
};

/** The rule of a route for a method; undefined: nobody comes in. */
export function ruleOf(pattern: string, method: string): PageRule | undefined {
  const rules = Object.hasOwn(PAGE_RULES, pattern) ? PAGE_RULES[pattern] : undefined;
  if (rules === undefined) return undefined;
  return method === "GET" || method === "HEAD" ? rules.read ?? rules.send : rules.send ?? rules.read;
}

/** Lets through who may come to a page. Throws AtollError 403, also for a page without a rule. */
export function pageRules(): Middleware<State> {
  return (ctx) => {
    const { principal, services: { rights } } = ctx.state;
    const { method } = ctx.req;
    if (ctx.route === null) return ctx.next();
    const rule = ruleOf(ctx.route, method);
    if (rule === "open") return ctx.next();
    if (rule === undefined) log.error("A page has no rule who may come to it", { route: ctx.route, method });
    const reading = method === "GET" || method === "HEAD";
    if (rule !== undefined && principal !== null && passes(rights, principal, rule, reading)) {
      return ctx.next();
    }
    throw new AtollError(403, "forbidden", "You are not allowed to do this");
  };
}
