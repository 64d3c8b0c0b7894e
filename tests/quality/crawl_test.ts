// Every page of every object: genuine pools out of files and a generated one of 5,000 VMs, all behind one server, walked link by link as
// an administrator and as a viewer, then one page of each kind in a browser. Nothing is refused that was offered, nothing fails in
// the server's log or the browser's console, axe finds nothing, and at twice the size nothing runs out of the screen.
//
// `task test` looks at a few pages of each kind; `task test quality` at all of them, in all looks.
import assert from "node:assert/strict";
import { parseArgs } from "node:util";
import { hrefOf, type Paged } from "@/lib/view/hrefs.ts";
import { TABS } from "@/lib/view/tabs.ts";
import { SCREENS, THEMES, violations } from "../browser/accessibility.ts";
import { openStage, until } from "../browser/stage.ts";
import { ApiClient } from "../client.ts";
import { existsSync } from "node:fs";
import { ignore, SHARED, why } from "../shared.ts";
import { fromFileUrl } from "../sources.ts";
import { Crawl, kindOf } from "./crawl.ts";

const { values } = parseArgs({
  args: Deno.args,
  options: { pages: { type: "string", default: "1" }, all: { type: "boolean", default: false } },
  strict: false,
});
/** Pages of a kind, and objects of a collection in each pool, that are looked at. */
const EACH = Number(values.pages);
const VMS = 5000;
/** Kinds of pages that tests/browser/pages_test.ts holds against the rules of WCAG in all looks. */
const ELSEWHERE =
  /^\/$|^\/(vms|hosts|storage|networks|pools|tasks|account)$|^\/(vms|hosts)\/:id$|^\/(users|groups|roles|settings)/;
const PASSWORD = "a viewer looks at all";
const COLLECTIONS: { readonly [C in Paged]: string } = {
  pool: "pools",
  host: "hosts",
  vm: "vms",
  template: "templates",
  snapshot: "snapshots",
  sr: "srs",
  vdi: "vdis",
  network: "networks",
};

/** State files of genuine pools; none where they are not here. */
function stateFiles(): string[] {
  const directory = new URL("pools/", SHARED);
  if (!existsSync(directory)) return [];
  return [...Deno.readDirSync(directory)].map(({ name }) => fromFileUrl(new URL(name, directory).href))
    .sort();
}

Deno.test(`every page of every object opens${why}`, { ignore }, async (t) => {
  const files = stateFiles();
  await using stage = await openStage(
    ...files.map((file) => ["--state", file]),
    ["--vms", String(VMS), "--hosts", "16", "--seed", "5"],
  );
  const { api, url, server } = stage;
  await until(
    "all pools are live",
    async () => (await api.all("pools")).every(({ state }) => state === "live"),
  );
  const pools = await api.all("pools");
  assert.equal(pools.length, files.length + 1);
  const { body } = await api.post("/api/v1/users", { username: "viewer", password: PASSWORD });
  const grant = { subject: { kind: "user", id: body["id"] }, role: "viewer", scope: { kind: "all" } };
  assert.equal((await api.post("/api/v1/grants", grant)).status, 201);
  const viewer = await ApiClient.signIn(url, PASSWORD, "viewer");

  const objects: string[] = [];
  for (const [collection, list] of Object.entries(COLLECTIONS)) {
    const items = await api.all(list, list === "pools" ? "fields=name" : "fields=name,pool");
    const byPool = Map.groupBy(items, (item) => collection === "pool" ? item.id : String(item["pool"]));
    for (const some of byPool.values()) {
      // The keys of COLLECTIONS are collections with pages.
      for (const { id } of some.slice(0, EACH)) objects.push(hrefOf(collection as Paged, id));
    }
  }

  const reached = new Map<string, string>();
  for (const [who, client] of [["the administrator", api], ["a viewer", viewer]] as const) {
    await t.step(`for ${who}, whatever is offered opens`, async () => {
      const crawl = new Crawl(client, EACH);
      await crawl.from(["/", ...objects]);
      assert.deepEqual(crawl.refused, []);
      assert.ok(crawl.pages > objects.length, `${crawl.pages} pages`);
      if (client === api) { for (const [kind, path] of crawl.kinds) reached.set(kind, path); }
    });
  }

  await t.step("every tab of every kind of object was among them", () => {
    const missing = Object.entries(TABS).flatMap(([collection, tabs]) =>
      tabs.map(({ name }) => kindOf(hrefOf(collection as Paged, crypto.randomUUID(), name)))
    ).filter((kind) => !reached.has(kind));
    assert.deepEqual(missing, []);
  });

  await t.step("one page of each kind in a browser, without a complaint", async () => {
    const pages = [...reached].filter(([kind]) => !kind.includes("?") && !/\.\w+$|^\/api\//.test(kind));
    const looks = Object.entries(SCREENS).flatMap(([screen, options]) =>
      THEMES.map((theme) => ({ screen, theme, options }))
    );
    const found: string[] = [];
    await Promise.all(looks.map(async ({ screen, theme, options }, n) => {
      const visitor = await stage.visitor({ ...options, reducedMotion: "reduce" });
      try {
        const page = await visitor.context.newPage();
        for (const [i, [kind, path]] of pages.entries()) {
          // In one look each, or in all.
          if (!values.all && i % looks.length !== n) continue;
          await page.goto(new URL(path, url).href);
          await page.evaluate((theme) => document.documentElement.dataset["theme"] = theme, theme);
          if (values.all || !ELSEWHERE.test(kind)) {
            // One line a rule: a list breaks it in each of its rows.
            const byRule = Map.groupBy(await violations(page), (text) => text.slice(0, text.indexOf(" ")));
            for (const [first, ...others] of byRule.values()) {
              found.push(`${kind} (${screen}, ${theme}): ${first} and ${others.length} more`);
            }
          }
          const moving = await page.evaluate(() =>
            document.getAnimations().filter(({ playState, effect }) =>
              playState === "running" && Number(effect?.getComputedTiming().duration) > 10
            ).length
          );
          if (moving > 0) found.push(`${kind} (${screen}): ${moving} things move for who wants no motion`);
          // A window of 1,280 px at 200 %.
          if (screen === "desk") await page.setViewportSize({ width: 640, height: 400 });
          const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          if (wide > 0) found.push(`${kind} (${screen}): ${wide} px too wide`);
          if (screen === "desk") await page.setViewportSize(SCREENS.desk.viewport);
        }
        found.push(...visitor.complaints);
      } finally {
        await visitor.close();
      }
    }));
    assert.deepEqual(found, []);
  });

  await t.step("the server's log holds no error", () => {
    assert.deepEqual(server.lines.filter((line) => line.includes('"level":"error"')), []);
  });
});
