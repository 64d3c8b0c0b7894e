// Without JavaScript: the first set-up, adding a pool, lists and details, starting and stopping VMs, signing out. All by forms.
import { deepEqual, equal, match, ok } from "node:assert/strict";
import type { Locator, Page } from "playwright-core";
import { startScript, startSim } from "../processes.ts";
import { certificate } from "./certificates.ts";
import { follow as followOn, openBrowser, PATIENCE, until, visit } from "./stage.ts";

const PASSWORD = "no script but a password";

/** What the page's head says of the VM now, asked for anew until it is as wanted: without a script only a reload tells. */
function stateBecomes(page: Page, state: string): Promise<true> {
  return until(`the VM is ${state}`, async () => {
    await page.reload();
    return await page.locator(".dhead").getByText(state, { exact: true }).count() > 0;
  }, 2 * PATIENCE);
}

Deno.test("without JavaScript", async (t) => {
  const data = await Deno.makeTempDir({ prefix: "atoll-no-script-" });
  await using stack = new AsyncDisposableStack();
  stack.defer(() => Deno.remove(data, { recursive: true }));
  const server = stack.use(
    await startScript("start.ts", ["--listen", "127.0.0.1:0", "--data", data], {
      ready: /^Atoll ready at /,
      env: { ATOLL_LOG: "warn" },
    }),
  );
  const tls = await certificate("one");
  const sim = stack.use(
    await startSim([
      ..."--vms 120 --hosts 2 --seed 63 --speed 20".split(" "),
      ...tls.args,
    ]),
  );
  const { browser } = stack.use(await openBrowser());
  const visitor = await visit(browser, server.url, null, { javaScriptEnabled: false });
  const page = await visitor.context.newPage();
  const follow = (link: Locator, options?: { force?: boolean }) => followOn(page, link, options);
  const filter = page.getByRole("searchbox", { name: "Filter", exact: true });
  const names = () => page.locator("tr[data-row] .c-name").allInnerTexts();

  await t.step("the printed link leads to the set-up, which creates the administrator", async () => {
    const link = /^Set it up at (\S+)$/.exec(await server.line(/^Set it up at /))?.[1] ?? "";
    await page.goto(server.url);
    equal(new URL(page.url()).pathname, "/setup");
    await page.goto(link);
    await page.getByLabel("User name").fill("ada");
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await page.getByLabel("Password, once more").fill(PASSWORD);
    await follow(page.getByRole("button", { name: "Create the administrator" }));
    equal(new URL(page.url()).pathname, "/pools");
    // The link works once.
    await page.goto(link);
    equal(new URL(page.url()).pathname, "/");
  });

  await t.step("a pool is added in two steps: its certificate first, then the password", async () => {
    await page.goto(`${server.url}/pools`);
    await follow(page.getByRole("link", { name: "Add a pool" }).first());
    await page.getByLabel("Address of the pool's coordinator").fill(new URL(sim.url).host);
    await follow(page.getByRole("button", { name: "Next" }));
    const shown = await page.getByRole("region", { name: "Add a pool, step 2 of 2" }).innerText();
    ok(shown.includes(tls.fingerprint), shown);
    equal(await page.getByLabel("User name").inputValue(), "root");

    await page.getByLabel("Password").fill("wrong");
    await follow(page.getByRole("button", { name: "Accept and connect" }));
    match(await page.getByRole("region", { name: /^Add a pool/ }).innerText(), /password|credentials/i);
    deepEqual(visitor.complaints.splice(0), ["/pools: status 422"]);

    await page.getByLabel("Password").fill("atoll");
    await follow(page.getByRole("button", { name: "Accept and connect" }));
    await page.getByRole("alert").getByText(/^Pool .+ added$/).waitFor();
    await page.getByRole("article").getByText("Live", { exact: true }).waitFor();
  });

  await t.step("the VM list is read page by page, and filtered by a form", async () => {
    await page.goto(`${server.url}/vms`);
    match(await page.locator("form").getByRole("status").innerText(), /^120 in all$/);
    const first = await names();
    equal(first.length, 50);
    const pages = page.getByRole("navigation", { name: "Pages" });
    match(await pages.innerText(), /Page 1 of 3/);
    await follow(pages.getByRole("link", { name: "Next" }));
    const second = await names();
    equal(second.length, 50);
    await follow(pages.getByRole("link", { name: "Next" }));
    const third = await names();
    equal(third.length, 20);
    equal(new Set([...first, ...second, ...third]).size, 120, "every VM is on one page");
    await follow(pages.getByRole("link", { name: "Previous" }));
    deepEqual(await names(), second);

    await filter.fill("power:halted");
    await follow(page.getByRole("button", { name: "Filter" }));
    equal(new URL(page.url()).searchParams.get("q"), "power:halted");
    deepEqual(new Set(await page.locator("tr[data-row] .c-state").allInnerTexts()), new Set(["Halted"]));
    await follow(page.getByRole("columnheader", { name: "Name" }).getByRole("link"));
    const up = await names();
    await follow(page.getByRole("columnheader", { name: "Name" }).getByRole("link"));
    equal((await names())[0] === up[0], false, "a second click turns the order");
    equal(new URL(page.url()).searchParams.get("q"), "power:halted");
  });

  await t.step("a VM is started and shut down by forms on its page", async () => {
    await page.goto(`${server.url}/vms?q=power:halted`);
    const [name = ""] = await names();
    await follow(page.getByRole("link", { name, exact: true }));
    equal(await page.getByRole("heading", { level: 1 }).innerText(), name);
    const tabs = page.getByRole("navigation", { name: `Parts of ${name}` });
    for (const tab of ["Disks", "Networks", "Snapshots", "General"]) {
      await follow(tabs.getByRole("link", { name: tab, exact: true }));
      equal(await tabs.locator("[aria-current]").innerText(), tab);
    }
    await follow(page.getByRole("button", { name: "Start", exact: true }));
    await page.getByRole("alert").getByText(`Start: ${name}`).waitFor();
    await stateBecomes(page, "Running");
    // Stopping interrupts work: the server asks first.
    await until("the guest's tools answer", async () => {
      await page.reload();
      return await page.getByRole("button", { name: "Shut down" }).getAttribute("aria-disabled") === "false";
    });
    await follow(page.getByRole("button", { name: "Shut down" }));
    await follow(
      page.getByRole("region", { name: `Shut down: ${name}` }).getByRole("button", { name: "Shut down" }),
    );
    await page.getByRole("alert").getByText(`Shut down: ${name}`).waitFor();
    await stateBecomes(page, "Halted");
  });

  await t.step("what cannot be done says why", async () => {
    const button = page.getByRole("button", { name: "Shut down" }).first();
    equal(await button.getAttribute("aria-disabled"), "true");
    await follow(button, { force: true });
    match(await page.getByRole("alert").innerText(), /Shut down: .*halted/i);
  });

  await t.step("signs out, and in again by the form", async () => {
    const there = new URL(page.url()).pathname;
    await page.locator("summary[aria-label^='Signed in as']").click();
    await follow(page.getByRole("button", { name: "Sign out" }));
    equal(new URL(page.url()).pathname, "/sign-in");
    await page.goto(server.url + there);
    equal(new URL(page.url()).pathname, "/sign-in");
    await page.getByLabel("User name").fill("ada");
    await page.getByLabel("Password").fill("not the password");
    await follow(page.getByRole("button", { name: "Sign in" }));
    await page.getByRole("alert").waitFor();
    equal(await page.getByLabel("User name").inputValue(), "ada");
    deepEqual(visitor.complaints.splice(0), ["/sign-in: status 401"]);
    await page.getByLabel("Password").fill(PASSWORD);
    await follow(page.getByRole("button", { name: "Sign in" }));
    equal(new URL(page.url()).pathname, there, "back to where the sign-in was asked for");
  });

  await visitor.close();
  deepEqual(visitor.complaints, []);
});
