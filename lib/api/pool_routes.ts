// Managing pools: add, remove, reconnect, accept a certificate, change credentials.
import { z } from "@hono/zod-openapi";
import { known } from "@/lib/actions/actions.ts";
import { LONGEST, notAdded, type PoolAdmin } from "@/lib/actions/pool_admin.ts";
import type { CacheReader } from "@/lib/cache/types.ts";
import type { PoolSettings } from "@/lib/pools/types.ts";
import { AtollError } from "@/lib/errors.ts";
import { readBody } from "./guard.ts";
import { param, type Routes } from "./routes.ts";
import { SHAPES } from "./shapes.ts";

const tag = "Pools";
const needed = (most: number) =>
  z.string("is missing or no text").min(1, "is empty").max(most, "is too long");
const address = needed(LONGEST.address).describe(
  "host, host:port or URL; plain http only where it is written out",
);
const username = needed(LONGEST.username).describe("User of the pool, usually root");
const password = needed(LONGEST.password);
const fingerprint = needed(128).describe("SHA-256 of the certificate, hex with colons");

const ca = z.string("is no text").max(LONGEST.ca, "is too long").describe(
  "The pool's own certificate authorities in PEM, at most 12: hosts that they vouch for, by name or address, are trusted",
);

const label = z.string("is no text").max(LONGEST.label, "is too long").describe(
  "The name that Atoll shows instead of the pool's own; empty: the pool's own",
);
const readOnly = z.boolean("is neither true nor false").describe(
  "Atoll refuses, for everybody, whatever would change something in the pool",
);

const newPool = z.strictObject({
  address,
  username,
  password,
  fingerprint: z.string("is no text").max(128, "is too long").nullish().describe(
    "The certificate as probed and accepted; may be left out, null or empty for http and publicly trusted ones",
  ),
  ca: ca.nullish().describe("Instead of a fingerprint: the pool's own certificate authorities in PEM"),
  label: label.optional(),
  read_only: readOnly.optional(),
});
const edit = z.strictObject({
  label: label.optional(),
  address: address.optional(),
  fingerprint: fingerprint.optional().describe("The certificate seen and accepted at the new address"),
  username: username.optional(),
  password: password.optional().describe("Needed with a new address: it is sent there"),
  disabled: z.boolean("is neither true nor false").optional().describe(
    "Atoll signs out of the pool and shows nothing of it",
  ),
  read_only: readOnly.optional(),
});
const settings = z.object({
  label: z.string(),
  own_name: z.string().describe("The pool's own name, as last known"),
  address: z.string(),
  username: z.string(),
  disabled: z.boolean(),
  read_only: z.boolean(),
}).openapi("PoolSettings");
const probed = z.strictObject({ address });
const accepted = z.strictObject({ fingerprint });
const credentials = z.strictObject({ username, password });
const authorities = z.strictObject({
  ca: ca.nullable().describe(
    "The pool's own certificate authorities in PEM; null: the certificates known now are what counts",
  ),
});

const certificate = z.object({
  certificate: z.object({
    fingerprint: z.string(),
    subject: z.string(),
    issuer: z.string(),
    valid_from: z.string(),
    valid_to: z.string(),
    vouched: z.boolean().optional().describe("A public authority vouches for it: no fingerprint is needed"),
  }).nullable().describe("null over plain http"),
}).openapi("Certificate");

