// One's own second factors over the API: what the account page does, a browser's passkeys do through here.
import { z } from "@hono/zod-openapi";
import type { FactorsService } from "@/lib/auth/factor_types.ts";
import { siteOf } from "@/lib/auth/site.ts";
import { passkeyMade } from "@/lib/auth/webauthn_shapes.ts";
import { readBody } from "./guard.ts";
import { type ApiContext, isSecure, param, type RouteDoc, type Routes } from "./routes.ts";

const PATH = "/api/v1/factors";
const tag = "Second factors";

const text = (max: number) => z.string("is missing or no text").min(1, "is empty").max(max, "is too long");
const password = z.strictObject({ password: text(1024) });
const code = z.strictObject({ code: text(64) });
const name = z.strictObject({ name: text(256) });
const made = z.strictObject({ name: text(256), passkey: passkeyMade });

const passkey = z.object({
  id: z.string(),
  name: z.string(),
  created: z.string(),
  used: z.string().nullable(),
  synced: z.boolean().describe("Kept by a password manager or an account"),
  site: z.string().describe("The host name it works at"),
}).openapi("Passkey");
const factors = z.object({
  totp: z.boolean(),
  recoveryCodes: z.int().describe("That are left"),
  passkeys: z.array(passkey),
}).openapi("SecondFactors");
const codes = z.object({
  recoveryCodes: z.array(z.string()).describe("Shown this once; empty: there are some"),
});

export function factorRoutes(routes: Routes, service: FactorsService): void {
  const site = (context: ApiContext) => siteOf(context.req.raw, isSecure(context));
  const doc = (
    method: RouteDoc["method"],
    path: string,
    summary: string,
    more: Pick<RouteDoc, "body"> & Partial<Pick<RouteDoc, "answer">> = {},
  ): RouteDoc => ({
    method,
    path: PATH + path,
    tag,
    summary,
    status: more.answer === undefined ? 204 : 200,
    ...more,
  });
  const done = () => new Response(null, { status: 204 });

  routes.add(
    doc("get", "", "What is set up", { answer: factors }),
    "signed-in",
    async (_context, principal) => Response.json(await service.mine(principal)),
  );
  routes.add(
    doc(
      "post",
      "/confirm",
      "The password once more: what follows asks for it ten minutes after the sign-in",
      {
        body: password,
      },
    ),
    "signed-in",
    async (context, principal) => {
      const { password: given } = await readBody(context.req.raw, password);
      await service.confirm(principal, given, context.env.client);
      return done();
    },
  );
  routes.add(
    doc("post", "/totp", "A new secret for an authenticator app, which counts once confirmed", {
      answer: z.object({ uri: z.string(), svg: z.string().describe("QR code"), secret: z.string() }),
    }),
    "signed-in",
    async (_context, principal) => Response.json(await service.totpBegin(principal)),
  );
  routes.add(
    doc("post", "/totp/confirm", "Confirms it by the first code", { body: code, answer: codes }),
    "signed-in",
    async (context, principal) => {
      const given = await readBody(context.req.raw, code);
      return Response.json({ recoveryCodes: await service.totpConfirm(principal, given.code) });
    },
  );
  routes.add(
    doc("post", "/totp/remove", "Takes the authenticator app away", { body: code }),
    "signed-in",
    async (context, principal) => {
      await service.totpRemove(principal, (await readBody(context.req.raw, code)).code);
      return done();
    },
  );
  routes.add(
    doc("post", "/recovery-codes", "New recovery codes instead of the old ones", { answer: codes }),
    "signed-in",
    async (_context, principal) =>
      Response.json({ recoveryCodes: await service.newRecoveryCodes(principal) }),
  );
  routes.add(
    doc("post", "/passkeys/question", "What to ask an authenticator for, to add a passkey", {
      answer: z.record(z.string(), z.unknown()).describe("For navigator.credentials.create, as JSON"),
    }),
    "signed-in",
    async (context, principal) => Response.json(await service.passkeyBegin(principal, site(context))),
  );
  routes.add(
    doc("post", "/passkeys", "Adds a passkey", { body: made, answer: codes.extend({ passkey }) }),
    "signed-in",
    async (context, principal) => {
      const { name: given, passkey: response } = await readBody(context.req.raw, made);
      return Response.json(await service.passkeyFinish(principal, site(context), given, response));
    },
  );
  routes.add(
    doc("post", "/passkeys/{id}/rename", "Renames a passkey", { body: name }),
    "signed-in",
    async (context, principal) => {
      const given = await readBody(context.req.raw, name);
      await service.passkeyRename(principal, param(context, "id"), given.name);
      return done();
    },
  );
  routes.add(
    doc("delete", "/passkeys/{id}", "Takes a passkey away"),
    "signed-in",
    async (context, principal) => {
      await service.passkeyRemove(principal, param(context, "id"));
      return done();
    },
  );
}
