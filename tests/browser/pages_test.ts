// Every page, dark and light, at a desk and on a phone: nothing fails, everybody can use it, it fits the screen.
import { deepEqual, equal, ok } from "node:assert/strict";
import type { Page } from "playwright-core";
import { SCREENS, smallTargets, THEMES, violations } from "./accessibility.ts";
import type { ApiClient } from "../client.ts";
import { ForeignClient } from "./foreign_client.ts";
import { live, openStage, row, until, type Visitor } from "./stage.ts";

interface Address {
  readonly name: string;
  readonly path: string;
  /** The stream feeds it: wait until it does. */
  readonly live?: boolean;
  readonly status?: number;
  /** What a person opens on it before it is looked at. */
  readonly open?: (page: Page) => Promise<void>;
  /** What was opened lies over controls that nobody can be after now. */
  readonly covers?: boolean;
}

Deno.test("every page", async (t) => {
  await using stage = await openStage("--vms 14 --hosts 2 --seed 66 --speed 100".split(" "));
  const { api, sims: [sim] } = stage;
  ok(sim);
  const vms = await api.all("vms");
  const [host] = await api.all("hosts");
  const [pool] = await api.all("pools");
  const snapshots = await api.all("snapshots");
  const running = vms.find((vm) => vm["power_state"] === "Running");
  const vm = vms.find(({ id }) => snapshots.some((one) => one["snapshot_of"] === id)) ?? vms[0];
  ok(host && pool && vm && running);
  // Tasks to show: one that fails and one that does not.
  const foreign = await ForeignClient.login(sim.url);
  await foreign.call("Async.VM.start", await foreign.vm(running.id), false, false);
  await foreign.call("Async.VM.snapshot", await foreign.vm(running.id), "for the tasks page");
  await until("both tasks have ended", async () => {
    const statuses = (await api.all("tasks")).map((task) => task["status"]);
    return statuses.includes("failure") && statuses.includes("success");
  });

  const people = await populate(api, pool.id);

  const pages: Address[] = [
    { name: "dashboard", path: "/", live: true },
    { name: "VM list", path: "/vms", live: true },
    { name: "VM list without a match", path: "/vms?q=tag:nobody", live: true },
    {
      name: "VM list with a menu open",
      path: "/vms",
      live: true,
      open: (page) => row(page, running.id).getByLabel(/^Actions of/).click(),
      covers: true,
    },
    {
      name: "VM list before a bulk action",
      path: "/vms",
      live: true,
      async open(page) {
        for (const { id } of vms.slice(0, 3)) await row(page, id).getByRole("checkbox").click();
        await page.getByRole("region", { name: "Selection" }).getByRole("button", { name: "Start" }).click();
      },
      covers: true,
    },
    { name: "VM", path: `/vms/${vm.id}`, live: true },
    { name: "form of an action", path: `/vms/${vm.id}?ask=destroy`, live: true },
    { name: "hosts", path: "/hosts", live: true },
    { name: "host", path: `/hosts/${host.id}`, live: true },
    { name: "storage", path: "/storage", live: true },
    { name: "networks", path: "/networks", live: true },
    { name: "templates", path: "/templates", live: true },
    { name: "snapshots", path: "/snapshots", live: true },
    { name: "disks", path: "/disks", live: true },
    { name: "alerts", path: "/alerts", live: true },
    { name: "list of pools", path: "/pools/list", live: true },
    { name: "pools", path: "/pools", live: true },
    { name: "adding a pool", path: "/pools?add", live: true },
    { name: "removing a pool", path: `/pools?remove=${pool.id}`, live: true },
    { name: "health", path: "/health", live: true },
    { name: "tasks", path: "/tasks", live: true },
    { name: "users", path: "/users" },
    { name: "adding a user", path: "/users?add" },
    { name: "user", path: people.user },
    ...["rename", "groups", "reset-password", "disable", "delete", "grant"].map((ask) => ({
      name: `user, ${ask}`,
      path: `${people.user}?ask=${ask}`,
    })),
    { name: "finding an object to grant", path: `${people.user}?ask=grant&role=viewer&scope=object&find=e` },
    { name: "what a grant will allow", path: `${people.user}?ask=grant&role=operator&scope=pool:${pool.id}` },
    { name: "revoking a grant", path: `${people.user}?ask=revoke&grant=${people.grant}` },
    { name: "groups", path: "/groups" },
    { name: "adding a group", path: "/groups?add" },
    { name: "group", path: people.group },
    ...["change", "delete", "quota", "add", "grant"].map((ask) => ({
      name: `group, ${ask}`,
      path: `${people.group}?ask=${ask}`,
    })),
    { name: "roles", path: "/roles" },
    { name: "making a role", path: "/roles?add" },
    { name: "built-in role", path: "/roles/operator" },
    { name: "own role", path: `${people.role}?ask=change` },
    { name: "deleting a role", path: `${people.role}?ask=delete` },
    { name: "account", path: "/account" },
    ...["password", "totp", "passkey", "token"].map((ask) => ({
      name: `account, ${ask}`,
      path: `/account?ask=${ask}`,
    })),
    { name: "settings", path: "/settings" },
    { name: "settings of OpenID Connect", path: "/settings/oidc" },
    { name: "settings of LDAP", path: "/settings/ldap" },
    { name: "404", path: "/no/such/page", status: 404 },
    { name: "unknown VM", path: "/vms/no-such-vm", status: 404 },
  ];

  async function check(visitor: Visitor, page: Page, address: Address, phone: boolean): Promise<void> {
    const response = await page.goto(new URL(address.path, stage.url).href);
    equal(response?.status(), address.status ?? 200);
    if (address.live) await live(page);
    await address.open?.(page);
    const { pathname } = new URL(page.url());
    const expected = address.status === undefined ? [] : [`${pathname}: status ${address.status}`];
    deepEqual(await violations(page, address.covers ? ["target-size"] : []), []);
    if (phone) {
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      ok(width <= SCREENS.phone.viewport.width, `${width} px wide`);
      deepEqual(await smallTargets(page), []);
    }
    deepEqual(visitor.complaints.splice(0), expected);
  }

  for (const theme of THEMES) {
    for (const [screen, options] of Object.entries(SCREENS)) {
      await t.step(`${theme}, ${screen}`, async (t) => {
        const visitor = await stage.visitor({ ...options, reducedMotion: "reduce" });
        const page = await visitor.context.newPage();
        // On a phone the colour scheme is in the drawer of the navigation.
        const drawer = screen === "phone"
          ? page.locator("nav summary", { hasText: "More" })
          : page.locator("summary[aria-label='Colour scheme']");
        const open = () => drawer.click();
        await t.step("lets choose the colour scheme", async () => {
          await check(
            visitor,
            page,
            { name: "", path: "/networks", live: true, open, covers: true },
            screen === "phone",
          );
          const loaded = page.waitForEvent("load");
          await page.getByRole("button", { name: theme }).click();
          await loaded;
          equal(new URL(page.url()).pathname, "/networks");
        });
        for (const address of pages) {
          await t.step(address.name, () => check(visitor, page, address, screen === "phone"));
        }
        await t.step("is as dark or light as was chosen", async () => {
          await page.goto(stage.url);
          const [red = 0] = await page.evaluate(() =>
            (getComputedStyle(document.documentElement).backgroundColor.match(/\d+/g) ?? []).map(Number)
          );
          equal(red < 100, theme === "dark");
        });
        // Without a session: the door.
        await t.step("sign-in", async () => {
          // Off the dashboard first: it goes there by itself when its stream is refused.
          await page.goto("about:blank");
          await visitor.context.clearCookies({ name: /^(?!theme$)/ });
          await check(visitor, page, { name: "sign-in", path: "/sign-in" }, screen === "phone");
          equal(await page.locator("script").count(), 0);
          const loaded = await page.evaluate(() =>
            performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname)
          );
          deepEqual(
            loaded.filter((path) => path.endsWith(".js")),
            [],
            "a page without islands ships no script",
          );
        });
        await visitor.close();
      });
    }
  }

  await t.step("a pool that is away: dimmed, and still to be read", async (t) => {
    await sim.stop("SIGKILL");
    await until(
      "the pool is stale",
      async () => (await api.get(`/api/v1/pools/${pool.id}`))["state"] === "stale",
    );
    for (const theme of THEMES) {
      await t.step(theme, async (t) => {
        const visitor = await stage.visitor({ reducedMotion: "reduce" });
        await visitor.context.addCookies([{ name: "theme", value: theme, url: stage.url }]);
        const page = await visitor.context.newPage();
        for (const address of pages.filter(({ path }) => /^\/($|vms|hosts|storage|pools)$/.test(path))) {
          await t.step(address.name, () => check(visitor, page, address, false));
        }
        await t.step("its rows are dimmed, and say what they said", async () => {
          await page.goto(new URL("/vms", stage.url).href);
          await live(page);
          const rows = page.locator("tr[data-row]");
          // They lose their colours, not their contrast.
          const looks = await rows.evaluateAll((rows) => {
            const ink = getComputedStyle(document.body).color;
            return rows.map((row) => ({
              dimmed: row.classList.contains("stale") && getComputedStyle(row).color !== ink,
              text: row.querySelector("td:nth-child(2)")?.textContent ?? "",
            }));
          });
          ok(looks.length > 0);
          deepEqual(looks.filter(({ dimmed, text }) => !dimmed || text === ""), []);
        });
        await visitor.close();
      });
    }
  });
});

/** A user in a group with a role of its own, rights and a token; gives where their pages are. */
async function populate(api: ApiClient, pool: string) {
  const made = async (path: string, body: unknown) => {
    const answer = await api.post(`/api/v1/${path}`, body);
    equal(answer.status, 201, `${path}: ${JSON.stringify(answer.body)}`);
    return String(answer.body["id"]);
  };
  const group = await made("groups", {
    name: "Night shift",
    description: "Ten to six",
    external: "ops-night",
  });
  const user = await made("users", { username: "ada", password: "a passphrase of ada's", groups: [group] });
  const role = await made("roles", {
    name: "Snapshooter",
    description: "",
    actions: ["vm.read", "vm.snapshot"],
  });
  const ofGroup = { kind: "group", id: group };
  await made("grants", { subject: ofGroup, role: "operator", scope: { kind: "pool", id: pool } });
  const ofUser = { kind: "user", id: user };
  const grant = await made("grants", { subject: ofUser, role: "viewer", scope: { kind: "tag", tag: "web" } });
  await made("tokens", { name: "backup", scope: "read-only", expires: null });
  return { user: `/users/${user}`, group: `/groups/${group}`, role: `/roles/${role}`, grant };
}
