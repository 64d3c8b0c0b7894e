import assert from "node:assert/strict";
import type { FromPage, ToPage } from "./messages.ts";
import { type PagePort, PageStream, type Received } from "./page_stream.ts";

function setUp() {
  const ports: { port: PagePort; said: FromPage[] }[] = [];
  const received: Received[] = [];
  const left: string[] = [];
  const clock = { now: 0 };
  const stream = new PageStream(
    { subscription: "vm", reader: "ada", loaded: 3 },
    "e.5.1",
    (one) => received.push(one),
    {
      dial() {
        const said: FromPage[] = [];
        const port: PagePort = { onmessage: null, postMessage: (message) => said.push(message) };
        ports.push({ port, said });
        return Promise.resolve(port);
      },
      leave: (how) => left.push(how),
      now: () => clock.now,
    },
  );
  const tell = (message: ToPage) =>
    ports.at(-1)?.port.onmessage?.(new MessageEvent("message", { data: message }));
  return { stream, ports, received, left, clock, tell, said: () => ports.at(-1)?.said ?? [] };
}

const follow = (at: string): FromPage => ["follow", { subscription: "vm", reader: "ada", loaded: 3, at }];

Deno.test("a page says what it follows and from where, and takes patches and snapshots", async () => {
  const { stream, received, tell, said } = setUp();
  await stream.open();
  assert.deepEqual(said(), [follow("e.5.1")]);
  tell(["state", { phase: "live", since: 1, reason: null }]);
  tell(["event", "message", "e.6.1", '[["vm","a",{"name":"x"}]]']);
  tell(["event", "ping", "e.7.1", ""]);
  tell(["event", "snapshot", "f.1.1", "[]"]);
  tell(["event", "of a later version", "f.2.1", "what"]);
  assert.deepEqual(received, [
    { kind: "patch", patches: [["vm", "a", { name: "x" }]], at: "e.6.1" },
    { kind: "snapshot", patches: [], at: "f.1.1" },
  ]);
  assert.equal(stream.state.value.phase, "live");
  tell(["ping"]);
  tell(["again"]);
  assert.deepEqual(said().slice(1), [["here"], follow("f.2.1")]);
});

Deno.test("a page that comes back from the cache of the browser goes on where it stood, over a new port", async () => {
  const { stream, ports, tell, received } = setUp();
  await stream.open();
  tell(["event", "ping", "e.9.1", ""]);
  stream.close();
  assert.deepEqual(ports[0]?.said.at(-1), ["leave"]);
  await stream.open();
  assert.deepEqual(ports[1]?.said, [follow("e.9.1")]);
  const late: ToPage = ["event", "snapshot", "e.10.1", "[]"];
  ports[0]?.port.onmessage?.(new MessageEvent("message", { data: late }));
  assert.deepEqual(received, [], "the old port is of no interest");
});

Deno.test("a connection that does not ask any more has died: the page dials again", async () => {
  const { stream, ports, tell, clock } = setUp();
  await stream.open();
  clock.now = 60_000;
  tell(["ping"]);
  clock.now = 120_000;
  stream.check();
  assert.equal(ports.length, 1);
  clock.now = 140_000;
  stream.check();
  await Promise.resolve();
  assert.equal(ports.length, 2);
  tell(["state", { phase: "refused", since: 0, reason: "Cannot subscribe" }]);
  clock.now = 999_000;
  stream.check();
  assert.equal(ports.length, 2, "what is refused is not asked again");
});

Deno.test("when the session has ended, or is another's, the page goes", async () => {
  const { stream, left, tell, said } = setUp();
  await stream.open();
  stream.wake(true);
  assert.deepEqual(said().at(-1), ["wake", true]);
  tell(["leave", "sign-in"]);
  assert.deepEqual(left, ["sign-in"]);
});
