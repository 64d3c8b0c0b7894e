// People from the outside: a user is made, may do nothing, is granted the VMs of a tag, works, and is put out again. Once with
// scripts, where open pages follow by themselves, and once without.
import { deepEqual, equal, match, ok } from "node:assert/strict";
import type { Locator } from "playwright-core";
import { ApiClient } from "../client.ts";
import { ForeignClient } from "./foreign_client.ts";
import { follow, live, openStage, row, signIn, type Stage, until, visit } from "./stage.ts";

const PASSWORD = "a passphrase of ada's own";
const TAG = "people-test";

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "with scripts" : "without scripts";
  Deno.test(`people are managed ${how}`, async (t) => {
    await using stage = await openStage("--vms 12 --hosts 2 --seed 5 --speed 100".split(" "));
    const tagged = await tagOne(stage);
    const admin = await stage.visitor({ javaScriptEnabled });
    const page = await admin.context.newPage();
    const ada = await visit(stage.browser, stage.url, null, { javaScriptEnabled });
    const her = await ada.context.newPage();
    const go = (path: string, on = page) => on.goto(new URL(path, stage.url).href);
    let user = "";

    await t.step("a user is created; what is wrong stands at its field, what was typed stays", async () => {
      await go("/users");
      await follow(page, page.getByRole("link", { name: "Add a user" }));
      await page.getByLabel("User name").fill("ada");
      await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
      await page.getByLabel("Password, once more").fill("another one, mistyped");
      await follow(page, page.getByRole("button", { name: "Create the user" }));
      equal(await page.getByLabel("User name").inputValue(), "ada");
      const repeated = page.getByLabel("Password, once more");
      match(await describedBy(repeated), /differ/);
      equal(await repeated.inputValue(), "", "a password never comes back");
      deepEqual(admin.complaints.splice(0), ["/users: status 422"]);

      await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
      await repeated.fill(PASSWORD);
      await follow(page, page.getByRole("button", { name: "Create the user" }));
      await page.getByRole("alert").getByText("The user ada is created").waitFor();
      user = new URL(page.url()).pathname;
      match(user, /^\/users\/[\w-]+$/);
      await page.getByText("None: the user sees no pool and may do nothing.").waitFor();
    });

    await t.step("a name is taken once, and the list is searched", async () => {
      await go("/users?add");
      await page.getByLabel("User name").fill("ADA");
      for (const label of ["Password", "Password, once more"]) {
        await page.getByLabel(label, { exact: true }).fill(PASSWORD);
      }
      await follow(page, page.getByRole("button", { name: "Create the user" }));
      match(await describedBy(page.getByLabel("User name")), /this name/);
      deepEqual(admin.complaints.splice(0), ["/users: status 409"]);
      await go("/users?q=AD");
      deepEqual(await page.locator("tbody tr td:first-child a").allInnerTexts(), ["ada", "admin"]);
      await go("/users?q=nobody-like-this");
      await page.getByText("No user matches").waitFor();
    });

    await t.step("the new user signs in, and sees nothing of the pools", async () => {
      await go("/", her);
      await signIn(her, "ada", PASSWORD);
      await her.getByText("No pool yet").waitFor();
      const offered = await her.getByRole("navigation", { name: "Main" }).first().innerText();
      equal(offered.trim(), "Dashboard", "nothing is offered that is refused, or has nothing to show");
      equal(await her.getByRole("search").count(), 0);
      for (const path of ["/vms", "/users", "/groups", "/roles", "/settings", user]) {
        equal((await go(path, her))?.status(), 403, path);
      }
      ada.complaints.splice(0);
      await her.locator("summary[aria-label^='Signed in as']").click();
      await her.getByText("No rights yet").waitFor();
    });

    await t.step(
      "the VMs of a tag are granted in two steps, the second of which is one sentence",
      async () => {
        await go("/", her);
        if (javaScriptEnabled) await live(her);
        await go(user);
        await follow(page, page.getByRole("link", { name: "Grant a role" }));
        await page.getByLabel("Operator").check();
        await page.getByLabel("On", { exact: true }).selectOption(`tag:${TAG}`);
        await follow(page, page.getByRole("button", { name: "Next" }));
        const sentence = `ada may operate everything with the tag ${TAG}`;
        await page.getByText(`${sentence}.`).waitFor();
        await follow(page, page.getByRole("button", { name: "Grant", exact: true }));
        await page.getByRole("alert").getByText(sentence).waitFor();
        if (!javaScriptEnabled) await her.reload();
        await her.getByText("No pool yet").waitFor({ state: "detached" });
        await go("/vms", her);
        await row(her, tagged).waitFor();
        equal(await her.locator("tr[data-row]").count(), 1, "that VM and no other");
      },
    );

    await t.step("the menu says what one is, and the account what one may do", async () => {
      await go("/account", her);
      await her.getByText(`You may operate everything with the tag ${TAG}`).waitFor();
      await her.locator("summary[aria-label^='Signed in as']").click();
      await her.getByText(`Operator on everything with the tag ${TAG}`).waitFor();
    });

    await t.step("a token is seen once, and does what it may", async () => {
      await go("/account?ask=token", her);
      await her.getByLabel("Name").fill("backup");
      await follow(her, her.getByRole("button", { name: "Make the token" }));
      const secret = await her.getByLabel("Token", { exact: true }).inputValue();
      match(secret, /^atoll_/);
      await follow(her, her.getByRole("link", { name: "I have copied it" }));
      ok(!(await her.content()).includes(secret), "it is not shown again");
      const headers = { authorization: `Bearer ${secret}` };
      const response = await fetch(`${stage.url}/api/v1/vms`, { headers });
      const { items } = await response.json() as { items: { id: string }[] };
      deepEqual(items.map(({ id }) => id), [tagged]);
      const start = await fetch(`${stage.url}/api/v1/vms/${tagged}/start`, { method: "POST", headers });
      equal(start.status, 403, "it reads only");
      await start.body?.cancel();
    });

    await t.step("a group has members, rights and a quota", async () => {
      await go("/groups?add");
      await page.getByLabel("Name", { exact: true }).fill("Night shift");
      await page.getByLabel("Group of the directory").fill("ops-night");
      await follow(page, page.getByRole("button", { name: "Create the group" }));
      await follow(page, page.getByRole("link", { name: "Add a member" }));
      await page.getByLabel("User").selectOption({ label: "ada" });
      await follow(page, page.getByRole("button", { name: "Add", exact: true }));
      await page.getByRole("region", { name: "Members" }).getByRole("link", { name: "ada" }).waitFor();
      await follow(page, page.getByRole("link", { name: "Change the quota" }));
      await page.getByLabel("Memory, GiB").fill("a lot");
      await page.getByLabel("VMs", { exact: true }).fill("3");
      await follow(page, page.getByRole("button", { name: "Save the quota" }));
      match(await describedBy(page.getByLabel("Memory, GiB")), /number of GiB/);
      equal(await page.getByLabel("VMs", { exact: true }).inputValue(), "3");
      admin.complaints.splice(0);
      await page.getByLabel("Memory, GiB").fill("64");
      await follow(page, page.getByRole("button", { name: "Save the quota" }));
      const quota = page.getByRole("region", { name: "Quota" });
      await quota.getByText("of 3", { exact: false }).waitFor();
      await quota.getByText("of 64 GiB", { exact: false }).waitFor();
    });

    await t.step("an own role is made of actions, and is granted on one object", async () => {
      await go("/roles?add");
      await page.getByLabel("Name", { exact: true }).fill("Snapshooter");
      const vms = page.getByRole("group", { name: "VMs", exact: true });
      for (const label of ["See", "Take snapshot"]) await vms.getByLabel(label, { exact: true }).check();
      await follow(page, page.getByRole("button", { name: "Create the role" }));
      match(await page.getByRole("region", { name: "Allows" }).innerText(), /Take snapshot/);
      await go("/roles/viewer");
      equal(await page.getByRole("link", { name: "Change" }).count(), 0, "built-in roles stay as they are");
      match(await page.getByRole("region", { name: "Allows" }).innerText(), /See/);

      const [other] = (await stage.api.all("vms")).filter(({ id }) => id !== tagged);
      ok(other);
      await go("/vms", her);
      if (javaScriptEnabled) await live(her);
      await go(`${user}?ask=grant`);
      await page.getByLabel("Snapshooter").check();
      await page.getByLabel("On", { exact: true }).selectOption("object");
      await follow(page, page.getByRole("button", { name: "Next" }));
      await page.getByLabel("Name or id of the object").fill(other.id);
      await follow(page, page.getByRole("region").getByRole("button", { name: "Search" }));
      await follow(
        page,
        page.getByRole("region").getByRole("link", { name: String(other["name"]), exact: true }),
      );
      await follow(page, page.getByRole("button", { name: "Grant", exact: true }));
      await page.getByRole("alert").getByText("may do what the role Snapshooter allows").waitFor();
      if (!javaScriptEnabled) await her.reload();
      await row(her, other.id).waitFor();
    });

    await t.step("what is taken away is gone at once", async () => {
      await go("/vms", her);
      if (javaScriptEnabled) await live(her);
      equal(await her.locator("tr[data-row]").count(), 2);
      await go(user);
      const grant = page.getByRole("region", { name: "Rights" }).getByRole("listitem").filter({
        hasText: TAG,
      });
      await follow(page, grant.getByRole("link", { name: "Revoke" }));
      await follow(page, page.getByRole("button", { name: "Revoke", exact: true }));
      if (!javaScriptEnabled) await her.reload();
      await row(her, tagged).waitFor({ state: "detached" });
      equal(await her.locator("tr[data-row]").count(), 1);
    });

    await t.step("ending a session ends the other browser's page", async () => {
      await go(user);
      await follow(
        page,
        page.getByRole("region", { name: "Sessions" }).getByRole("button", { name: "Sign out" }).first(),
      );
      await page.getByRole("alert").getByText("The session has ended").waitFor();
      if (!javaScriptEnabled) await her.reload();
      await her.waitForURL((url) => url.pathname === "/sign-in");
      ada.complaints.splice(0);
    });

    await t.step("the preferences follow the user to another browser", async () => {
      await signIn(her, "ada", PASSWORD);
      await go("/account", her);
      await her.getByLabel("Dark").check();
      await follow(
        her,
        her.getByRole("region", { name: "Preferences" }).getByRole("button", { name: "Save" }),
      );
      const elsewhere = await visit(
        stage.browser,
        stage.url,
        (await ApiClient.signIn(stage.url, PASSWORD, "ada")).cookie,
      );
      const other = await elsewhere.open("/account");
      equal(await other.locator("html").getAttribute("data-theme"), "dark");
      await elsewhere.close();
    });

    await t.step("columns and views are kept", async () => {
      await go("/vms?q=power:running", her);
      await her.locator("summary", { hasText: "Views" }).click();
      await her.getByLabel("Save what is shown now as").fill("Up");
      await follow(her, her.getByRole("button", { name: "Save the view" }));
      equal(new URL(her.url()).search, "?q=power%3Arunning");
      await go("/vms", her);
      await her.locator("summary", { hasText: "Columns" }).click();
      await her.getByLabel("OS", { exact: true }).uncheck();
      await follow(her, her.getByRole("button", { name: "Show these" }));
      equal(await her.getByRole("columnheader", { name: "OS", exact: true }).count(), 0);
      ok(await her.getByRole("columnheader", { name: "Memory" }).isVisible());
      await her.locator("summary", { hasText: "Views" }).click();
      await follow(her, her.getByRole("link", { name: "Up", exact: true }));
      equal(await her.getByRole("searchbox", { name: "Filter", exact: true }).inputValue(), "power:running");
    });

    await t.step(
      "a disabled user is put out, and a deleted one is gone when the name was typed",
      async () => {
        await go(user);
        await follow(page, page.getByRole("link", { name: "Disable" }));
        await follow(page, page.getByRole("button", { name: "Disable the user" }));
        await page.getByText("Disabled", { exact: true }).waitFor();
        await until("the page asks to sign in", async () => {
          await her.reload();
          return new URL(her.url()).pathname === "/sign-in";
        });
        await follow(page, page.getByRole("link", { name: "Delete" }));
        await page.getByLabel("Type ada to confirm").fill("eve");
        await follow(page, page.getByRole("button", { name: "Delete the user" }));
        match(await describedBy(page.getByLabel("Type ada to confirm")), /Nothing was deleted/);
        deepEqual(admin.complaints.splice(0), [`${user}: status 422`]);
        await page.getByLabel("Type ada to confirm").fill("ada");
        await follow(page, page.getByRole("button", { name: "Delete the user" }));
        await page.getByRole("alert").getByText("The user ada is deleted").waitFor();
        equal((await go(user))?.status(), 404);
        admin.complaints.splice(0);
      },
    );

    await t.step("nobody takes away their own last administrator", async () => {
      await go("/users");
      await follow(page, page.getByRole("link", { name: "admin", exact: true }));
      equal(await page.getByRole("link", { name: "Delete" }).count(), 0);
      await follow(page, page.getByRole("region", { name: "Rights" }).getByRole("link", { name: "Revoke" }));
      await follow(page, page.getByRole("button", { name: "Revoke", exact: true }));
      match(await page.getByRole("alert").first().innerText(), /administrator/i);
      admin.complaints.splice(0);
    });

    await admin.close();
    await ada.close();
    deepEqual([...admin.complaints, ...ada.complaints], []);
  });
}

/** Gives one VM the tag of this test; gives its id. */
async function tagOne({ api, sims: [sim] }: Stage): Promise<string> {
  ok(sim);
  const vm = (await api.all("vms")).find((one) => one["power_state"] === "Running");
  ok(vm);
  const foreign = await ForeignClient.login(sim.url);
  await foreign.call("VM.add_tags", await foreign.vm(vm.id), TAG);
  await until("the tag is there", async () => {
    const tags = (await api.all("vms")).find(({ id }) => id === vm.id)?.["tags"];
    return Array.isArray(tags) && tags.includes(TAG);
  });
  return vm.id;
}

/** What a screen reader says of a field beside its name. */
async function describedBy(field: Locator): Promise<string> {
  const ids = (await field.getAttribute("aria-describedby") ?? "").split(" ");
  const texts = await Promise.all(ids.map((id) => field.page().locator(`[id="${id}"]`).innerText()));
  return texts.join(" ");
}
