// Over TLS the browser speaks HTTP/2: many streams fit into one connection, where HTTP/1.1 would stop at six.
import { deepEqual, equal, ok } from "node:assert/strict";
import type { Page } from "playwright-core";
import { startServer, startSim } from "../processes.ts";
import { certificate } from "./certificates.ts";
import { ForeignClient } from "./foreign_client.ts";
import { live, openBrowser, row, visit } from "./stage.ts";

/** More than a browser opens to one server by HTTP/1.1. */
const TABS = 8;
const PASSWORD = "an http2 password";

const protocol = (page: Page) =>
  page.evaluate(() =>
    performance.getEntriesByType("navigation").map((entry) =>
      entry instanceof PerformanceNavigationTiming ? entry.nextHopProtocol : ""
    )[0]
  );

Deno.test("over TLS and HTTP/2", async (t) => {
  await using stack = new AsyncDisposableStack();
  const data = await Deno.makeTempDir({ prefix: "atoll-http2-" });
  stack.defer(() => Deno.remove(data, { recursive: true }));
  const { args } = await certificate("one");
  const server = stack.use(await startServer(data, PASSWORD, args));
  const sim = stack.use(await startSim("--vms 5 --hosts 1 --seed 67".split(" ")));
  const { browser } = stack.use(await openBrowser());
  const visitor = await visit(browser, server.url, null, { ignoreHTTPSErrors: true });
  const first = await visitor.open("/sign-in");
  await first.getByLabel("User name").fill("admin");
  await first.getByLabel("Password").fill(PASSWORD);
  await first.getByRole("button", { name: "Sign in" }).click();
  await first.waitForURL(`${server.url}/`);
  const added = await first.evaluate(async (address) => {
    const body = JSON.stringify({ address, username: "root", password: "atoll" });
    const headers = { "content-type": "application/json" };
    return (await fetch("/api/v1/pools", { method: "POST", headers, body })).status;
  }, sim.url);
  equal(added, 201);
  const foreign = await ForeignClient.login(sim.url);
  const [ref = ""] = Object.entries(await foreign.records("VM"))
    .find(([, vm]) => vm["is_a_template"] === false && vm["is_control_domain"] === false) ?? [];
  const id = String(await foreign.call("VM.get_uuid", ref));

  await t.step("the stream is live", async () => {
    await first.goto(`${server.url}/vms`);
    await live(first);
    equal(await protocol(first), "h2");
    await foreign.call("VM.set_name_label", ref, "over one connection");
    await row(first, id).getByText("over one connection").waitFor();
  });

  await t.step("more tabs than HTTP/1.1 has connections, each with a stream of its own", async () => {
    await visitor.context.addInitScript(() => Reflect.deleteProperty(globalThis, "SharedWorker"));
    const tabs: Page[] = [];
    for (let i = 0; i < TABS; i++) tabs.push(await visitor.open("/vms"));
    for (const tab of tabs) await live(tab);
    await foreign.call("VM.set_name_label", ref, "over many streams");
    for (const tab of tabs) await row(tab, id).getByText("over many streams").waitFor();
    ok((await Promise.all(tabs.map(protocol))).every((name) => name === "h2"));
  });

  await visitor.close();
  deepEqual(visitor.complaints, []);
});
