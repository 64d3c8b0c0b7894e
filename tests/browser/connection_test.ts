// The stream of a browser: one for all its tabs, through navigation, sleep, proxies that buffer, and sign-out.
import { deepEqual, equal, ok } from "node:assert/strict";
import type { Page } from "playwright-core";
import type { Item } from "../client.ts";
import { ForeignClient } from "./foreign_client.ts";
import { type LossyProxy, startLossyProxy } from "./lossy_proxy.ts";
import { sleeperOf } from "./sleeper.ts";
import { documentOf, live, openStage, row, until, visit, type Visitor } from "./stage.ts";

/** Longer (ms) than any pause of a timer, so that it counts as a sleep; ten minutes would change nothing but the test's time. */
const NIGHT = 6000;
/** How soon (ms) after a sleep what is shown has to be right. */
const RIGHT_AGAIN = 1000;

const eventsOf = (text: string) =>
  text.split("\n\n").filter(Boolean).map((event) => ({
    kind: /^event: ?(\w+)/m.exec(event)?.[1] ?? "patch",
    patches: JSON.parse(/^data: ?(\[.*\])$/m.exec(event)?.[1] ?? "[]") as [string, string, unknown][],
  }));
const open = (proxy: LossyProxy) => proxy.streams.filter((stream) => stream.open).length;
const badge = (page: Page, text: string) => page.getByRole("banner").getByRole("status").getByText(text);

