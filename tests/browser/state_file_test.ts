// Real pools out of files: `demo --state FILE` shows in a browser exactly what the file holds.
import { deepEqual, equal, ok } from "node:assert/strict";
import type { Page } from "playwright-core";
import { startSimulator } from "@/sim/mod.ts";
import { bytes } from "@/lib/view/format.ts";
import { ApiClient, type Item } from "../client.ts";
import { startScript } from "../processes.ts";
import { ignore, why } from "../shared.ts";
import { ROOT } from "../sources.ts";
import { type PoolFile, type PoolRecord, readPoolFile } from "./pool_file.ts";
import { live, openBrowser, row, visit } from "./stage.ts";

const SHARED = "../shared/xapi";
const FILE = `${SHARED}/pools/two-host-iscsi-snapshots-6.1.json`;
const OTHERS = [
  "pools/default-templates-current.json",
  "pools/single-host-6.1.json",
  "pools/two-host-appliances-6.0.json",
  "pools/two-host-iscsi-lvm-6.0.50.json",
  "histories/day-of-work/end.json.gz",
];
const PASSWORD = "shows what the file holds";

const text = (record: PoolRecord | undefined, field: string) => String(record?.[field]);
const number = (record: PoolRecord | undefined, field: string) => Number(record?.[field]);
/** `uuid@pool` where two pools hold the same. */
const uuid = ({ id }: Item) => id.replace(/@.*/, "");
const sorted = <T>(rows: T[]) => rows.map((one) => JSON.stringify(one)).sort();

/** The five collections of the API against the file, names and all. */
async function compare(api: ApiClient, file: PoolFile, pool?: string): Promise<void> {
  for (const name of ["hosts", "vms", "templates", "snapshots", "srs"] as const) {
    const items = (await api.all(name)).filter((item) => pool === undefined || item["pool"] === pool);
    if (name === "hosts" && file.hosts.length === 0) {
      // Templates alone: the simulator puts the pool and the host around them that no Xen-API goes without.
      equal(items.length, 1);
      continue;
    }
    equal(items.length, file[name].length, `${name} of ${file.name}`);
    deepEqual(
      sorted(items.map((item) => [uuid(item), item["name"]])),
      sorted(file[name].map((record) => [record["uuid"], record["name_label"]])),
    );
    if (name === "vms") {
      deepEqual(
        sorted(
          items.map((vm) => [uuid(vm), vm["power_state"], vm["memory_dynamic_max"], vm["memory_static_max"]]),
        ),
        sorted(file.vms.map((vm) => [
          vm["uuid"],
          vm["power_state"],
          number(vm, "memory_dynamic_max"),
          number(vm, "memory_static_max"),
        ])),
      );
    }
  }
}

/** Number of rows of the page's table. */
const rowsOf = (page: Page) => page.locator("tbody tr:not(.gap)").count();

