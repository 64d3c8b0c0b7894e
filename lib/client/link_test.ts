import assert from "node:assert/strict";
import { type Ended, Link, linkUrl, type World } from "./link.ts";

const ASKED = [{ collections: "vm:name?power:running", since: "e.5.1" }, { collections: "host", since: "" }];

/** Opens a link whose request is answered so, and waits for its end. */
async function ended(answer: () => Promise<Response>, online = true): Promise<Ended & { events: string[] }> {
  const events: string[] = [];
  const world: World = { fetch: answer, now: () => 7, random: () => 0, online: () => online };
  const how = await new Promise<Ended>((resolve) => {
    new Link(world, { event: ({ kind }) => events.push(kind), ended: resolve }, ASKED, false);
  });
  return { ...how, events };
}

Deno.test("each subscription goes with its position", () => {
  const { searchParams } = new URL(linkUrl(ASKED, true), "http://x");
  assert.deepEqual(searchParams.getAll("collections"), ["vm:name?power:running", "host"]);
  assert.deepEqual(searchParams.getAll("since"), ["e.5.1", ""]);
  assert.equal(searchParams.get("once"), "1");
});

Deno.test("an answer is read to its end; what is no stream is told from one", async () => {
  const headers = { "content-type": "text/event-stream; charset=utf-8" };
  const read = await ended(() =>
    Promise.resolve(new Response("event:open\ndata:{}\n\ndata:[]\n\n", { headers }))
  );
  assert.deepEqual([read.status, read.events], [200, ["open", "message"]]);
  const portal = await ended(() => Promise.resolve(new Response("<h1>Sign in to this network</h1>")));
  assert.deepEqual([portal.status, portal.reason], [0, "Something on the way answered instead of Atoll"]);
});

Deno.test("a refusal tells its sentence, a proxy's its status, no answer whose fault it may be", async () => {
  const body = JSON.stringify({ error: { code: "x", message: "Sign in first" } });
  const refused = await ended(() => Promise.resolve(new Response(body, { status: 401 })));
  assert.deepEqual([refused.status, refused.reason], [401, "Sign in first"]);
  const proxy = await ended(() => Promise.resolve(new Response("<h1>Bad gateway</h1>", { status: 502 })));
  assert.equal(proxy.reason, "Atoll answered with status 502");
  const none = () => Promise.reject(new TypeError("Failed to fetch"));
  assert.equal((await ended(none)).reason, "Atoll does not answer");
  assert.equal((await ended(none, false)).reason, "This device is offline");
});

Deno.test("a closed link tells nothing more", async () => {
  const told: unknown[] = [];
  const answer = Promise.withResolvers<Response>();
  const world: World = { fetch: () => answer.promise, now: () => 0, random: () => 0, online: () => true };
  const owner = { event: (event: unknown) => told.push(event), ended: (how: unknown) => told.push(how) };
  new Link(world, owner, ASKED, false).close();
  answer.resolve(new Response("data:[]\n\n", { headers: { "content-type": "text/event-stream" } }));
  await new Promise((resolve) => setTimeout(resolve, 0));
  assert.deepEqual(told, []);
});
