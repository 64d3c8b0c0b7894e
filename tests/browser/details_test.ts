// The page of every object, tab by tab: opens without a complaint for who may do everything and for who may only look, on a desk and
// on a phone, by pointer and by keyboard.
import { deepEqual, equal, match, ok } from "node:assert/strict";
import type { Page } from "playwright-core";
import { hrefOf, isPaged, type Paged } from "@/lib/view/hrefs.ts";
import { TABS } from "@/lib/view/tabs.ts";
import { COLLECTIONS } from "@/lib/view/types.ts";
import { SCREENS, smallTargets, violations } from "./accessibility.ts";
import { ApiClient, type Item } from "../client.ts";
import { documentOf, follow, live, openStage, type Stage, until, visit, type Visitor } from "./stage.ts";

const PLURAL: { readonly [C in Paged]: string } = {
  pool: "pools",
  host: "hosts",
  vm: "vms",
  template: "templates",
  snapshot: "snapshots",
  sr: "srs",
  vdi: "vdis",
  network: "networks",
};
const KINDS = COLLECTIONS.filter(isPaged);

/** One object of each kind, the one with most to show. */
async function subjects(api: ApiClient): Promise<{ readonly [C in Paged]: Item }> {
  const most: { readonly [C in Paged]?: string } = {
    host: "vms",
    vm: "snapshots",
    sr: "vdis",
    vdi: "depth",
    network: "vifs",
  };
  const all = await Promise.all(KINDS.map(async (kind) => {
    const field = most[kind] ?? "id";
    const [best] = (await api.all(PLURAL[kind])).sort((a, b) =>
      Number(b[field] ?? 0) - Number(a[field] ?? 0) || 0
    );
    ok(best, `there is a ${kind}`);
    return [kind, best] as const;
  }));
  return Object.fromEntries(all) as { readonly [C in Paged]: Item };
}

const tabs = (page: Page) =>
  page.locator(".tabbar a").evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));

/** Somebody who may look at everything, and do nothing. */
async function viewer(stage: Stage): Promise<Visitor> {
  const password = "a passphrase to look with";
  const user = await stage.api.post("/api/v1/users", { username: "vic", password });
  equal(user.status, 201);
  const subject = { kind: "user", id: user.body["id"] };
  const grant = await stage.api.post("/api/v1/grants", { subject, role: "viewer", scope: { kind: "all" } });
  equal(grant.status, 201);
  const api = await ApiClient.signIn(stage.url, password, "vic");
  return await visit(stage.browser, stage.url, api.cookie, { reducedMotion: "reduce" });
}

