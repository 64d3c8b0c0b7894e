// The shell around every page: tree, palette, keys, drawer of tasks and alerts, search without script, pages fetched ahead.
import { deepEqual, equal, match, ok } from "node:assert/strict";
import type { Page } from "playwright-core";
import { SCREENS, smallTargets, THEMES, violations } from "./accessibility.ts";
import { live, openStage, until } from "./stage.ts";

const stage = await openStage(["--vms", "40", "--hosts", "2", "--seed", "11", "--speed", "8"]);
const { api } = stage;
Deno.test.afterAll(async () => await stage[Symbol.asyncDispose]());

const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute("role") ?? "");
const rows = (page: Page) => page.getByRole("treeitem");
const option = (page: Page) => page.locator("[role=option][aria-selected=true]");

async function power(id: unknown): Promise<unknown> {
  return (await api.all("vms")).find((vm) => vm["id"] === id)?.["power_state"];
}

/** Loads a page, and waits until its keys mean something. */
async function ready(page: Page): Promise<void> {
  await live(page);
}

Deno.test("Ctrl-K finds an object, opens it, and does what it can, asking before what interrupts work", async () => {
  const visitor = await stage.visitor();
  try {
    const vms = await api.all("vms");
    const halted = vms.find((vm) => vm["power_state"] === "Halted");
    const running = vms.find((vm) => vm["power_state"] === "Running" && (vm["ips"] as string[]).length > 0);
    ok(halted && running);
    const page = await visitor.open("/hosts");
    await ready(page);
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox").waitFor();
    await page.getByRole("combobox").fill(String(halted["id"]));
    await option(page).filter({ hasText: String(halted["name"]) }).waitFor();
    equal(await page.getByRole("option").count(), 1);
    await page.keyboard.press("Tab");
    await page.getByRole("option", { name: "Start", exact: false }).first().waitFor();
    await page.getByRole("combobox").fill("start");
    await option(page).filter({ hasText: "Start" }).waitFor();
    await page.keyboard.press("Enter");
    await page.locator(".toasts").getByText(`Start: ${halted["name"]}`).waitFor();
    await until(
      "the VM runs",
      async () => await power(halted["id"]) === "Running",
    );

    // By an address, and its page by Enter.
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox").fill(String((running["ips"] as string[])[0]));
    await option(page).filter({ hasText: String(running["name"]) }).waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/vms/${running["id"]}`);

    // A page by its name; what interrupts work is asked once more.
    await ready(page);
    await page.getByRole("searchbox", { name: "Search everything" }).click();
    await page.getByRole("combobox").fill(String(running["id"]));
    await option(page).filter({ hasText: String(running["name"]) }).waitFor();
    await page.keyboard.press("Tab");
    await page.getByRole("combobox").fill("shut down");
    await page.getByRole("option").filter({ hasText: "Shut down" }).first().click();
    await page.getByText("its services end").waitFor();
    await page.getByRole("dialog").getByRole("button", { name: "Back" }).click();
    await page.getByRole("combobox").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    equal(await power(running["id"]), "Running");
    deepEqual(visitor.complaints, []);
  } finally {
    await visitor.close();
  }
});

Deno.test("the question mark shows the keys, but not while somebody types", async () => {
  const visitor = await stage.visitor();
  try {
    const page = await visitor.open("/hosts");
    await ready(page);
    await page.keyboard.press("?");
    const sheet = page.getByRole("dialog", { name: "Keys" });
    await sheet.getByText("Ctrl K").waitFor();
    await page.keyboard.press("Escape");
    await sheet.waitFor({ state: "detached" });
    await page.getByRole("searchbox", { name: "Filter" }).first().fill("a");
    await page.keyboard.type("?t");
    equal(await page.getByRole("dialog").count(), 0);
    equal(await rows(page).count(), 0);
    deepEqual(visitor.complaints, []);
  } finally {
    await visitor.close();
  }
});

Deno.test("the tree is walked by keys, stays as it was left on the next page, and is live", async () => {
  const visitor = await stage.visitor();
  try {
    const page = await visitor.open("/hosts");
    await ready(page);
    equal(await page.locator("#tree").isVisible(), false, "closed at the first visit");
    await page.keyboard.press("t");
    await rows(page).first().waitFor();
    await page.getByRole("tree").focus();
    equal(await focused(page), "tree");
    const current = () => page.locator("[role=treeitem][aria-selected=true]");
    await page.keyboard.press("ArrowDown");
    const host = await current().locator(".what").innerText();
    equal(await current().getAttribute("aria-expanded"), "false");
    await page.keyboard.press("ArrowRight");
    await page.locator("[role=treeitem][aria-level='3']").first().waitFor();
    await page.keyboard.press("ArrowRight");
    const vm = await current().locator(".what").innerText();
    equal(await current().getAttribute("aria-level"), "3");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/vms/*");
    // Rows come from what the last page left, before anything is asked.
    await page.locator("[role=treeitem][aria-current=page]").filter({ hasText: vm }).waitFor();
    equal(await page.getByRole("treeitem", { name: host }).first().getAttribute("aria-expanded"), "true");
    await live(page);
    const id = new URL(page.url()).pathname.split("/")[2] ?? "";
    await api.post(`/api/v1/vms/${id}/pause`, {});
    await page.locator("[role=treeitem][aria-current=page]").getByText("Paused").waitFor({
      state: "attached",
    });
    await api.post(`/api/v1/vms/${id}/unpause`, {});

    await page.getByRole("searchbox", { name: "Filter the tree" }).fill(vm);
    await page.waitForFunction(() => document.querySelectorAll("[role=treeitem]").length <= 6);
    await page.getByRole("searchbox", { name: "Filter the tree" }).fill("");
    await page.getByRole("combobox", { name: "Show the tree by" }).selectOption("power");
    await page.getByRole("treeitem", { name: "Running" }).first().waitFor();
    await page.reload();
    await page.getByRole("treeitem", { name: "Running" }).first().waitFor();
    await page.locator("#tree-button").click();
    await page.reload();
    await ready(page);
    equal(await page.locator("#tree").isVisible(), false);
    deepEqual(visitor.complaints, []);
  } finally {
    await visitor.close();
  }
});

Deno.test("the drawer follows tasks, and alerts are read once for all pages", async () => {
  const visitor = await stage.visitor();
  try {
    const vms = await api.all("vms");
    const running = vms.find((vm) => vm["power_state"] === "Running");
    ok(running);
    const page = await visitor.open("/hosts");
    await ready(page);
    const bell = page.locator(".bell");
    await bell.click();
    const drawer = page.getByRole("dialog", { name: "Tasks and alerts" });
    await drawer.waitFor();
    await api.post(`/api/v1/vms/${running["id"]}/snapshot`, { name: "from a test" });
    await drawer.getByRole("listitem").filter({ hasText: "snapshot" }).filter({
      hasText: String(running["name"]),
    })
      .first().waitFor();
    const urgent = drawer.getByRole("listitem").filter({ hasText: "Warning" }).filter({ hasText: "unread" });
    await urgent.first().waitFor();
    await page.locator(".bell .dot.bad").waitFor();
    await drawer.getByRole("button", { name: "Mark all as read" }).click();
    await urgent.first().waitFor({ state: "detached" });
    await page.keyboard.press("Escape");
    await drawer.waitFor({ state: "detached" });
    await page.reload();
    await ready(page);
    await page.waitForFunction(() => document.querySelector(".bell .dot.bad") === null);
    deepEqual(visitor.complaints, []);
  } finally {
    await visitor.close();
  }
});

Deno.test("an object's page is fetched ahead when somebody rests on its link, a list only when it is pressed", async () => {
  const visitor = await stage.visitor();
  try {
    const page = await visitor.open("/help");
    const how = () =>
      page.evaluate(() => performance.getEntriesByType("navigation")[0]?.toJSON().deliveryType);
    await page.locator("nav.side a[href='/hosts']").click();
    await page.waitForURL("**/hosts");
    await ready(page);
    equal(await how(), "navigational-prefetch");
    deepEqual(visitor.complaints, []);
  } finally {
    await visitor.close();
  }
});

Deno.test("without script the search is a page, and the buttons lead to pages", async () => {
  const visitor = await stage.visitor({ javaScriptEnabled: false });
  try {
    const [vm] = await api.all("vms");
    const page = await visitor.open("/");
    await page.getByRole("searchbox", { name: "Search everything" }).fill(String(vm?.["id"]));
    await page.keyboard.press("Enter");
    await page.waitForURL("**/search?q=*");
    await page.locator("main").getByRole("link", { name: String(vm?.["name"]) }).click();
    await page.waitForURL(`**/vms/${vm?.["id"]}`);
    equal(await page.locator("#tree-button").getAttribute("href"), "/pools");
    equal(await page.locator(".bell").getAttribute("href"), "/tasks");
    match(await page.locator(".account-menu").innerHTML(), /action="\/language"/);
  } finally {
    await visitor.close();
  }
});

for (const [screen, options] of Object.entries(SCREENS)) {
  for (const colorScheme of THEMES) {
    Deno.test(`what lies over pages is accessible: ${screen}, ${colorScheme}`, async () => {
      const visitor = await stage.visitor({ ...options, colorScheme, reducedMotion: "reduce" });
      try {
        const page = await visitor.open("/help");
        const check = async (what: string) => {
          deepEqual(await violations(page), [], what);
          if (screen === "phone") deepEqual(await smallTargets(page), [], what);
        };
        await page.goto(`${stage.url}/search?q=a`);
        await check("search");
        await page.locator("#tree-button").click();
        await rows(page).first().waitFor();
        await check("tree");
        await page.locator("#tree-button").click();
        await page.keyboard.press("Control+k");
        await page.getByRole("combobox").fill("a");
        await page.getByRole("option").nth(3).waitFor();
        await check("palette");
        await page.keyboard.press("Escape");
        await page.getByRole("dialog").waitFor({ state: "detached" });
        await page.locator(".bell").click();
        await page.getByRole("dialog").getByRole("listitem").first().waitFor();
        await check("drawer");
        deepEqual(visitor.complaints, []);
      } finally {
        await visitor.close();
      }
    });
  }
}
