// Sign-in by directories over the API: their settings, and a trial of them. Secrets go in and never come out.
import { z } from "@hono/zod-openapi";
import type { SignInSettingsService } from "@/lib/auth/factor_types.ts";
import { readBody } from "./guard.ts";
import type { Routes } from "./routes.ts";

const PATH = "/api/v1/settings";
const tag = "Settings";
const RIGHT = "settings.manage";

const text = (max: number) => z.string("is missing or no text").max(max, "is too long");
const flag = z.boolean("is missing or neither true nor false");
const secret = text(1024).optional().describe("Kept when it is left out, taken away when it is empty");

const oidc = z.object({
  enabled: flag,
  label: text(40).describe("On the button: Sign in with …"),
  issuer: text(512).describe("https://…; http:// on the same machine alone"),
  clientId: text(256),
  scopes: z.array(text(64)).max(16, "are too many").describe("Besides openid"),
  usernameClaim: text(64),
  groupClaim: text(64).describe("Matches groups' `external`; empty: none"),
  createUsers: flag.describe("At the first sign-in"),
  ca: text(24 * 1024).describe("PEM of authorities trusted besides the public ones"),
});
const ldap = z.object({
  enabled: flag,
  url: text(512).describe("ldaps://… or ldap://…"),
  tls: z.enum(["starttls", "none"], "is neither starttls nor none").describe("Of ldap://"),
  ca: text(24 * 1024).describe("PEM of the authorities trusted instead of the public ones"),
  bindDn: text(512).describe("Who searches; empty: anybody"),
  userBase: text(512),
  userFilter: text(512).describe("With {username}"),
  usernameAttribute: text(64),
  idAttribute: text(64).describe("Never changes: entryUUID, objectGUID"),
  groupBase: text(512).describe("Empty: groups do not matter"),
  groupFilter: text(512).describe("With {dn} or {username}"),
  groupAttribute: text(64).describe("Matches groups' `external`, as a group's DN does"),
  createUsers: flag.describe("At the first sign-in"),
});
const oidcInput = oidc.extend({ clientSecret: secret });
const ldapInput = ldap.extend({ bindPassword: secret });
const ldapTrial = ldapInput.extend({ username: text(256).default("").describe("Whom to look up") });
const check = z.object({
  ok: z.boolean(),
  steps: z.array(z.object({ ok: z.boolean(), sentence: z.string() })),
});

export function directoryRoutes(routes: Routes, settings: SignInSettingsService): void {
  routes.add(
    {
      method: "get",
      path: `${PATH}/oidc`,
      tag,
      summary: "Sign-in by OpenID Connect",
      status: 200,
      answer: oidc.extend({ hasSecret: z.boolean() }),
    },
    RIGHT,
    async (_context, principal) => Response.json(await settings.readOidc(principal)),
  );
  routes.add(
    {
      method: "post",
      path: `${PATH}/oidc`,
      tag,
      summary: "Changes sign-in by OpenID Connect",
      body: oidcInput,
      status: 204,
    },
    RIGHT,
    async (context, principal) => {
      await settings.writeOidc(principal, await readBody(context.req.raw, oidcInput));
      return new Response(null, { status: 204 });
    },
  );
  routes.add(
    {
      method: "post",
      path: `${PATH}/oidc/check`,
      tag,
      summary: "Tries settings of OpenID Connect without keeping them",
      body: oidcInput,
      status: 200,
      answer: check,
    },
    RIGHT,
    async (context, principal) =>
      Response.json(await settings.checkOidc(principal, await readBody(context.req.raw, oidcInput))),
  );
  routes.add(
    {
      method: "get",
      path: `${PATH}/ldap`,
      tag,
      summary: "Sign-in by LDAP",
      status: 200,
      answer: ldap.extend({ hasPassword: z.boolean() }),
    },
    RIGHT,
    async (_context, principal) => Response.json(await settings.readLdap(principal)),
  );
  routes.add(
    {
      method: "post",
      path: `${PATH}/ldap`,
      tag,
      summary: "Changes sign-in by LDAP",
      body: ldapInput,
      status: 204,
    },
    RIGHT,
    async (context, principal) => {
      await settings.writeLdap(principal, await readBody(context.req.raw, ldapInput));
      return new Response(null, { status: 204 });
    },
  );
  routes.add(
    {
      method: "post",
      path: `${PATH}/ldap/check`,
      tag,
      summary: "Tries settings of LDAP without keeping them, and looks somebody up",
      body: ldapTrial,
      status: 200,
      answer: check,
    },
    RIGHT,
    async (context, principal) => {
      const { username, ...input } = await readBody(context.req.raw, ldapTrial);
      return Response.json(await settings.checkLdap(principal, input, username));
    },
  );
}