export function poolRoutes(routes: Routes, admin: PoolAdmin, cache: CacheReader): void {
  const answer = SHAPES.pool;
  const pool = (id: string, status = 200) => Response.json(known(cache, "pool", id), { status });

  routes.add(
    {
      method: "post",
      path: "/api/v1/pools/probe",
      tag,
      summary: "Shows the certificate presented at an address, before any password is sent",
      body: probed,
      status: 200,
      answer: certificate,
    },
    "pools.add",
    async (context, principal) => {
      const body = await readBody(context.req.raw, probed);
      return Response.json({ certificate: await admin.probe(principal, body.address) });
    },
  );

  routes.add(
    {
      method: "post",
      path: "/api/v1/pools",
      tag,
      summary: "Adds a pool: connects, signs in, reads everything",
      body: newPool,
      status: 201,
      answer,
    },
    "pools.add",
    async (context, principal) => {
      const body = await readBody(context.req.raw, newPool).catch((error: unknown) => {
        if (error instanceof AtollError) notAdded(error);
        throw error;
      });
      const { fingerprint, ca, read_only, ...entered } = body;
      const accepted = {
        ...(fingerprint ? { fingerprint } : {}),
        ...(ca ? { ca } : {}),
        ...(read_only === undefined ? {} : { readOnly: read_only }),
      };
      return pool(await admin.add(principal, { ...entered, ...accepted }), 201);
    },
  );

  routes.add(
    {
      method: "delete",
      path: "/api/v1/pools/{id}",
      tag,
      summary: "Signs out of a pool and forgets it",
      status: 204,
    },
    "pool.connection",
    async (context, principal) => {
      await admin.remove(principal, param(context, "id"));
      return new Response(null, { status: 204 });
    },
  );

  routes.add(
    {
      method: "post",
      path: "/api/v1/pools/{id}/reconnect",
      tag,
      summary: "Tries to connect at once",
      status: 200,
      answer,
    },
    "pool.connection",
    async (context, principal) => {
      const id = param(context, "id");
      await admin.reconnect(principal, id);
      return pool(id);
    },
  );

  routes.add(
    {
      method: "post",
      path: "/api/v1/pools/{id}/certificate",
      tag,
      summary: "Accepts the certificate now presented, if it is still the one named",
      body: accepted,
      status: 200,
      answer,
    },
    "pool.connection",
    async (context, principal) => {
      const id = param(context, "id");
      const body = await readBody(context.req.raw, accepted);
      await admin.acceptCertificate(principal, id, body.fingerprint);
      return pool(id);
    },
  );

  routes.add(
    {
      method: "post",
      path: "/api/v1/pools/{id}/credentials",
      tag,
      summary: "Changes the user and password a pool is signed in to with",
      body: credentials,
      status: 200,
      answer,
    },
    "pool.connection",
    async (context, principal) => {
      const id = param(context, "id");
      const body = await readBody(context.req.raw, credentials);
      await admin.setCredentials(principal, id, body.username, body.password);
      return pool(id);
    },
  );

  routes.add(
    {
      method: "post",
      path: "/api/v1/pools/{id}/authorities",
      tag,
      summary: "Holds the hosts to the pool's own certificate authorities, or no longer",
      body: authorities,
      status: 200,
      answer,
    },
    "pool.connection",
    async (context, principal) => {
      const id = param(context, "id");
      const body = await readBody(context.req.raw, authorities);
      await admin.setAuthorities(principal, id, body.ca);
      return pool(id);
    },
  );

  routes.add(
    {
      method: "get",
      path: "/api/v1/pools/{id}/settings",
      tag,
      summary: "How a pool is named and reached",
      status: 200,
      answer: settings,
    },
    "pool.connection",
    (context, principal) => Response.json(shownSettings(admin.settings(principal, param(context, "id")))),
  );

  routes.add(
    {
      method: "post",
      path: "/api/v1/pools/{id}/settings",
      tag,
      summary:
        "Changes how a pool is named and reached, whether it is connected, and whether it may be changed",
      body: edit,
      status: 200,
      answer: settings,
    },
    "pool.connection",
    async (context, principal) => {
      const id = param(context, "id");
      const { disabled, read_only, ...edited } = await readBody(context.req.raw, edit);
      if (Object.keys(edited).length > 0) await admin.edit(principal, id, edited);
      if (read_only !== undefined) await admin.setReadOnly(principal, id, read_only);
      if (disabled !== undefined) await admin.setDisabled(principal, id, disabled);
      return Response.json(shownSettings(admin.settings(principal, id)));
    },
  );
}

function shownSettings({ ownName, readOnly, ...rest }: PoolSettings): z.infer<typeof settings> {
  return { ...rest, own_name: ownName, read_only: readOnly };
}
