// Islands in a real browser: what the server rendered comes alive, and nothing more is loaded than it needs.
import { deepEqual, equal, match, ok } from "node:assert/strict";
import type { Browser, Page } from "playwright-core";
import { Builder } from "fresh/dev";
import { launchBrowser } from "../browser.ts";

/** A page with what it loaded and what it complained about. */
interface Visit {
  readonly page: Page;
  readonly scripts: string[];
  readonly complaints: string[];
}

async function visit(browser: Browser, url: string, missing?: string): Promise<Visit> {
  const page = await browser.newPage();
  if (missing) await page.route(missing, (route) => route.abort());
  const scripts: string[] = [];
  const complaints: string[] = [];
  page.on("response", (response) => {
    const path = new URL(response.url()).pathname;
    if (path.endsWith(".js")) scripts.push(path.replace(/^.*\//, "").replace(/-[A-Z0-9]+\.js$/, ""));
  });
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(url, { waitUntil: "networkidle" });
  return { page, scripts, complaints };
}

Deno.test("islands in a browser", async (t) => {
  const outDir = await Deno.makeTempDir({ prefix: "fresh-fixture-" });
  const root = new URL("./fixture/", import.meta.url).href;
  const builder = new Builder({ root, outDir });
  await builder.build();
  const { default: app } = await import(builder.server);
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, app.fetch);
  const base = `http://127.0.0.1:${server.addr.port}`;
  const browser = await launchBrowser();
  try {
    await t.step("a page without islands ships no script", async () => {
      const { page, scripts, complaints } = await visit(browser, `${base}/`);
      deepEqual(scripts, []);
      equal(await page.locator("script").count(), 0);
      equal(await page.title(), "No islands");
      deepEqual(complaints, []);
      await page.close();
    });

    await t.step("a page loads only its islands' chunks", async () => {
      const { page, scripts, complaints } = await visit(browser, `${base}/table`);
      deepEqual(scripts.filter((name) => name !== "chunk").sort(), ["island-Row", "start"]);
      deepEqual(complaints, []);
      await page.close();
    });

    await t.step("a signal given to two islands is one signal, an object one object", async () => {
      const { page, complaints } = await visit(browser, `${base}/shared`);
      await page.click("#one");
      await page.click("#two");
      match(await page.locator("#one").innerText(), /^5\/6/);
      match(await page.locator("#two").innerText(), /^5\/6/);
      const expected = "1 1970-01-01T00:00:00.000Z 1 </script><!--|\u2028";
      equal(await page.locator("#first").textContent(), expected);
      equal(await page.locator("#second").textContent(), expected);
      match(await page.locator("#first").getAttribute("data-style") ?? "", /^\/style-[0-9a-f]+\.css$/);
      equal(await page.locator("[id^=Pi]").count(), 2);
      deepEqual(complaints, []);
      await page.close();
    });

    await t.step("the policy lets the page's own scripts run and no other", async () => {
      const { page, complaints } = await visit(browser, `${base}/shared`);
      equal(await page.locator("html").getAttribute("data-inline"), "ran");
      deepEqual(complaints, []);
      const refused = page.waitForEvent("console", (message) => message.type() === "error");
      await page.evaluate(() => {
        const script = document.createElement("script");
        script.textContent = "document.documentElement.dataset.foreign = 'ran'";
        document.body.append(script);
      });
      match((await refused).text(), /Content Security Policy/);
      equal(await page.locator("html").getAttribute("data-foreign"), null);
      await page.close();
    });

    await t.step("hydration keeps every element the server sent", async () => {
      for (const path of ["/shared", "/nested", "/table"]) {
        const page = await browser.newPage();
        // The document is interactive before module scripts run.
        await page.addInitScript(() =>
          document.addEventListener("readystatechange", () => {
            if (document.readyState !== "interactive") return;
            for (const element of document.querySelectorAll("body *")) Reflect.set(element, "served", true);
          })
        );
        await page.goto(base + path, { waitUntil: "networkidle" });
        const counts = await page.evaluate(() => {
          const all = [...document.querySelectorAll("body *")];
          return [all.length, all.filter((element) => Reflect.get(element, "served") !== true).length];
        });
        ok(Number(counts[0]) > 5);
        equal(counts[1], 0, `${path} made ${counts[1]} new elements`);
        await page.close();
      }
    });

    await t.step("nested islands and slots live, shown, hidden and shown again", async () => {
      const { page, complaints } = await visit(browser, `${base}/nested`);
      for (const id of ["inner", "deep"]) await page.click(`#${id}`);
      for (const id of ["inner", "deep"]) match(await page.locator(`#${id}`).innerText(), /^2\/2/);
      const body = page.locator("#outer > .body > .static");
      const html = await body.innerHTML();
      ok(await body.locator("input").isChecked() && await body.locator("input").isDisabled());

      await page.click("#outer > .toggle");
      equal(await page.locator("#inner").count(), 0);
      await page.click("#outer > .toggle");
      match(await page.locator("#deep").innerText(), /^2\/2/);
      equal(await body.innerText(), "Text & bold ");
      ok(await body.locator("input").isChecked() && await body.locator("input").isDisabled(), html);
      equal(await page.locator("#outer > h2 > em.title").innerText(), "Title");

      await page.click("#closed > .toggle");
      await page.click("#hidden");
      match(await page.locator("#deep").innerText(), /^3\/3/);
      deepEqual(complaints, []);
      await page.close();
    });

    await t.step("an island whose code does not load stays as it was, the others live", async () => {
      const { page, complaints } = await visit(browser, `${base}/nested`, "**/island-Counter-*");
      ok(complaints.some((complaint) => complaint.includes("An island did not start")));
      match(await page.locator("#inner").innerText(), /^0\/0/);
      await page.click("#middle > .toggle");
      equal(await page.locator("#deep").count(), 0);
      await page.click("#middle > .toggle");
      match(await page.locator("#deep").innerText(), /^0\/0/);
      await page.close();
    });

    await t.step("islands that are table rows grow in their place", async () => {
      const { page, complaints } = await visit(browser, `${base}/table`);
      for (const id of ["c", "a"]) await page.click(`#${id}`);
      const rows = await page.locator("tr").allInnerTexts();
      deepEqual(rows, ["a", "a more", "b", "c", "c more", "last"]);
      deepEqual(complaints, []);
      await page.close();
    });
  } finally {
    await browser.close();
    await server.shutdown();
    await Deno.remove(outDir, { recursive: true });
  }
});