Deno.test(`the demo shows the pool of a state file${why}`, { ignore }, async (t) => {
  await using stack = new AsyncDisposableStack();
  const [demo, opened, file] = await Promise.all([
    startScript("demo.ts", ["--listen", "127.0.0.1:0", "--state", FILE], {
      ready: /^Atoll ready at /,
      env: { ATOLL_ADMIN_PASSWORD: PASSWORD },
    }).then((running) => stack.use(running)),
    openBrowser().then((browser) => stack.use(browser)),
    readPoolFile(`${ROOT}/${FILE}`),
  ]);
  const api = await ApiClient.signIn(demo.url, PASSWORD);
  const visitor = await visit(opened.browser, demo.url, api.cookie, { locale: "en-US" });
  const page = await visitor.open("/");

  await t.step("the file is the one this test was written for", () => {
    deepEqual(
      [file.hosts, file.vms, file.templates, file.snapshots, file.srs].map(({ length }) => length),
      [2, 2, 61, 5, 8],
    );
  });

  await t.step("the API gives the file's objects and no others", () => compare(api, file));

  await t.step("the dashboard counts them", async () => {
    await live(page);
    await page.getByRole("article").filter({ hasText: file.name }).getByText("Live", { exact: true })
      .waitFor();
    const counts = page.getByRole("navigation", { name: "Main" }).first();
    for (const [name, count] of [["VMs", 2], ["Hosts", 2], ["Storage", 8], ["Pools", 1]]) {
      equal(await counts.getByRole("link", { name: `${name}` }).innerText(), `${name}\n${count}`);
    }
    await page.getByText("2 of 2 hosts live").waitFor();
    await page.getByText("2 of 2 VMs run").waitFor();
    for (const [name, count] of [["Templates", 61], ["Snapshots", 5]]) {
      await page.goto(`${demo.url}/${String(name).toLowerCase()}`);
      await live(page);
      await page.getByText(`${count} in all`).waitFor();
    }
  });

  await t.step("the pool's card counts its templates and snapshots on the pools' page too", async () => {
    await page.goto(`${demo.url}/pools`);
    await live(page);
    const card = page.getByRole("article").filter({ hasText: file.name });
    await card.getByText("61 templates").waitFor();
    await card.getByText("5 snapshots").waitFor();
  });

  await t.step("the VM list holds its VMs: no template, snapshot or control domain", async () => {
    await page.goto(`${demo.url}/vms`);
    await live(page);
    equal(await rowsOf(page), 2);
    for (const vm of file.vms) {
      const line = row(page, text(vm, "uuid"));
      equal(await line.locator(".c-name").innerText(), vm["name_label"]);
      equal(await line.locator(".c-state").innerText(), vm["power_state"]);
      equal(await line.locator(".c-mem").innerText(), bytes(number(vm, "memory_dynamic_max"), "en-US"));
      equal(await line.locator(".c-host").innerText(), file.get("host", vm["resident_on"])?.["name_label"]);
    }
  });

  await t.step("a VM's page shows its snapshots", async () => {
    let shown = 0;
    for (const vm of file.vms) {
      await page.goto(`${demo.url}/vms/${text(vm, "uuid")}/snapshots`);
      await live(page);
      equal(await page.getByRole("heading", { level: 1 }).innerText(), vm["name_label"]);
      const names = file.snapshots.filter((one) => file.get("VM", one["snapshot_of"]) === vm)
        .map((one) => text(one, "name_label"));
      deepEqual((await page.locator(".tree strong").allInnerTexts()).sort(), names.sort());
      shown += names.length;
    }
    equal(shown, 5);
  });

  await t.step("the hosts' page shows its hosts", async () => {
    await page.goto(`${demo.url}/hosts`);
    await live(page);
    equal(await rowsOf(page), 2);
    for (const host of file.hosts) {
      const line = page.getByRole("row").filter({ hasText: text(host, "name_label") });
      const metrics = file.get("host_metrics", host["metrics"]);
      const [total, free] = [number(metrics, "memory_total"), number(metrics, "memory_free")];
      const shown = await line.innerText();
      ok(shown.includes(text(host, "address")), shown);
      ok(shown.includes(`${bytes(total - free, "en-US")} of ${bytes(total, "en-US")}`), shown);
      const residents = file.vms.filter((vm) => file.get("host", vm["resident_on"]) === host);
      equal(await line.locator("td[data-l=VMs]").innerText(), String(residents.length));
    }
  });

  await t.step("the storage page shows its storage", async () => {
    await page.goto(`${demo.url}/storage`);
    await live(page);
    equal(await rowsOf(page), 8);
    for (const sr of file.srs) {
      const line = page.locator(`tr[id="${text(sr, "uuid")}"]`);
      ok((await line.locator(".c-name").innerText()).startsWith(text(sr, "name_label")));
      equal(await line.locator("td[data-l=Type]").innerText(), sr["type"]);
      equal(await line.getByText("Shared").count(), sr["shared"] === true ? 1 : 0);
      const size = number(sr, "physical_size");
      if (size > 0) ok((await line.innerText()).includes(`of ${bytes(size, "en-US")}`));
    }
  });

  // Simulators in this process, at the same server: the other files load as well, one pool after another.
  for (const name of OTHERS) {
    await t.step(`${name} loads, and its counts are the file's`, async () => {
      const other = await readPoolFile(`${ROOT}/${SHARED}/${name}`);
      const simulator = stack.adopt(
        await startSimulator({ state: `${ROOT}/${SHARED}/${name}` }),
        (running) => running.close(),
      );
      await compare(api, other, await api.addPool(simulator.url));
    });
  }

  await t.step("the open page counts what was added meanwhile", async () => {
    const srs = await api.all("srs");
    await page.getByText(`${srs.length} in all`).waitFor();
    // Only the rows on the screen are drawn: one of a pool that came meanwhile is looked for.
    const pools = await api.all("pools");
    const added = srs.find((sr) => !file.srs.some((own) => text(own, "uuid") === sr.id));
    ok(added);
    const pool = pools.find(({ id }) => id === added["pool"]);
    ok(pool);
    await page.locator("main input[name=q]").first().fill(`pool:"${pool["name"]}"`);
    await page.locator(`tr[id="${added.id}"]`).waitFor();
  });

  await visitor.close();
  deepEqual(visitor.complaints, []);
});