Deno.test("the page of every object", async (t) => {
  await using stage = await openStage("--vms 12 --hosts 2 --seed 66 --speed 100".split(" "));
  const { api, url } = stage;
  const of = await subjects(api);
  const go = async (page: Page, path: string) => {
    const response = await page.goto(new URL(path, url).href);
    equal(response?.status(), 200, path);
    await live(page);
  };

  await t.step("opens every tab for an administrator", async () => {
    const visitor = await stage.visitor({ reducedMotion: "reduce" });
    const page = await visitor.context.newPage();
    const wrong: string[] = [];
    for (const kind of KINDS) {
      await go(page, hrefOf(kind, of[kind].id));
      deepEqual(await tabs(page), TABS[kind].map(({ name }) => hrefOf(kind, of[kind].id, name)), kind);
      for (const { name } of TABS[kind]) {
        const path = hrefOf(kind, of[kind].id, name);
        if (name !== "") await go(page, path);
        equal(await page.locator(".tabbar [aria-current]").getAttribute("href"), path);
        ok((await page.locator(".dbody").innerText()).trim() !== "", `${path} shows something`);
        // Other kinds show these by the same parts.
        if (kind !== "vm" && ["alerts", "stats", "raw"].includes(name)) continue;
        if (["template", "snapshot"].includes(kind) && name !== "") continue;
        wrong.push(...(await violations(page)).map((what) => `${path}: ${what}`));
      }
    }
    deepEqual([...wrong, ...visitor.complaints], []);
    await visitor.close();
  });

  await t.step("opens every tab on a phone, in the dark", async () => {
    const visitor = await stage.visitor({ ...SCREENS.phone, reducedMotion: "reduce" });
    await visitor.context.addCookies([{ name: "theme", value: "dark", url }]);
    const page = await visitor.context.newPage();
    const wrong: string[] = [];
    // The others are made of the same parts.
    for (const kind of ["vm", "host", "template", "vdi"] as const) {
      for (const { name } of TABS[kind]) {
        const path = hrefOf(kind, of[kind].id, name);
        await go(page, path);
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        if (width > SCREENS.phone.viewport.width) wrong.push(`${path} is ${width} px wide`);
        wrong.push(...(await smallTargets(page)).map((what) => `${path}: ${what}`));
        if (["", "snapshots", "raw", "hardware"].includes(name)) {
          wrong.push(...(await violations(page)).map((what) => `${path}: ${what}`));
        }
      }
    }
    deepEqual([...wrong, ...visitor.complaints], []);
    await visitor.close();
  });

  await t.step("shows a viewer all there is to see, and nothing to do", async () => {
    const visitor = await viewer(stage);
    const page = await visitor.context.newPage();
    for (const kind of KINDS) {
      await go(page, hrefOf(kind, of[kind].id));
      const shown = TABS[kind].filter(({ name }) => name !== "connection");
      deepEqual(await tabs(page), shown.map(({ name }) => hrefOf(kind, of[kind].id, name)), kind);
      equal(await page.locator(".dhead button, .dhead .inplace").count(), 0, `${kind} offers nothing`);
      for (const { name } of shown) await go(page, hrefOf(kind, of[kind].id, name));
    }
    deepEqual(visitor.complaints.splice(0), []);
    const closed = await page.goto(new URL(hrefOf("pool", of.pool.id, "connection"), url).href);
    equal(closed?.status(), 403);
    await visitor.close();
  });

  await t.step("is gone through by keyboard", async () => {
    const visitor = await stage.visitor({ reducedMotion: "reduce" });
    const page = await visitor.context.newPage();
    await go(page, hrefOf("vm", of.vm.id));
    const tab = page.locator(".tabbar a", { hasText: "Snapshots" });
    await page.locator(".tabbar a").first().focus();
    for (let n = 0; n < 3; n++) await page.keyboard.press("Tab");
    equal(await tab.evaluate((link) => link === document.activeElement), true);
    await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
    match(page.url(), /\/snapshots$/);
    await live(page);
    const first = page.locator(".tree a").first();
    await first.focus();
    await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
    match(page.url(), /\/snapshots\/[0-9a-f-]+$/);
    deepEqual(visitor.complaints, []);
    await visitor.close();
  });

  await t.step(
    "is renamed, described and tagged in place, by keyboard, without being loaded again",
    async () => {
      const visitor = await stage.visitor();
      const page = await visitor.context.newPage();
      await go(page, hrefOf("network", of.network.id));
      const loaded = await documentOf(page);
      const change = async (pen: string, text: string) => {
        await page.getByRole("link", { name: pen, exact: true }).press("Enter");
        const field = page.getByRole("textbox", { name: pen, exact: true });
        await field.fill(text);
        if (pen === "Describe") await page.getByRole("button", { name: "Save" }).press("Enter");
        else await field.press("Enter");
        await field.waitFor({ state: "detached" });
      };
      await change("Rename", "Backbone");
      await page.getByRole("heading", { level: 1, name: "Backbone" }).waitFor();
      await change("Describe", "Between the halls");
      await page.getByText("Between the halls").first().waitFor();
      await change("Add tag", "core");
      await page.getByRole("button", { name: "Remove the tag core" }).click();
      await page.getByRole("button", { name: "Remove the tag core" }).waitFor({ state: "detached" });
      equal(await documentOf(page), loaded);
      deepEqual(visitor.complaints, []);
      await visitor.close();
    },
  );

  await t.step("follows what is granted to who looks at it", async () => {
    const visitor = await viewerOf(stage, of.vm.id);
    const page = await visitor.visitor.context.newPage();
    await go(page, hrefOf("vm", of.vm.id, "snapshots"));
    equal(await page.locator(".dhead form button").count(), 0);
    // Who sees one VM alone sees its snapshots as a tree, too.
    const parents = (await api.all("snapshots")).filter((one) =>
      one["snapshot_of"] === of.vm.id && one["parent"] !== null
    );
    equal(await page.locator(".tree ul ul li").count() > 0, parents.length > 0);
    const subject = { kind: "user", id: visitor.user };
    const granted = await api.post("/api/v1/grants", {
      subject,
      role: "operator",
      scope: { kind: "object", collection: "vm", id: of.vm.id },
    });
    equal(granted.status, 201);
    // The answer before is believed for five seconds; then whoever reaches for the buttons finds them.
    await until("the buttons are there", async () => {
      await page.mouse.move(700, 800);
      await page.locator(".dline").hover();
      return await page.locator(".dhead form button").count() > 0;
    });
    deepEqual(visitor.visitor.complaints, []);
    await visitor.visitor.close();
  });

  await t.step("searches and names what a raw record holds, also without script", async () => {
    for (const javaScriptEnabled of [true, false]) {
      const visitor = await stage.visitor({ javaScriptEnabled });
      const page = await visitor.context.newPage();
      await page.goto(new URL(hrefOf("host", of.host.id, "raw"), url).href);
      if (javaScriptEnabled) await live(page);
      const rows = page.locator(".raw tbody tr");
      ok(await rows.count() > 50);
      await page.getByLabel("Search the fields").fill("name_label");
      if (!javaScriptEnabled) await follow(page, page.getByRole("button", { name: "Search" }).last());
      await until("one field is left", async () => await rows.count() === 1);
      match(await rows.first().innerText(), new RegExp(String(of.host["name"])));
      await visitor.close();
    }
  });

  await t.step("helps who comes with an id that is none, or another kind's", async () => {
    const visitor = await stage.visitor();
    const page = await visitor.context.newPage();
    const response = await page.goto(new URL(hrefOf("vm", of.host.id), url).href);
    equal(response?.status(), 404);
    equal(await page.locator("#content a").first().getAttribute("href"), hrefOf("host", of.host.id));
    const none = await page.goto(new URL("/disks/no-such-disk", url).href);
    equal(none?.status(), 404);
    deepEqual(await violations(page), []);
    await visitor.close();
  });

  await t.step("says so when the object is removed while somebody looks", async () => {
    const visitor = await stage.visitor();
    const page = await visitor.context.newPage();
    await go(page, hrefOf("snapshot", of.snapshot.id));
    const gone = await api.post(`/api/v1/snapshots/${of.snapshot.id}/destroy`, {});
    ok(gone.status < 300, JSON.stringify(gone.body));
    await page.getByRole("alert").filter({ hasText: "has been removed" }).waitFor();
    match(await page.locator(".dbody").innerText(), /UUID/, "and what was known is still to be read");
    deepEqual(visitor.complaints, []);
    await visitor.close();
  });
});

/** Somebody who may look at one VM alone. */
async function viewerOf(stage: Stage, vm: string): Promise<{ visitor: Visitor; user: string }> {
  const password = "a passphrase to look with";
  const { body } = await stage.api.post("/api/v1/users", { username: "narrow", password });
  const user = String(body["id"]);
  const granted = await stage.api.post("/api/v1/grants", {
    subject: { kind: "user", id: user },
    role: "viewer",
    scope: { kind: "object", collection: "vm", id: vm },
  });
  equal(granted.status, 201);
  const api = await ApiClient.signIn(stage.url, password, "narrow");
  return { visitor: await visit(stage.browser, stage.url, api.cookie), user };
}
