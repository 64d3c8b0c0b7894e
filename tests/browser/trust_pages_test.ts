// The pages of the audit log, of a pool's settings, of many pools from a file, and of the configuration: at a desk and on a phone, in
// both colour schemes; and what they do without a script.
import { deepEqual, equal, match, ok } from "node:assert/strict";
import type { Locator, Page } from "playwright-core";
import { SCREENS, smallTargets, THEMES, violations } from "./accessibility.ts";
import { openStage, until } from "./stage.ts";

const CSV = (url: string) =>
  `address,username,password,name,read_only\n${url},root,canary-18,Second,yes\nhttp://127.0.0.1:9,root,p,,\n,root,p,,\n`;

/** Clicks, and waits until the page behind the click is there as a whole. */
async function follow(page: Page, link: Locator): Promise<void> {
  const loaded = page.waitForEvent("load");
  await link.click();
  await loaded;
}

Deno.test("pages of trust", async (t) => {
  await using stage = await openStage("--vms 4 --hosts 1 --speed 20".split(" "), ["--vms", "2", "--tls"]);
  const second = stage.sims[1]?.url ?? "";
  const [pool] = await stage.api.all("pools");
  ok(pool);
  const visitor = await stage.visitor({ javaScriptEnabled: false });
  const page = await visitor.context.newPage();
  const go = (path: string) => page.goto(new URL(path, stage.url).href);
  const alert = () => page.getByRole("alert").first().innerText();
  let imported = "";

  await t.step("without a script: a pool is renamed, made read-only and switched off and on", async () => {
    await go(`/pools/${pool.id}/connection`);
    await page.getByLabel("Name shown").fill("Customers");
    await follow(page, page.getByRole("button", { name: "Save" }));
    match(await alert(), /settings of Customers are changed/);
    await go(`/pools/${pool.id}/connection`);
    await follow(page, page.getByRole("button", { name: "Make it read-only" }));
    await go("/pools");
    await page.getByRole("heading", { name: /Customers/ }).getByText("read-only").waitFor();
    await go(`/pools/${pool.id}/connection`);
    await follow(page, page.getByRole("button", { name: "Allow changes" }));
    await follow(page, page.getByRole("button", { name: "Switch it off" }));
    await go("/pools");
    await page.getByText("The pool is switched off in Atoll").first().waitFor();
    await follow(page, page.getByRole("button", { name: "Switch it on" }));
    await until("the pool is live", async () => (await stage.api.all("pools"))[0]?.["state"] === "live");
  });

  await t.step(
    "without a script: a new address shows its certificate before anything is sent there",
    async () => {
      await go(`/pools/${pool.id}/connection`);
      await page.getByLabel("Address").fill(second);
      await follow(page, page.getByRole("button", { name: "Save" }));
      match(await page.locator(".err").first().innerText(), /Enter the password again/);
      await page.getByLabel("Password").fill("atoll");
      await follow(page, page.getByRole("button", { name: "Save" }));
      match(await page.locator("main").innerText(), /The new address presents this certificate/);
      ok(await page.getByRole("button", { name: "Accept the certificate and save" }).isVisible());
      visitor.complaints.length = 0;
    },
  );

  await t.step(
    "without a script: a file of pools is looked at, its lines added, what failed tried again",
    async () => {
      await go("/pools/import");
      await follow(page, page.getByRole("button", { name: "Look at the pools" }));
      match(await alert(), /Choose a file or paste its text/);
      await page.getByLabel("Or paste it").fill(CSV(second));
      await follow(page, page.getByRole("button", { name: "Look at the pools" }));
      imported = new URL(page.url()).pathname + new URL(page.url()).search;
      const settled = () =>
        until("nothing is under way", async () => {
          await go(imported);
          return await page.getByText("This page asks again by itself").count() === 0;
        });
      await settled();
      const rows = page.locator("tbody tr");
      match(await rows.nth(0).innerText(), /Can be added/);
      match(await rows.nth(2).innerText(), /The address is missing/);
      equal(await page.getByRole("checkbox", { name: "http://127.0.0.1:9" }).count(), 1);
      await page.getByRole("checkbox", { name: "http://127.0.0.1:9" }).uncheck();
      await follow(page, page.getByRole("button", { name: /Accept and add/ }));
      await settled();
      match(await rows.nth(0).innerText(), /Failed/);
      ok(!(await page.content()).includes("canary-18"), "no password comes back");
      visitor.complaints.length = 0;
    },
  );

  await t.step("without a script: the audit log is searched, checked, and leads on", async () => {
    await go("/audit");
    await page.getByLabel("Action", { exact: true }).fill("pool.edit");
    await follow(page, page.getByRole("button", { name: "Search" }));
    equal(new URL(page.url()).searchParams.get("what"), "pool.edit");
    match(await page.locator("tbody tr").last().innerText(), /name "Customers"/);
    match(await page.locator("tbody tr").last().innerText(), /127\.0\.0\.1/);
    await go("/audit");
    await follow(page, page.getByRole("button", { name: "Check now" }));
    match(await alert(), /as it was written/);
    match(await page.locator("main").innerText(), /All \d+ entries were as they were written/);
    await go("/audit?since=nonsense");
    match(await page.locator(".err").innerText(), /neither a day/);
    visitor.complaints.length = 0;
  });

  await t.step(
    "without a script: the configuration is exported as a file that the passphrase opens",
    async () => {
      await go("/config");
      const form = page.getByRole("region", { name: "Export" });
      await form.getByLabel("Your own password").fill(stage.password);
      await form.getByLabel("Passphrase of the file").fill("a passphrase of twelve or more");
      await form.getByLabel("Passphrase, once more").fill("a passphrase of twelve or more");
      const download = page.waitForEvent("download");
      await form.getByRole("button", { name: "Export" }).click();
      equal((await download).suggestedFilename(), "atoll-config.json");
      const path = await (await download).path();
      await go("/config");
      const into = page.getByRole("region", { name: "Import" });
      await into.getByLabel("File", { exact: true }).setInputFiles(path);
      await into.getByLabel("Passphrase of the file").fill("a passphrase of twelve or more");
      await follow(page, into.getByRole("button", { name: "Show what it would replace" }));
      match(await alert(), /There would be users: 1 instead of 1/);
    },
  );
  await visitor.close();

  const pages = [
    "/audit",
    "/audit?text=nothing-like-this",
    `/pools/${pool.id}/connection`,
    "/pools/import",
    "/config",
  ];
  for (const theme of THEMES) {
    for (const [screen, options] of Object.entries(SCREENS)) {
      await t.step(`axe finds nothing: ${theme}, ${screen}`, async () => {
        const visitor = await stage.visitor({ ...options, colorScheme: theme, reducedMotion: "reduce" });
        const page = await visitor.context.newPage();
        for (const path of [...pages, imported]) {
          await page.goto(new URL(path, stage.url).href);
          deepEqual(await violations(page), [], path);
          if (screen === "phone") {
            const width = await page.evaluate(() => document.documentElement.scrollWidth);
            ok(width <= SCREENS.phone.viewport.width, `${path}: ${width} px wide`);
            deepEqual(await smallTargets(page), [], path);
          }
        }
        deepEqual(visitor.complaints, []);
        await visitor.close();
      });
    }
  }
});
