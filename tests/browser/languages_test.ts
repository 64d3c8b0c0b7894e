// Languages in a real browser: chosen before the sign-in, kept with the user; pages in French, and in Arabic from right to left.
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { live, openStage } from "./stage.ts";

const PAGES = ["/", "/vms", "/hosts", "/storage", "/health", "/pools", "/account"];

/** Words of English texts that stand on nearly every page. */
const ENGLISH =
  /\b(?:Dashboard|Health|Settings|Users|Running|Halted|Storage|Networks|Account|Search|Sign out|Actions)\b/;

/** What the reader sees of the page and can be told by heart: all but names, which are in no language. */
const seen = (page: Page) =>
  page.evaluate(() => {
    const copy = document.body.cloneNode(true);
    if (!(copy instanceof HTMLElement)) return "";
    for (const part of copy.querySelectorAll("bdi, script, .mono, code, td a, .languages")) part.remove();
    return copy.innerText;
  });

const choose = async (page: Page, tag: string) => {
  await page.evaluate((tag) => {
    const button = document.querySelector(`.languages button[value="${tag}"]`);
    if (button instanceof HTMLButtonElement) button.click();
  }, tag);
  await page.waitForFunction((tag) => document.documentElement.lang === tag, tag);
};

Deno.test("pages speak the language that was chosen, and run its way", async (t) => {
  await using stage = await openStage(["--vms", "12"]);
  const visitor = await stage.visitor({ viewport: { width: 390, height: 844 }, locale: "en-US" });

  await t.step("who is not signed in chooses a language, or has what the browser accepts", async () => {
    const context = await stage.browser.newContext({ locale: "fr-CA" });
    const page = await context.newPage();
    await page.goto(`${stage.url}/sign-in`);
    assert.equal(await page.getAttribute("html", "lang"), "fr");
    await page.getByRole("heading", { name: "Se connecter" }).waitFor();
    await choose(page, "ar");
    assert.equal(await page.getAttribute("html", "dir"), "rtl");
    await page.getByRole("heading", { name: "تسجيل الدخول" }).waitFor();
    await context.close();
  });

  const page = await visitor.open("/");
  for (const [tag, dir] of [["fr", "ltr"], ["ar", "rtl"]]) {
    await t.step(`in ${tag} the main pages have no English left, and do not scroll sideways`, async () => {
      await choose(page, tag ?? "");
      for (const path of PAGES) {
        await page.goto(stage.url + path);
        // Islands have started by then, and may have written their texts anew.
        if (path !== "/account") await live(page);
        assert.equal(await page.getAttribute("html", "lang"), tag);
        assert.equal(await page.getAttribute("html", "dir"), dir);
        assert.doesNotMatch(await seen(page), ENGLISH, path);
        const over = await page.evaluate(() =>
          document.documentElement.scrollWidth - document.documentElement.clientWidth
        );
        assert.ok(over <= 0, `${path} is ${over} px too wide`);
      }
    });
  }

  await t.step("another browser of the same user speaks it, too", async () => {
    const other = await stage.visitor({ locale: "en-US" });
    const elsewhere = await other.open("/");
    assert.equal(await elsewhere.getAttribute("html", "lang"), "ar");
    await other.close();
  });

  await t.step("an English reader loads no catalogue", async () => {
    await choose(page, "en");
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await page.goto(`${stage.url}/vms`);
    assert.equal(await page.getAttribute("html", "dir"), "ltr");
    assert.deepEqual(asked.filter((path) => path.startsWith("/i18n/")), []);
  });
  assert.deepEqual(visitor.complaints, []);
  await visitor.close();
});
