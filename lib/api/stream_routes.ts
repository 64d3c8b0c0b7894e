// The stream: opening one, and changing what it follows. docs/stream.md is its protocol.
import { z } from "@hono/zod-openapi";
import { parseSubscription, type StreamService, type Wanted } from "@/lib/stream/mod.ts";
import { readBody } from "./guard.ts";
import { param, type Routes } from "./routes.ts";

const tag = "Stream";
const collections = z.string().describe("What to follow: `vm:name,power_state?power:running;task`");
const since = z.string().describe("EPOCH.REVISION.NUMBER to go on from; a snapshot without");

const query = z.object({
  collections: z.array(collections).describe("One subscription each"),
  since: z.array(since).optional().describe("The n-th belongs to the n-th of `collections`"),
  once: z.literal("1").optional().describe("Ends after the first events that tell something, or 25 s"),
});

const text = (most: number) => z.string("is no text").max(most, "is too long");

const change = z.strictObject({
  add: z.array(
    z.strictObject({ collections: text(16_384), since: text(64).optional() }, "is no object"),
    "is no list",
  ).max(64, "is too long").default([]),
  remove: z.array(text(16), "is no list").max(64, "is too long").default([]).describe(
    "Numbers of subscriptions",
  ),
}).openapi("StreamChange");

const changed = z.object({
  subscriptions: z.array(z.string()).describe("Numbers of those added, in their order"),
}).openapi("StreamChanged");

export function streamRoutes(routes: Routes, streams: StreamService): void {
  routes.add(
    {
      method: "get",
      path: "/api/v1/stream",
      tag,
      summary: "Follows changes as server-sent events; see docs/stream.md",
      query,
      status: 200,
      answer: z.string(),
      media: "text/event-stream",
    },
    "signed-in",
    (context, principal) => {
      const { searchParams } = new URL(context.req.raw.url);
      const all = searchParams.getAll("since");
      const texts = searchParams.getAll("collections");
      const wanted = (texts.length > 0 ? texts : [""]).map((text, n) => wantedOf(text, all[n]));
      const once = searchParams.get("once") === "1";
      return streams.respond(context.req.raw, { wanted, once, principal });
    },
  );
  routes.add(
    {
      method: "post",
      path: "/api/v1/stream/{stream}",
      tag,
      summary: "Adds subscriptions to an open stream and removes some; by the session that opened it",
      body: change,
      reading: true,
      status: 200,
      answer: changed,
    },
    "signed-in",
    async (context, principal) => {
      const { add, remove } = await readBody(context.req.raw, change);
      // All of it is read before anything is changed.
      const wanted = add.map(({ collections, since }) => wantedOf(collections, since));
      const subscriptions = streams.change(param(context, "stream"), { add: wanted, remove }, principal);
      return Response.json({ subscriptions });
    },
  );
}

function wantedOf(text: string, since: string | undefined): Wanted {
  return { subscription: parseSubscription(text), since };
}