Deno.test("the stream of a browser", async (t) => {
  await using stage = await openStage(["--vms", "40", "--hosts", "2", "--seed", "66"]);
  const { api, sims: [sim] } = stage;
  ok(sim);
  const foreign = await ForeignClient.login(sim.url);
  const vms = await api.all("vms");
  const rename = async (vm: Item | undefined, name: string): Promise<string> => {
    ok(vm);
    await foreign.call("VM.set_name_label", await foreign.vm(vm.id), name);
    await until(`${name} is known`, async () => (await api.get(`/api/v1/vms/${vm.id}`)).name === name);
    return vm.id;
  };
  /** A browser of its own behind a network of its own. */
  const behind = async (
    run: (visitor: Visitor, proxy: LossyProxy) => Promise<void>,
    setUp: (proxy: LossyProxy) => void = () => {},
  ): Promise<void> => {
    const proxy = startLossyProxy(stage.url);
    setUp(proxy);
    const visitor = await visit(stage.browser, proxy.url, api.cookie, {
      viewport: { width: 1440, height: 1800 },
    });
    try {
      await run(visitor, proxy);
      deepEqual(visitor.complaints, []);
    } finally {
      await visitor.close();
      await proxy.close();
    }
  };

  await t.step("ten tabs hold one connection, and closing the one that opened it loses nothing", async () => {
    await behind(async (visitor, proxy) => {
      const tabs: Page[] = [];
      const [vm] = vms;
      for (let i = 0; i < 5; i++) tabs.push(await visitor.open("/vms"), await visitor.open(`/vms/${vm?.id}`));
      for (const tab of tabs) await live(tab);
      equal(open(proxy), 1);
      await rename(vm, "seen by all tabs");
      for (const tab of tabs) await tab.getByText("seen by all tabs").first().waitFor();
      const told = eventsOf(proxy.streams[0]?.text() ?? "").filter(({ kind }) => kind === "patch");
      equal(told.length, 2, "once for each of two subscriptions, not for each tab");

      await tabs[0]?.close();
      await rename(vm, "seen by the others");
      for (const tab of tabs.slice(1)) await tab.getByText("seen by the others").first().waitFor();
      equal(proxy.streams.length, 1);
    });
  });

  await t.step("the next page goes on where it was rendered: nothing is sent twice", async () => {
    await behind(async (visitor, proxy) => {
      const page = await visitor.open("/vms");
      await live(page);
      for (const path of ["/vms?q=power:running", `/vms/${vms[1]?.id}`, "/hosts", "/vms"]) {
        await page.goto(proxy.url + path);
        await live(page);
      }
      await row(page, await rename(vms[1], "after four pages")).getByText("after four pages").waitFor();
      const kinds = proxy.streams.flatMap((stream) => eventsOf(stream.text()).map(({ kind }) => kind));
      ok(!kinds.includes("snapshot"), kinds.join());
      const bytes = proxy.streams.reduce((sum, stream) => sum + stream.text().length, 0);
      ok(bytes < 3000, `${bytes} bytes for five pages and one change`);
      equal(open(proxy), 1);
    });
  });

  await t.step(
    "after a sleep what is shown is right within a second, and only the differences were sent",
    async () => {
      await behind(async (visitor, proxy) => {
        const page = await visitor.open("/vms");
        await live(page);
        const loaded = await documentOf(page);
        const last = await rename(vms[2], "before the night");
        await row(page, last).getByText("before the night").waitFor();
        const sleeper = await sleeperOf(stage.browser);
        sleeper.sleep();
        let woken: number;
        let changed: string[];
        try {
          // What is between browser and server forgets the connection, and tells neither.
          proxy.silence();
          const night = new Promise((resolve) => setTimeout(resolve, NIGHT));
          await rename(vms[3], "first thought");
          changed = [await rename(vms[3], "second thought"), await rename(vms[4], "missed")];
          await night;
        } finally {
          proxy.wake();
          woken = performance.now();
          sleeper.wake();
        }
        await page.getByText("second thought").waitFor();
        await page.getByText("missed").waitFor();
        const took = performance.now() - woken;
        ok(took < RIGHT_AGAIN, `right after ${took} ms`);
        equal(await documentOf(page), loaded, "without a reload");
        const [before, after] = proxy.streams;
        const stood = /.*^id: ?(\S+)$/ms.exec(before?.text() ?? "")?.[1];
        // The page's subscription and the shell's: neither begins anew.
        ok(stood !== undefined && after?.since.includes(stood), after?.since.join());
        equal(after?.since.filter((at) => at !== "").length, 2);
        const patches = eventsOf(after?.text() ?? "").flatMap(({ patches }) => patches);
        deepEqual(
          patches.sort((a, b) => changed.indexOf(a[1]) - changed.indexOf(b[1])),
          [["vm", changed[0], { name: "second thought" }], ["vm", changed[1], { name: "missed" }]],
        );
      });
    },
  );

  await t.step("a proxy that buffers is found out and told of, and changes arrive nevertheless", async () => {
    await behind(async (visitor, proxy) => {
      const page = await visitor.open("/vms");
      await badge(page, "Delayed").waitFor();
      ok((await badge(page, "Delayed").textContent())?.includes("holds the stream back"));
      await row(page, await rename(vms[5], "through a buffer")).getByText("through a buffer").waitFor();
      await row(page, await rename(vms[5], "and again")).getByText("and again").waitFor();
      ok(proxy.streams.slice(1).every(({ once }) => once));
    }, (proxy) => proxy.buffer(true));
  });

  await t.step("signing out in one tab takes all tabs to the sign-in", async () => {
    const visitor = await visit(stage.browser, stage.url, null);
    const page = await visitor.open("/sign-in");
    await page.getByLabel("User name").fill("admin");
    await page.getByLabel("Password").fill(stage.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await live(page);
    const other = await visitor.open("/hosts");
    await live(other);
    await page.getByLabel(/^Signed in as/).click();
    await page.getByRole("button", { name: "Sign out" }).click();
    await other.waitForURL(/\/sign-in\?next=%2Fhosts$/);
    deepEqual(visitor.complaints, []);
    await visitor.close();
  });

  await t.step("without shared workers each tab has a connection of its own, by the same means", async () => {
    await behind(async (visitor, proxy) => {
      await visitor.context.addInitScript(() => Reflect.deleteProperty(globalThis, "SharedWorker"));
      const tabs = [await visitor.open("/vms"), await visitor.open("/vms")];
      for (const tab of tabs) await live(tab);
      equal(open(proxy), 2);
      const id = await rename(vms[6], "seen without a worker");
      for (const tab of tabs) await row(tab, id).getByText("seen without a worker").waitFor();
    });
  });
});
