import assert from "node:assert/strict";
import { Carrier } from "./carrier.ts";
import type { World } from "./link.ts";
import { Shared } from "./readers.ts";

function setUp(texts: readonly string[], options: { once: boolean; careful: boolean }) {
  const bodies: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>[] = [];
  const posts: unknown[] = [];
  const told: string[] = [];
  const world: World = {
    now: () => 0,
    random: () => 0,
    online: () => true,
    fetch(_url, init) {
      if (init.method === "POST") {
        posts.push(JSON.parse(String(init.body)));
        return Promise.resolve(Response.json({ subscriptions: ["9"] }));
      }
      const body = new ReadableStream<Uint8Array<ArrayBuffer>>({ start: (one) => void bodies.push(one) });
      return Promise.resolve(new Response(body, { headers: { "content-type": "text/event-stream" } }));
    },
  };
  const shared = texts.map((text) => new Shared(text, 0));
  const carrier = new Carrier(
    world,
    {
      opened: () => told.push("opened"),
      ended: ({ reason }) => told.push(reason),
      malformed: () => told.push("malformed"),
    },
    shared,
    options,
  );
  const send = async (text: string) => {
    bodies[0]?.enqueue(new TextEncoder().encode(`${text}\n\n`));
    for (let i = 0; i < 3; i++) await new Promise((resolve) => setTimeout(resolve, 0));
  };
  const open = (...subscriptions: string[]) =>
    send(`event:open\ndata:${JSON.stringify({ stream: "abc", subscriptions })}`);
  return { carrier, shared, posts, told, send, open };
}

Deno.test("events go to the subscription whose number they lead on", async () => {
  const { shared, told, send, open } = setUp(["vm", "host"], { once: false, careful: false });
  await open("1", "2");
  await send("id:e.4.2\ndata:[]");
  await send("id:e.5.7\ndata:[]");
  assert.deepEqual(shared.map(({ at }) => at), ["", "e.4.2"]);
  assert.deepEqual(told, ["opened"]);
});

Deno.test("one that is careful asks for one at a time, and brings the rest when the stream is there", async () => {
  const { carrier, shared, posts, open } = setUp(["vm", "host"], { once: false, careful: true });
  await open("1");
  assert.deepEqual(posts, [{ add: [{ collections: "host", since: "" }], remove: [] }]);
  carrier.carry(shared.slice(1));
  await open("1", "9");
  assert.deepEqual(posts[1], { add: [], remove: ["1"] });
});

Deno.test("an answer that ends with its news is not changed, and one that is no stream is told", async () => {
  const once = setUp(["vm"], { once: true, careful: false });
  await once.open("1");
  once.carrier.carry([...once.shared, new Shared("sr", 0)]);
  assert.deepEqual(once.posts, []);
  const other = setUp(["vm", "host"], { once: false, careful: false });
  await other.open("1");
  assert.deepEqual(other.told, ["Atoll answered in a way that this page does not know"]);
});
