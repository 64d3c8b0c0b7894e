// The VM list with more VMs than a screen can hold: filter, sort, select, keys, bulk, scrolling, Back.
import { deepEqual, equal, match, ok } from "node:assert/strict";
import type { Page } from "playwright-core";
import type { Item } from "../client.ts";
import { live, openStage, row } from "./stage.ts";

const MANY = 1200;
/** Rows that may be in the document at once: what a screen shows and a margin. */
const DRAWN = 90;

const rows = (page: Page) => page.locator("tr[data-row]");
const idOf = async (page: Page, at: number) => await rows(page).nth(at).getAttribute("data-row") ?? "";
const checked = (page: Page) => page.locator("tr[data-row][aria-selected=true]").count();
const query = (page: Page) => new URL(page.url()).searchParams;
/** As people order names: web-2 before web-10. */
const byName = new Intl.Collator("en", { numeric: true, sensitivity: "base" }).compare;

Deno.test("the VM list with 1,200 VMs", async (t) => {
  await using stage = await openStage(["--vms", String(MANY), "--hosts", "4", "--seed", "61"]);
  const { api } = stage;
  const vms = await api.all("vms", "limit=1000");
  const text = (vm: Item, field: string) => String(vm[field]);
  const visitor = await stage.visitor();
  const page = await visitor.open("/vms");
  await live(page);
  const status = page.locator("main").getByRole("status").filter({ hasText: /in all$| of / });

  await t.step("shows all of them and draws few", async () => {
    equal(vms.length, MANY);
    match(await status.innerText(), /^1,?200 in all$/);
    equal(await page.getByRole("table", { name: "VMs" }).getAttribute("aria-rowcount"), "1201");
    ok(await rows(page).count() <= DRAWN);
  });

  await t.step("scrolling to the end never draws more, and arrives", async () => {
    const last = page.locator(`tr[data-row][aria-rowindex="${MANY + 1}"]`);
    let most = 0;
    for (let step = 0; await last.count() === 0; step++) {
      ok(step < 200, "the end does not come nearer");
      most = Math.max(most, await rows(page).count());
      const before = await page.evaluate(() => scrollY);
      await page.evaluate(() => scrollBy(0, 3000));
      await page.waitForFunction(
        (before) => scrollY > before || scrollY + innerHeight >= document.documentElement.scrollHeight - 1,
        before,
      );
      // What has come into sight is drawn, not blank.
      await page.waitForFunction(() => {
        const seen = document.elementFromPoint(innerWidth / 2, innerHeight / 2);
        return seen?.closest("tr[data-row]") !== null;
      });
    }
    most = Math.max(most, await rows(page).count());
    ok(most <= DRAWN, `${most} rows were in the document`);
    const names = vms.map((vm) => text(vm, "name")).sort(byName);
    equal(await last.locator(".c-name").innerText(), names.at(-1));
    await page.evaluate(() => scrollTo(0, 0));
    await page.locator('tr[data-row][aria-rowindex="2"]').waitFor();
  });

  await t.step("filters as one types, and the address follows", async () => {
    const halted = vms.filter((vm) => vm["power_state"] === "Halted").length;
    ok(halted > 10 && halted < MANY);
    await page.locator("#list-query").pressSequentially("power:halted");
    await status.getByText(`${halted.toLocaleString("en-US")} of 1,200`).waitFor();
    equal(query(page).get("q"), "power:halted");
    deepEqual(new Set(await page.locator("tr[data-row] .c-state").allInnerTexts()), new Set(["Halted"]));
  });

  await t.step("offers keys and values as one types", async () => {
    const box = page.locator("#list-query");
    await box.fill("");
    await box.pressSequentially("power:");
    const hints = page.getByRole("listbox", { name: "What may be meant" });
    await hints.getByRole("option", { name: /^power:Halted/ }).waitFor();
    await page.keyboard.press("ArrowDown");
    equal(await hints.getByRole("option", { selected: true }).count(), 1);
    await hints.getByRole("option", { name: /^power:Halted/ }).click();
    equal(await box.inputValue(), "power:Halted ");
    await page.keyboard.press("Escape");
    equal(await hints.count(), 0);
    await box.fill("power:halted");
  });

  await t.step("says what is wrong with a filter", async () => {
    const box = page.locator("#list-query");
    await box.fill("nosuch:thing");
    await page.getByText('Nothing is called "nosuch" here').waitFor();
    equal(await box.getAttribute("aria-invalid"), "true");
    await box.fill("power:halted");
  });

  await t.step("sorts by a column, then by two", async () => {
    await page.getByRole("columnheader", { name: "Memory" }).getByRole("link").click();
    await page.locator("th.c-mem[aria-sort]").waitFor();
    const first = query(page).get("sort") ?? "";
    match(first, /mem/);
    equal(query(page).get("q"), "power:halted");
    await page.getByRole("columnheader", { name: "Name" }).getByRole("link").click({ modifiers: ["Shift"] });
    await page.locator("th.c-name[aria-sort]").waitFor();
    match(query(page).get("sort") ?? "", /mem.*name/);
    const down = await page.locator("th.c-mem").getAttribute("aria-sort") === "descending";
    const wanted = vms.filter((vm) => vm["power_state"] === "Halted").sort((a, b) =>
      (Number(a["memory_dynamic_max"]) - Number(b["memory_dynamic_max"])) * (down ? -1 : 1) ||
      byName(text(a, "name"), text(b, "name"))
    ).slice(0, 10).map(({ id }) => id);
    const shown = await rows(page).evaluateAll((all) => all.map((one) => one.getAttribute("data-row")));
    deepEqual(shown.slice(0, 10), wanted);
  });

  await t.step("selects a range with shift", async () => {
    await rows(page).nth(1).getByRole("checkbox").click();
    await rows(page).nth(5).getByRole("checkbox").click({ modifiers: ["Shift"] });
    equal(await checked(page), 5);
    await page.getByRole("region", { name: "Selection" }).getByText("5 VMs selected").waitFor();
    await page.keyboard.press("Escape");
    equal(await checked(page), 0);
  });

  await t.step("j, k and x walk and select", async () => {
    await page.keyboard.press("j");
    await page.locator("tr[data-row].cur").waitFor();
    const start = await page.locator("tr[data-row].cur").getAttribute("aria-rowindex");
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await page.keyboard.press("k");
    await page.keyboard.press("x");
    await page.locator("tr[data-row].cur[aria-selected=true]").waitFor();
    equal(
      await page.locator("tr[data-row].cur").getAttribute("aria-rowindex"),
      String(Number(start) + 1),
    );
    equal(await checked(page), 1);
    await page.keyboard.press("Escape");
  });

  await t.step("a bulk action says who is skipped and why", async () => {
    const can = (vm: Item) => String(vm["allowed_operations"]).split(",").includes("start");
    const halted = vms.find((vm) => vm["power_state"] === "Halted" && can(vm));
    const running = vms.find((vm) => vm["power_state"] === "Running");
    ok(halted && running);
    const box = page.locator("#list-query");
    for (const vm of [halted, running]) {
      await box.fill(vm.id);
      await row(page, vm.id).getByRole("checkbox").click();
    }
    const bar = page.getByRole("region", { name: "Selection" });
    await bar.getByText("2 VMs selected").waitFor();
    await bar.getByRole("button", { name: "Start 1" }).click();
    const question = bar.getByRole("alertdialog", { name: "Start" });
    match(await question.innerText(), new RegExp(`Start 1 VM:\\s+${text(halted, "name")}`));
    match(await question.innerText(), new RegExp(`Skipped, already running: ${text(running, "name")}`));
    await question.getByRole("button", { name: "Cancel" }).click();
    equal(await question.count(), 0);
    await page.keyboard.press("Escape");
    await box.fill("power:halted");
  });

  await t.step("Enter opens, Back brings list, filter, sort and place back", async () => {
    await page.waitForURL((url) => url.searchParams.get("q") === "power:halted");
    const address = page.url();
    await page.waitForFunction(() => {
      scrollTo(0, 1500);
      return scrollY === 1500;
    });
    const sought = await idOf(page, 20);
    await row(page, sought).getByRole("checkbox").click();
    const place = await page.evaluate(() => scrollY);
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/vms/${sought}`);
    await page.goBack();
    equal(page.url(), address);
    await row(page, sought).waitFor();
    await page.waitForFunction((place) => Math.abs(scrollY - place) < 100, place);
    equal(await page.locator("#list-query").inputValue(), "power:halted");
    ok(await rows(page).count() <= DRAWN);
  });

  await t.step("an address opened anew shows the same", async () => {
    const again = await visitor.open(new URL(page.url()).pathname + new URL(page.url()).search);
    await live(again);
    equal(await again.locator("#list-query").inputValue(), "power:halted");
    equal(await again.locator("th.c-mem[aria-sort]").count(), 1);
  });

  deepEqual(visitor.complaints, []);
});
