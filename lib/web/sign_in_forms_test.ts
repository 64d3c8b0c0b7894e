import assert from "node:assert/strict";
import { ldapFrom, oidcFrom } from "./sign_in_forms.ts";

function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}

Deno.test("a secret is kept when nothing is typed, replaced by what is, and goes only where that is said", () => {
  assert.equal(oidcFrom(form({})).clientSecret, undefined);
  assert.equal(oidcFrom(form({ clientSecret: " with blanks " })).clientSecret, " with blanks ");
  assert.equal(oidcFrom(form({ clientSecret: "", dropSecret: "yes" })).clientSecret, "");
  assert.equal(oidcFrom(form({ clientSecret: "new", dropSecret: "yes" })).clientSecret, "new");
  assert.equal(ldapFrom(form({})).bindPassword, undefined);
  assert.equal(ldapFrom(form({ dropPassword: "yes" })).bindPassword, "");
});

Deno.test("scopes are words, and openid goes without saying", () => {
  assert.deepEqual(oidcFrom(form({ scopes: " profile, email  openid groups" })).scopes, [
    "profile",
    "email",
    "groups",
  ]);
  assert.deepEqual(oidcFrom(form({})).scopes, []);
});

Deno.test("boxes that are not sent are off, and encryption is on unless it is switched off", () => {
  const read = ldapFrom(form({ url: " ldap://here ", enabled: "yes" }));
  assert.deepEqual([read.enabled, read.createUsers, read.url, read.tls], [
    true,
    false,
    "ldap://here",
    "starttls",
  ]);
  assert.equal(ldapFrom(form({ tls: "none" })).tls, "none");
});
