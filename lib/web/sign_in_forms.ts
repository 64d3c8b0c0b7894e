// The forms of sign-in by a directory, read: names of fields are those of the settings.
import type { LdapInput, OidcInput } from "@/lib/auth/factor_types.ts";
import { text } from "./forms.ts";

const on = (form: FormData, name: string) => text(form, name) === "yes";

/** A secret as typed, with its blanks; kept where nothing was typed, taken away where the box says so. */
function secret(form: FormData, field: string, drop: string): string | undefined {
  const typed = String(form.get(field) ?? "");
  if (typed !== "") return typed;
  return on(form, drop) ? "" : undefined;
}

export function oidcFrom(form: FormData): OidcInput {
  return {
    enabled: on(form, "enabled"),
    label: text(form, "label"),
    issuer: text(form, "issuer"),
    clientId: text(form, "clientId"),
    scopes: text(form, "scopes").split(/[\s,]+/).filter((scope) => scope !== "" && scope !== "openid"),
    usernameClaim: text(form, "usernameClaim"),
    groupClaim: text(form, "groupClaim"),
    createUsers: on(form, "createUsers"),
    ca: text(form, "ca"),
    clientSecret: secret(form, "clientSecret", "dropSecret"),
  };
}

export function ldapFrom(form: FormData): LdapInput {
  return {
    enabled: on(form, "enabled"),
    url: text(form, "url"),
    tls: text(form, "tls") === "none" ? "none" : "starttls",
    ca: text(form, "ca"),
    bindDn: text(form, "bindDn"),
    userBase: text(form, "userBase"),
    userFilter: text(form, "userFilter"),
    usernameAttribute: text(form, "usernameAttribute"),
    idAttribute: text(form, "idAttribute"),
    groupBase: text(form, "groupBase"),
    groupFilter: text(form, "groupFilter"),
    groupAttribute: text(form, "groupAttribute"),
    createUsers: on(form, "createUsers"),
    bindPassword: secret(form, "bindPassword", "dropPassword"),
  };
}
