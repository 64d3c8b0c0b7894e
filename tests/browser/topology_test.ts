// The topology in a browser: it settles and rests, finds, walks by keys, opens, follows what happens, and reads as a table.
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { SCREENS, smallTargets, THEMES, violations } from "./accessibility.ts";
import { documentOf, live, openStage, PATIENCE } from "./stage.ts";

const stage = await openStage(["--vms", "24", "--hosts", "2", "--seed", "7"]);
const { api } = stage;
Deno.test.afterAll(async () => await stage[Symbol.asyncDispose]());

const rested = (page: Page) => page.locator("canvas[data-layout=resting]").waitFor({ timeout: 2 * PATIENCE });

Deno.test("the graph settles and rests, is walked by keys, and opens what has the focus", async () => {
  const visitor = await stage.visitor();
  try {
    const page = await visitor.open("/topology");
    await rested(page);
    const frames = await page.evaluate(async () => {
      let drawn = 0;
      const { fillRect } = CanvasRenderingContext2D.prototype;
      CanvasRenderingContext2D.prototype.fillRect = function (...box) {
        drawn++;
        return fillRect.apply(this, box);
      };
      await new Promise((resolve) => setTimeout(resolve, 500));
      return drawn;
    });
    assert.ok(frames <= 2, `draws ${frames} times while nothing happens`);
    await page.locator("canvas").focus();
    const said = page.locator(".topology [aria-live]");
    await page.keyboard.press("Tab");
    assert.match(await said.innerText(), /Pool/);
    await page.keyboard.press("Tab");
    assert.match(await said.innerText(), /Host/);
    await page.keyboard.press("Tab");
    assert.match(await said.innerText(), /VM/);
    await page.keyboard.press("Shift+Tab");
    assert.match(await said.innerText(), /Host/);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("aria-label")), "Zoom in");
    await page.locator("canvas").focus();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    const before = await documentOf(page);
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/hosts\//);
    assert.notEqual(await documentOf(page), before);
    assert.deepEqual(visitor.complaints, []);
  } finally {
    await visitor.close();
  }
});

Deno.test("the search counts and centres; choices stand in the address; a VM that starts is seen to run", async () => {
  const visitor = await stage.visitor({ reducedMotion: "reduce" });
  try {
    const page = await visitor.open("/topology");
    await live(page);
    await rested(page);
    const halted = (await api.all("vms")).find((vm) => vm["power_state"] === "Halted");
    assert.ok(halted);
    const name = String(halted["name"]);
    await page.getByRole("searchbox", { name: "Find in the topology" }).fill(name);
    await page.getByText(/^\d+ found$/).waitFor();
    await page.keyboard.press("Enter");
    await page.getByText(/^1 of \d+$/).waitFor();
    assert.match(await page.locator(".topology-card").innerText(), /Halted/);
    await api.post(`/api/v1/vms/${halted.id}/start`);
    await page.locator(".topology-card", { hasText: "Running" }).waitFor();
    await page.getByLabel("Group by").selectOption("host");
    await page.getByLabel("Networks", { exact: true }).uncheck();
    assert.equal(
      new URL(page.url()).search,
      `?${new URLSearchParams({ q: name, show: "runs,storage", group: "host" })}`,
    );
    await rested(page);
    assert.deepEqual(visitor.complaints, []);
  } finally {
    await visitor.close();
  }
});

Deno.test("without a script, or motion, or sight of colours, the page serves as well", async () => {
  const plain = await stage.visitor({ javaScriptEnabled: false });
  try {
    const page = await plain.open("/topology?show=runs&show=storage");
    assert.equal(await page.locator("canvas").isVisible(), false);
    const rows = page.locator("#as-table ~ table tbody tr");
    assert.ok(await rows.count() > 20);
    assert.equal(await page.getByRole("cell", { name: "Network", exact: true }).count(), 0);
  } finally {
    await plain.close();
  }
  for (const [screen, options] of Object.entries(SCREENS)) {
    const visitor = await stage.visitor({ ...options, reducedMotion: "reduce" });
    try {
      const page = await visitor.open("/topology");
      await rested(page);
      for (const theme of THEMES) {
        await page.evaluate((theme) => document.documentElement.dataset["theme"] = theme, theme);
        assert.deepEqual(await violations(page), [], `${screen} ${theme}`);
      }
      if (screen === "phone") {
        assert.deepEqual(await smallTargets(page), []);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
        assert.equal(wide, false, "scrolls sideways");
      }
    } finally {
      await visitor.close();
    }
  }
});
