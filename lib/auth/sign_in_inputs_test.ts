import assert from "node:assert/strict";
import { AtollError } from "@/lib/errors.ts";
import { INITIAL } from "@/lib/store/providers.ts";
import { Authority } from "@/tests/integration/authority.ts";
import type { LdapSettings, OidcSettings } from "./factor_types.ts";
import { checkedLdap, checkedOidc } from "./sign_in_inputs.ts";

const OIDC: OidcSettings = {
  ...INITIAL.oidc,
  enabled: true,
  issuer: "https://login.lab/realm",
  clientId: "atoll",
};
const LDAP: LdapSettings = { ...INITIAL.ldap, enabled: true, url: "ldaps://ldap.lab", userBase: "dc=lab" };

function fieldOf(check: () => unknown): string {
  try {
    check();
  } catch (error) {
    assert.ok(error instanceof AtollError && error.status === 422);
    assert.match(error.message, /^[A-Z].*[^.]$/);
    return error.field ?? "";
  }
  return "fine";
}

Deno.test("settings of a provider are refused with the field at fault", () => {
  const cases: [Partial<OidcSettings>, string][] = [
    [{}, "fine"],
    [{ issuer: " https://login.lab " }, "fine"],
    [{ issuer: "http://localhost:8080" }, "fine"],
    [{ issuer: "http://login.lab" }, "issuer"],
    [{ issuer: "login.lab" }, "issuer"],
    [{ issuer: "https://user:pw@login.lab" }, "issuer"],
    [{ issuer: "https://login.lab/?x=1" }, "issuer"],
    [{ issuer: "javascript:alert(1)" }, "issuer"],
    [{ issuer: "x".repeat(600) }, "issuer"],
    [{ clientId: " " }, "clientId"],
    [{ label: "" }, "label"],
    [{ usernameClaim: "" }, "usernameClaim"],
    [{ scopes: ["a b"] }, "scopes"],
    [{ scopes: [""] }, "scopes"],
    [{ ca: "no certificate" }, "ca"],
    [{ enabled: false, issuer: "", clientId: "", label: "" }, "fine"],
    [{ enabled: false, issuer: "nonsense" }, "issuer"],
  ];
  for (const [change, field] of cases) {
    assert.equal(fieldOf(() => checkedOidc({ ...OIDC, ...change })), field, JSON.stringify(change));
  }
  assert.equal(checkedOidc({ ...OIDC, issuer: " https://login.lab " }).issuer, "https://login.lab");
});

Deno.test("settings of a directory are refused with the field at fault", () => {
  const cases: [Partial<LdapSettings>, string][] = [
    [{}, "fine"],
    [{ url: "ldap://ldap.lab:1389/", tls: "starttls" }, "fine"],
    [{ url: "ldap://localhost", tls: "none" }, "fine"],
    [{ url: "ldap://ldap.lab", tls: "none" }, "tls"],
    [{ url: "https://ldap.lab" }, "url"],
    [{ url: "ldaps://" }, "url"],
    [{ url: "ldaps://user:pw@ldap.lab" }, "url"],
    [{ url: "ldaps://ldap.lab/dc=lab" }, "url"],
    [{ userBase: "" }, "userBase"],
    [{ userFilter: "(uid=ada)" }, "userFilter"],
    [{ userFilter: "(uid={username}" }, "userFilter"],
    [{ userFilter: "" }, "userFilter"],
    [{ groupBase: "dc=lab", groupFilter: "(member=x)" }, "groupFilter"],
    [{ groupBase: "dc=lab", groupFilter: "" }, "groupFilter"],
    [{ groupFilter: "" }, "fine"],
    [{ idAttribute: "*" }, "idAttribute"],
    [{ usernameAttribute: "a b" }, "usernameAttribute"],
    [{ groupAttribute: "" }, "groupAttribute"],
    [{ enabled: false, url: "", userBase: "" }, "fine"],
  ];
  for (const [change, field] of cases) {
    assert.equal(fieldOf(() => checkedLdap({ ...LDAP, ...change })), field, JSON.stringify(change));
  }
});

Deno.test("authorities are certificates in PEM, and nothing else", async () => {
  const { pem } = await Authority.make();
  for (const ca of [pem, pem + pem, `\n${pem}\n`]) {
    assert.equal(fieldOf(() => checkedOidc({ ...OIDC, ca })), "fine");
  }
  const broken = pem.replace(/\n[A-Za-z0-9+/]{20}/, "\n");
  for (const ca of [`${pem}x`, broken, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"]) {
    assert.equal(fieldOf(() => checkedOidc({ ...OIDC, ca })), "ca");
  }
});
