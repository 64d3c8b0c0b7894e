// The gzip-coded stream, which is put together from pieces, as others unpack it: Chromium's EventSource, curl and Deno's fetch.
import { deepEqual, equal, ok } from "node:assert/strict";
import { batch, mod, vmRecord } from "@/lib/cache/testing.ts";
import { parseSubscription } from "@/lib/stream/mod.ts";
import { ADMIN, Client, named, setUp, UUID } from "@/lib/stream/testing.ts";
import { openBrowser, PATIENCE } from "./stage.ts";

const NAMES = ["one", "two", "a longer name ".repeat(100)];
const patchOf = (name: string) => JSON.stringify([["vm", UUID, { name }]]);

/** A stream of VMs on a port of its own, for anybody. */
async function serve() {
  const { writer, hub } = setUp();
  const many = Array.from({ length: 3000 }, (_, i) => mod("VM", `M${i}`, vmRecord(`m${i}`)));
  await writer.apply(batch(...many));
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, (request) => {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === "/") {
      return new Response("<!doctype html><title>Stream</title>", {
        headers: { "content-type": "text/html" },
      });
    }
    const once = searchParams.has("once");
    return hub.respond(request, {
      wanted: [{ subscription: parseSubscription("vm:name") }],
      principal: ADMIN,
      once,
    });
  });
  return {
    url: `http://127.0.0.1:${server.addr.port}`,
    rename: (name: string) => void writer.apply(named(name)),
    [Symbol.asyncDispose]: async () => {
      hub.closeAll();
      await server.shutdown();
    },
  };
}

Deno.test("I19: EventSource in Chromium gets each event of a gzip-coded stream as it is sent", async () => {
  await using stream = await serve();
  await using chromium = await openBrowser();
  const page = await chromium.browser.newPage();
  await page.goto(stream.url);
  const answer = page.waitForResponse((response) => response.url().endsWith("/stream"));
  const received = page.evaluate((names) =>
    new Promise<string[]>((resolve, reject) => {
      const source = new EventSource("/stream");
      const events: string[] = [];
      // The test goes on when the title says how many events there were.
      const take = (event: string) => {
        document.title = String(events.push(event));
        if (events.length <= names) return;
        source.close();
        resolve(events);
      };
      source.addEventListener("snapshot", ({ data }) => take(`snapshot of ${JSON.parse(data).length}`));
      source.onmessage = ({ data }) => take(data);
      source.onerror = () => reject(new Error("The stream broke off"));
    }), NAMES.length);
  equal((await (await answer).allHeaders())["content-encoding"], "gzip");
  for (const [n, name] of NAMES.entries()) {
    await page.waitForFunction((n) => document.title === String(n), n + 1, { timeout: PATIENCE });
    stream.rename(name);
  }
  deepEqual(await received, ["snapshot of 3002", ...NAMES.map(patchOf)]);
});

const curl = await new Deno.Command("curl", { args: ["--version"] }).output().then(() => true, () => false);
const curlTest = `I19: curl --compressed unpacks it to a right end${
  curl ? "" : " (skipped: there is no curl here)"
}`;

Deno.test(curlTest, { ignore: !curl }, async () => {
  await using stream = await serve();
  const curl = new Deno.Command("curl", { args: ["-sSN", "--compressed", `${stream.url}/stream?once=1`] });
  const { success, stdout, stderr } = await curl.output();
  ok(success, new TextDecoder().decode(stderr));
  const text = new TextDecoder().decode(stdout);
  const data = /^event:snapshot\nid:\S+\ndata:(.*)\n\n$/m.exec(text)?.[1] ?? "";
  equal(JSON.parse(data).length, 3002);
});

Deno.test("I19: fetch gets each event as it is sent", async () => {
  await using stream = await serve();
  const response = await fetch(`${stream.url}/stream`);
  equal(response.headers.get("content-encoding"), "gzip");
  const client = new Client(response);
  await client.find("snapshot");
  for (const name of NAMES) {
    stream.rename(name);
    equal((await client.find()).data, patchOf(name));
  }
  await client.cancel();
});
