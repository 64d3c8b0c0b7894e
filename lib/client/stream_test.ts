import assert from "node:assert/strict";
import type { PageData } from "@/lib/view/types.ts";
import { openStream, streamUrl } from "./stream.ts";
import type { Received, Source } from "./stream.ts";

const PAGE: PageData = {
  at: "epoch.7",
  collections: {
    pool: { fields: ["name"], rows: [[], []] },
    vm: { fields: ["name", "host"], rows: [[], [], []] },
  },
};

class Fake implements Source {
  readonly listeners = new Map<string, (event: MessageEvent<string>) => void>();
  onerror: ((event: Event) => unknown) | null = null;
  onopen: ((event: Event) => unknown) | null = null;
  readyState = 0;
  closed = false;
  constructor(readonly url: string) {}
  addEventListener(type: string, listener: (event: MessageEvent<string>) => void): void {
    this.listeners.set(type, listener);
  }
  close(): void {
    this.closed = true;
  }
  open(): void {
    this.readyState = 1;
    this.onopen?.(new Event("open"));
  }
  send(type: string, data: unknown, id = ""): void {
    this.listeners.get(type)?.(new MessageEvent(type, { data: JSON.stringify(data), lastEventId: id }));
  }
  fail(readyState: number): void {
    this.readyState = readyState;
    this.onerror?.(new Event("error"));
  }
}

function opened(signedOut = false) {
  const sources: Fake[] = [];
  const received: Received[] = [];
  const state = openStream(PAGE, (one) => received.push(one), (url) => {
    const source = new Fake(url);
    sources.push(source);
    return source;
  }, () => Promise.resolve(signedOut));
  // Ends the timers too, as leaving a page does.
  return { sources, received, state, leave: () => dispatchEvent(new Event("pagehide")) };
}

Deno.test("the stream asks for exactly the page's fields, from where the page was rendered", () => {
  const url = new URL(streamUrl(PAGE, PAGE.at), "http://x");
  assert.equal(url.pathname, "/api/v1/stream");
  assert.equal(url.searchParams.get("collections"), "pool:name;vm:name,host");
  assert.equal(url.searchParams.get("since"), "epoch.7");
});

Deno.test("events are handed on, and the state tells connecting, live, reconnecting with its reason", () => {
  const { sources: [source], received, state, leave } = opened();
  assert.ok(source);
  assert.equal(state.value.phase, "connecting");
  source.open();
  assert.deepEqual([state.value.phase, state.value.reason], ["live", null]);
  source.send("message", [["vm", "1", { name: "a" }]], "epoch.8");
  source.send("snapshot", [], "epoch.9");
  assert.deepEqual(received, [
    { kind: "patch", patches: [["vm", "1", { name: "a" }]] },
    { kind: "snapshot", patches: [] },
  ]);
  source.fail(0);
  assert.deepEqual([state.value.phase, state.value.reason], ["reconnecting", "Atoll does not answer"]);
  source.send("ping", null);
  assert.equal(state.value.phase, "live", "EventSource reconnected by itself");
  leave();
  assert.ok(source.closed, "a page that is left holds no connection");
});

Deno.test("a refused stream of somebody who is signed out is not opened again", async () => {
  const { sources, leave } = opened(true);
  sources[0]?.fail(2);
  await Promise.resolve();
  assert.equal(sources.length, 1);
  assert.ok(sources[0]?.closed);
  leave();
});
