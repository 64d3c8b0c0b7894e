// What is granted and revoked shows in an open page, in the list and in the figures, without being loaded again.
import { deepEqual, equal, ok } from "node:assert/strict";
import type { Page } from "playwright-core";
import { grant } from "@/lib/rights/testing.ts";
import { TAG, withHouse } from "../rights/house.ts";
import { markOf } from "../rights/marked_pools.ts";
import { documentOf, live, openBrowser, row, visit } from "./stage.ts";

/** From a change of rights to its show. */
const SOON = 1000;

const rows = (page: Page) => page.locator("tr[data-row]").count();

Deno.test("an open page follows what is granted and revoked within a second", async () => {
  await withHouse(async ({ url, atoll: { store }, guest, vm, pools }) => {
    await using browser = await openBrowser();
    const viewer = guest("viewer on a VM");
    const visitor = await visit(browser.browser, url, viewer.headers.cookie ?? null);
    const page = await visitor.open("/vms");
    const home = await visitor.open("/");
    await live(page);
    await live(home);
    const loaded = await documentOf(page);
    equal(await rows(page), 1, "one VM, as granted");
    await row(page, vm.id).waitFor();
    const other = pools.of("vm").find((one) => !viewer.seen.has(one) && one.pool !== vm.pool);
    ok(other);
    const text = await page.content();
    ok(!text.includes(markOf(other.number, "n")));

    const more = grant(viewer.userId, "viewer", { kind: "object", collection: "vm", id: other.id });
    await store.grants.create(more);
    await row(page, other.id).waitFor({ timeout: SOON });
    const pool = pools.of("pool", other.pool)[0];
    ok(pool);
    const card = home.getByText(markOf(pool.number, "n")).first();
    await card.waitFor({ timeout: SOON });
    await store.grants.delete(more.id);
    await row(page, other.id).waitFor({ state: "detached", timeout: SOON });
    await card.waitFor({ state: "detached", timeout: SOON });
    deepEqual([await rows(page), await documentOf(page)], [1, loaded], "and it was never loaded again");
    ok(!(await page.content()).includes(markOf(other.number, "n")), "nor is anything left of it");

    const tagged = grant(viewer.userId, "viewer", { kind: "tag", tag: TAG });
    for (const one of await store.grants.list()) {
      if (one.subject.id === viewer.userId) await store.grants.delete(one.id);
    }
    await row(page, vm.id).waitFor({ state: "detached", timeout: SOON });
    equal(await rows(page), 0, "without any grant nothing is left");
    await store.grants.create(tagged);
    await row(page, vm.id).waitFor({ timeout: SOON });
    deepEqual(visitor.complaints, []);
    await visitor.close();
  });
});
