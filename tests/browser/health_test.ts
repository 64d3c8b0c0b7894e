// What somebody should look at: found as it happens, on the health page and the dashboard, each number with the list of just that.
import { deepEqual, equal, match, ok } from "node:assert/strict";
import { ForeignClient } from "./foreign_client.ts";
import { live, openStage, until } from "./stage.ts";

Deno.test("findings, from a host that is disabled to the list behind the number", async (t) => {
  await using stage = await openStage("--vms 40 --hosts 2 --seed 71 --speed 100".split(" "));
  const { api, sims: [sim] } = stage;
  ok(sim);
  const [host] = (await api.all("hosts")).filter((one) => one["coordinator"] === false);
  ok(host);
  const foreign = await ForeignClient.login(sim.url);
  const ref = await foreign.call("host.get_by_uuid", host.id);
  const visitor = await stage.visitor();
  const health = await visitor.open("/health");
  const home = await visitor.open("/");
  await live(health);
  await live(home);
  const rule = "Hosts that are disabled";
  const card = health.getByRole("region", { name: rule });
  const line = home.getByRole("link", { name: `1 ${rule}` });

  await t.step("what happens in a pool is found in open pages", async () => {
    equal(await card.count(), 0);
    await foreign.call("host.disable", ref);
    await card.getByRole("link", { name: String(host["name"]) }).waitFor();
    await line.waitFor();
    // Its rule looks at the hosts of the pool.
    await health.getByRole("region", { name: "Coordinators that nobody could follow" }).waitFor();
  });

  await t.step("the number opens the list of just that", async () => {
    await line.click();
    await home.getByRole("table", { name: "Hosts" }).waitFor();
    equal(await home.locator("tr[data-row]").count(), 1);
    equal(await home.locator("tr[data-row]").getAttribute("data-row"), host.id);
  });

  await t.step("every number is that of its list", async () => {
    const links = health.getByRole("link", { name: "Open the list" });
    const all = await links.evaluateAll((found) =>
      found.map((link) => ({
        count: Number(link.querySelector(".n")?.textContent?.replaceAll(",", "")),
        href: link.getAttribute("href") ?? "",
      }))
    );
    ok(all.length >= 2, "more than one rule has found something");
    for (const { count, href } of all) {
      const page = await visitor.open(href);
      const status = page.getByRole("status").filter({ hasText: /^[\d,]+ (of|in)/ }).first();
      // "3 of 30", or "30 in all".
      equal(Number((await status.innerText()).replaceAll(",", "").match(/^\d+/)?.[0]), count, href);
      await page.close();
    }
  });

  await t.step("it works before any script, narrowed by how grave it is", async () => {
    const plain = await stage.visitor({ javaScriptEnabled: false });
    const page = await plain.open("/health");
    await page.getByRole("region", { name: rule }).waitFor();
    await page.getByRole("link", { name: "Critical" }).click();
    await page.waitForURL(/severity=critical/);
    equal(await page.getByRole("region", { name: rule }).count(), 0);
    await page.goto(new URL("/health?rule=host-disabled", stage.url).href);
    equal(await page.locator(".card.rule").count(), 1);
    deepEqual(plain.complaints, []);
    await plain.close();
  });

  await t.step("it goes as it came, and the API tells the same", async () => {
    const found = (await api.all("findings")).filter((one) => one["rule"] === "host-disabled");
    match(String(found[0]?.["since"]), /^2\d{3}-/);
    await foreign.call("host.enable", ref);
    await card.waitFor({ state: "detached" });
    await until(
      "the API has lost it, too",
      async () => !(await api.all("findings")).some((one) => one["rule"] === "host-disabled"),
    );
  });

  deepEqual(visitor.complaints, []);
  await visitor.close();
});

Deno.test("before there is a pool the dashboard offers the next step", async () => {
  await using stage = await openStage();
  const visitor = await stage.visitor();
  const page = await visitor.open("/");
  await page.getByRole("link", { name: "Add a pool" }).click();
  await page.getByLabel("Address").waitFor();
  await visitor.open("/health").then((health) => health.getByText("Everything is in order.").waitFor());
  deepEqual(visitor.complaints, []);
  await visitor.close();
});
