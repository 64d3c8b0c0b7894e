// Statistics in a real browser, of a pool whose hosts all answer: tables before any script, charts with one cursor, live figures.
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import type { StatsHistory } from "@/lib/view/stats.ts";
import { violations } from "./accessibility.ts";
import { live, openStage, type Stage, until } from "./stage.ts";

interface Vm {
  readonly id: string;
  readonly name: string;
  readonly host: string | null;
}

async function get<T>(stage: Stage, path: string): Promise<T> {
  const response = await fetch(`${stage.url}${path}`, { headers: { cookie: stage.api.cookie } });
  assert.equal(response.status, 200, path);
  return await response.json();
}

/** Rows of the figures of a group, as people read them. */
const figures = (page: Page, group: string) =>
  page.getByRole("region", { name: group, exact: true }).locator("tbody tr");

Deno.test("statistics in a browser", async (t) => {
  await using stage = await openStage(["--cluster", "--hosts", "3", "--vms", "24", "--seed", "11"]);
  const { items: vms } = await get<{ items: Vm[] }>(
    stage,
    "/api/v1/vms?filter=power_state:Running&fields=name,host",
  );
  const hosts = [...new Set(vms.map(({ host }) => host))];
  const vm = vms[0];
  assert.ok(vm && vm.host !== null && hosts.length > 1, "VMs run on several hosts");

  await t.step("members tell of their own VMs, and of themselves", async () => {
    for (const host of hosts) {
      const own = vms.find((vm) => vm.host === host);
      const history = await get<StatsHistory>(stage, `/api/v1/stats/vm/${own?.id}?range=hour`);
      assert.equal(history.note, undefined);
      assert.ok(history.sources.some(({ name }) => name === "cpu_usage"), "its CPU");
      assert.equal(history.values[0]?.length, 60);
      const own_host = await get<StatsHistory>(stage, `/api/v1/stats/host/${host}?range=week`);
      assert.equal(own_host.values[0]?.length, 168);
    }
    const top = await get<{ items: { cpu: number }[] }>(stage, "/api/v1/stats/top?limit=5");
    assert.equal(top.items.length, 5);
    assert.deepEqual(top.items.map(({ cpu }) => cpu), top.items.map(({ cpu }) => cpu).sort((a, b) => b - a));
  });

  await t.step("without script there are the newest figures and the hour as tables", async () => {
    const visitor = await stage.visitor({ javaScriptEnabled: false });
    const page = await visitor.open(`/vms/${vm.id}/stats`);
    assert.match(await figures(page, "CPU").first().innerText(), /All vCPUs\s+[\d.]+%/);
    const hour = page.locator("details", { hasText: "As a table: Memory" });
    assert.equal(await hour.locator("tbody tr").count(), 12);
    await page.getByRole("link", { name: "Week", exact: true }).click();
    assert.equal(await page.locator(".heat tbody td").count(), 7 * 24);
    await visitor.close();
  });

  const visitor = await stage.visitor();
  const page = await visitor.open(`/vms/${vm.id}/stats?range=live`);
  await live(page);

  await t.step("charts are drawn, and their cursor is one", async () => {
    await page.locator(".plot canvas").first().waitFor();
    const plot = page.getByRole("img", { name: /^Chart of CPU/ });
    await plot.focus();
    await page.keyboard.press("ArrowLeft");
    // The heads of all tables say the moment instead of "Now".
    const heads = page.locator(".figures thead th:nth-child(2)");
    await until(
      "every table is at the cursor",
      async () => (await heads.allInnerTexts()).every((text) => /\d\d:\d\d/.test(text)),
    );
    assert.equal(new Set(await heads.allInnerTexts()).size, 1);
  });

  await t.step("the newest figures come over the stream while somebody looks", async () => {
    const requests: string[] = [];
    page.on("request", (request) => requests.push(new URL(request.url()).pathname));
    const summary = () =>
      page.locator("details", { hasText: "As a table: CPU" }).locator("tbody").textContent();
    const before = await summary();
    await until("the table of the CPU goes on", async () => await summary() !== before);
    assert.deepEqual(requests.filter((path) => path.startsWith("/api/v1/stats")), [], "nothing is polled");
  });

  await t.step("a longer range is fetched without leaving the page", async () => {
    await page.getByRole("link", { name: "Week", exact: true }).click();
    await page.locator(".heat").waitFor();
    assert.match(page.url(), /range=week/);
    assert.deepEqual(await violations(page), []);
  });

  await t.step("who uses most is picked and compared", async () => {
    await page.goto(`${stage.url}/stats`);
    for (const n of [0, 1]) await page.locator("input[name=id]").nth(n).check();
    await page.getByRole("button", { name: "Compare what is ticked" }).click();
    await page.locator(".plot canvas").first().waitFor();
    assert.equal(await figures(page, "CPU").count(), 2);
    assert.deepEqual(await violations(page), []);
  });
  assert.deepEqual(visitor.complaints, []);
});
