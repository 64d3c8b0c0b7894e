// Only the changed cell renders: counted where Preact renders, and seen where the document changes.
import { deepEqual, equal, match, ok } from "node:assert/strict";
import type { Page } from "playwright-core";
import { bundleWorker } from "fresh/dev";
import { fromFileUrl, ROOT } from "../sources.ts";
import { openBrowser } from "./stage.ts";

interface Counted {
  readonly counted: {
    renders(): number;
    tell(message: readonly unknown[]): void;
  };
}

const PAGE = '<!DOCTYPE html><title>Counted</title><body><script src="/counted.js" defer></script>';

/** What a patch renders, and the cells whose content it changes. */
function effect(page: Page, patch: object, id: string): Promise<{ renders: number; cells: string[] }> {
  return page.evaluate(async ([patch, id]) => {
    const { counted } = globalThis as unknown as Counted;
    counted.renders();
    const cells = new Set<string>();
    const seen = new Promise<void>((resolve) => {
      const observer = new MutationObserver((records) => {
        for (const { target } of records) {
          const cell = (target instanceof Element ? target : target.parentElement)?.closest("td, tr");
          cells.add(`${cell?.closest("tr")?.dataset["row"]} ${cell?.className}`);
        }
      });
      observer.observe(document.body, {
        subtree: true,
        childList: true,
        characterData: true,
        attributes: true,
      });
      // What this brings to the page is painted in the second frame at the latest.
      requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
    });
    counted.tell([
      "event",
      "message",
      `e.${performance.now().toFixed(0)}.1`,
      JSON.stringify([["vm", id, patch]]),
    ]);
    await seen;
    return { renders: counted.renders(), cells: [...cells] };
  }, [patch, id] as const);
}

Deno.test("what renders when something changes", async (t) => {
  const entry = fromFileUrl(import.meta.resolve("./counted_list.tsx"));
  const script = new TextDecoder().decode(await bundleWorker(ROOT, entry));
  await using stage = await openBrowser();
  const page = await stage.browser.newPage();
  const errors: Error[] = [];
  page.on("pageerror", (error) => errors.push(error));
  await page.route(
    "**/*",
    (route) =>
      route.request().url().endsWith("/counted.js")
        ? route.fulfill({ contentType: "text/javascript", body: script })
        : route.fulfill({ contentType: "text/html", body: PAGE }),
  );
  await page.goto("http://counted.test/vms");
  await page.locator("tr[data-row]").nth(20).waitFor();

  await t.step("one field: its cell", async () => {
    const { renders, cells } = await effect(page, { memory_dynamic_max: 2 ** 31 }, "vm-3");
    equal(await page.locator('tr[data-row="vm-3"] .c-mem').innerText(), "2 GiB");
    equal(renders, 1);
    match(cells.join(), /^vm-3 c-mem [^,]* f1$/);
  });

  await t.step("two fields: two cells", async () => {
    const { renders, cells } = await effect(page, { VCPUs_at_startup: 4, os: "Debian 13" }, "vm-4");
    equal(renders, 2);
    match(cells.sort().join(), /^vm-4 c-cpu [^,]* f1,vm-4 c-os [^,]* f1$/);
  });

  await t.step("a row that is not on the screen: nothing", async () => {
    const last = await page.locator("tr[data-row]").last().getAttribute("data-row");
    ok(last !== "vm-199");
    deepEqual(await effect(page, { memory_dynamic_max: 2 ** 32 }, "vm-199"), { renders: 0, cells: [] });
  });

  deepEqual(errors, []);
});
