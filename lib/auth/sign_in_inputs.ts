// What settings of a directory may be: each fault is told with its field, before anything is tried.
import { X509Certificate } from "node:crypto";
import type { z } from "zod";
import { AtollError } from "@/lib/errors.ts";
import {
  ldapSettings,
  type LdapSettingsRecord,
  oidcSettings,
  type OidcSettingsRecord,
} from "@/lib/store/providers.ts";
import type { LdapSettings, OidcSettings } from "./factor_types.ts";
import { filterFault } from "./ldap.ts";

const LOCAL = new Set(["localhost", "127.0.0.1", "[::1]"]);
const ATTRIBUTE = /^[A-Za-z][A-Za-z0-9;.-]*$/;
const SCOPE = /^[\x21\x23-\x5b\x5d-\x7e]+$/;
const CERTIFICATES = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

const wrong = (field: string, sentence: string) => new AtollError(422, "bad-setting", sentence, field);

/** Throws AtollError 422 with the field. Switched off, what is empty may stay empty. */
export function checkedOidc(input: OidcSettings): OidcSettingsRecord {
  const settings = parsed(oidcSettings, trimmed(input));
  const { enabled, issuer, clientId, label, usernameClaim, scopes, ca } = settings;
  if (enabled || issuer !== "") {
    const url = URL.parse(issuer);
    const secure = url?.protocol === "https:" || (url?.protocol === "http:" && LOCAL.has(url.hostname));
    if (url === null || !secure || url.username !== "" || url.search !== "" || url.hash !== "") {
      throw wrong(
        "issuer",
        "The issuer is no address of a provider: it looks like https://login.example.com/realm",
      );
    }
  }
  if (enabled && clientId === "") {
    throw wrong("clientId", "Enter the client id that the provider knows Atoll by");
  }
  if (enabled && label === "") throw wrong("label", 'Enter what the button says after "Sign in with"');
  if (enabled && usernameClaim === "") {
    throw wrong("usernameClaim", "Enter the claim that becomes the user name");
  }
  if (!scopes.every((scope) => SCOPE.test(scope))) {
    throw wrong("scopes", "A scope holds letters, digits and signs, but no space");
  }
  checkAuthorities(ca);
  return settings;
}

/** Throws AtollError 422 with the field. */
export function checkedLdap(input: LdapSettings): LdapSettingsRecord {
  const settings = parsed(ldapSettings, trimmed(input));
  const { enabled, url, tls, userBase, userFilter, groupBase, groupFilter, ca } = settings;
  if (enabled || url !== "") {
    const parsedUrl = URL.parse(url);
    const scheme = parsedUrl?.protocol;
    const bare = parsedUrl !== null && parsedUrl.hostname !== "" && parsedUrl.username === "" &&
      /^\/?$/.test(parsedUrl.pathname) && parsedUrl.search === "" && parsedUrl.hash === "";
    if (!bare || (scheme !== "ldap:" && scheme !== "ldaps:")) {
      throw wrong("url", "The address is none of an LDAP server: it looks like ldaps://ldap.example.com");
    }
    if (scheme === "ldap:" && tls === "none" && !LOCAL.has(parsedUrl.hostname)) {
      throw wrong(
        "tls",
        "Without encryption everybody on the way reads the passwords: use StartTLS or ldaps://",
      );
    }
  }
  if (enabled && userBase === "") {
    throw wrong("userBase", "Enter where users are looked for, as dc=example,dc=com");
  }
  checkFilter("userFilter", userFilter, enabled, ["username"]);
  checkFilter("groupFilter", groupFilter, enabled && groupBase !== "", ["username", "dn"]);
  for (const field of ["usernameAttribute", "idAttribute", "groupAttribute"] as const) {
    if ((enabled || settings[field] !== "") && !ATTRIBUTE.test(settings[field])) {
      throw wrong(
        field,
        "This is no name of an attribute: letters, digits and hyphens, as in sAMAccountName",
      );
    }
  }
  checkAuthorities(ca);
  return settings;
}

function checkFilter(field: string, filter: string, needed: boolean, names: readonly string[]): void {
  if (!needed && filter === "") return;
  if (!names.some((name) => filter.includes(`{${name}}`))) {
    throw wrong(field, `The filter must hold {${names.join("} or {")}}, or it finds everybody`);
  }
  const fault = filterFault(filter);
  if (fault !== null) throw wrong(field, `The filter cannot be read: ${fault}`);
}

function checkAuthorities(ca: string): void {
  if (ca === "") return;
  const found = ca.match(CERTIFICATES) ?? [];
  const rest = ca.replaceAll(CERTIFICATES, "").trim();
  const readable = found.every((pem) => {
    try {
      return new X509Certificate(pem).subject !== undefined;
    } catch {
      return false; // told below
    }
  });
  if (found.length === 0 || rest !== "" || !readable) {
    throw wrong("ca", "These are no certificates in PEM: each begins with -----BEGIN CERTIFICATE-----");
  }
}

function trimmed<T extends object>(input: T): unknown {
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => [name, typeof value === "string" ? value.trim() : value]),
  );
}

function parsed<T>(schema: z.ZodType<T>, input: unknown): T {
  const { success, data, error } = schema.safeParse(input);
  if (success) return data;
  const field = String(error.issues[0]?.path[0] ?? "");
  throw wrong(field, "This is too long, or not of the kind that is wanted here");
}
