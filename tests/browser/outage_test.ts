// A pool that goes away and comes back, and one whose certificate changes, as an open browser shows it.
// The outage lasts as long as the checks take, not the half minute an administrator would wait: retries only come further apart.
import { deepEqual, equal, notEqual, ok } from "node:assert/strict";
import type { Locator } from "playwright-core";
import { startSim } from "../processes.ts";
import { certificate } from "./certificates.ts";
import { ForeignClient } from "./foreign_client.ts";
import { documentOf, live, openStage, row, until } from "./stage.ts";

/** How soon (ms) an open page must say that a pool is gone. */
const AT_ONCE = 2000;

/** The colour a VM's name is written in: what may no longer be true is written in a softer one. */
const ink = (line: Locator) =>
  line.locator(".c-name a").evaluate((element) => getComputedStyle(element).color);
const portOf = (url: string) => new URL(url).port;

Deno.test("outages", async (t) => {
  const [first, second] = [await certificate("one"), await certificate("two")];
  const big = "--vms 25 --hosts 2 --seed 64 --speed 5".split(" ");
  const small = "--vms 4 --hosts 1 --seed 65".split(" ");
  await using stage = await openStage(big, [...small, ...first.args]);
  await using restarted = new AsyncDisposableStack();
  const { api, sims: [sim, secured] } = stage;
  ok(sim && secured);
  const pool = { username: "root", password: "atoll", fingerprint: first.fingerprint };
  const added = await api.post("/api/v1/pools", { ...pool, address: secured.url });
  equal(added.status, 201, JSON.stringify(added.body));
  const securedId = String(added.body.id);
  const others = await api.get<{ items: { id: string; name: string }[] }>("/api/v1/pools");
  const lost = others.items.find(({ id }) => id !== securedId);
  ok(lost);

  const visitor = await stage.visitor({ viewport: { width: 1440, height: 1600 } });
  const page = await visitor.open("/vms");
  await live(page);
  const loaded = await documentOf(page);
  const banner = page.locator("main .note").filter({ hasText: lost.name });
  const vms = (await api.all("vms")).filter((vm) => vm["pool"] === lost.id);
  const elsewhere = (await api.all("vms")).find((vm) => vm["pool"] === securedId);
  const [one] = vms;
  ok(one && elsewhere);

  await t.step(
    "the page says at once that the pool is gone, since when and why; it dims and blanks nothing",
    async () => {
      const rows = await page.locator("tr[data-row]").count();
      equal(rows, 29);
      const full = await ink(row(page, one.id));
      equal(await ink(row(page, elsewhere.id)), full);
      // What the restart takes back: the simulator begins again where its seed put it.
      await (await ForeignClient.login(sim.url)).call(
        "VM.set_name_label",
        await (await ForeignClient.login(sim.url)).vm(one.id),
        "changed before the crash",
      );
      await row(page, one.id).getByText("changed before the crash").waitFor();

      const killed = performance.now();
      await sim.stop("SIGKILL");
      await banner.getByText(/connection lost, (just now|\d+ s ago) – \S.+\. (Next try in|Trying now)/)
        .waitFor();
      const took = performance.now() - killed;
      ok(took < AT_ONCE, `said after ${took} ms`);
      await page.getByRole("banner").getByText("1 of 2 live").waitFor();
      equal(await page.locator("tr[data-row]").count(), rows);
      notEqual(await ink(row(page, one.id)), full);
      equal(await ink(row(page, elsewhere.id)), full, "the other pool is as live as before");
      equal(await row(page, one.id).locator(".c-name").innerText(), "changed before the crash");

      const known = await api.get(`/api/v1/pools/${lost.id}`);
      equal(known["state"], "stale");
      ok(Date.parse(String(known["since"])) > Date.now() - 60_000);
      ok(String(known["reason"]).length > 10);
    },
  );

  await t.step("what is asked of it meanwhile is refused in words, and every page tells", async () => {
    const halted = vms.find((vm) => vm["power_state"] === "Halted");
    ok(halted);
    await row(page, halted.id).getByLabel(/^Actions of/).click();
    await row(page, halted.id).getByRole("button", { name: "Start", exact: true }).click();
    await page.getByRole("status").getByText(lost.name).waitFor();
    const other = await visitor.open("/pools");
    await other.getByRole("article").filter({ hasText: lost.name }).getByText("Connection lost").waitFor();
    await other.close();
    const refused = visitor.complaints.splice(0);
    deepEqual(refused, [`/api/v1/vms/${halted.id}/start: status 503`]);
  });

  await t.step("it recovers by itself, and what is shown equals the pool", async () => {
    const again = restarted.use(await startSim([...big, "--listen", `127.0.0.1:${portOf(sim.url)}`]));
    await banner.waitFor({ state: "detached", timeout: 30_000 });
    await page.getByRole("banner").getByText("Live", { exact: true }).waitFor();
    await row(page, one.id).getByRole("link", { name: String(one["name"]), exact: true }).waitFor();
    equal(await ink(row(page, one.id)), await ink(row(page, elsewhere.id)));
    equal(await documentOf(page), loaded, "without a reload");

    const foreign = await ForeignClient.login(again.url);
    const records = Object.values(await foreign.records("VM")).filter((vm) =>
      vm["is_a_template"] === false && vm["is_a_snapshot"] === false && vm["is_control_domain"] === false
    );
    equal(records.length, 25);
    const byId = (a: readonly unknown[], b: readonly unknown[]) => String(a[0]) < String(b[0]) ? -1 : 1;
    const truth = records.map((vm) => [
      vm["uuid"],
      vm["name_label"],
      vm["name_description"],
      vm["power_state"],
      Number(vm["memory_dynamic_max"]),
      Number(vm["VCPUs_at_startup"]),
      [...vm["tags"] as string[]].sort(),
      [...vm["allowed_operations"] as string[]].sort(),
    ]).sort(byId);
    const shown = (await api.all("vms")).filter((vm) => vm["pool"] === lost.id).map((vm) => [
      vm.id,
      vm["name"],
      vm["description"],
      vm["power_state"],
      vm["memory_dynamic_max"],
      vm["VCPUs_at_startup"],
      [...vm["tags"] as string[]].sort(),
      [...vm["allowed_operations"] as string[]].sort(),
    ]).sort(byId);
    deepEqual(shown, truth);
    for (const vm of records) {
      equal(await row(page, String(vm["uuid"])).locator(".c-name").innerText(), vm["name_label"]);
      equal(await row(page, String(vm["uuid"])).locator(".c-state").innerText(), vm["power_state"]);
    }
  });

  await t.step(
    "a changed certificate stops the connection until a person has compared and accepted it",
    async () => {
      const pools = await visitor.open("/pools");
      await live(pools);
      const card = pools.getByRole("article").filter({ has: pools.locator(`input[value="${securedId}"]`) });
      await card.getByText("Live", { exact: true }).waitFor();
      await secured.stop("SIGKILL");
      restarted.use(
        await startSim([
          ...small,
          ...second.args,
          "--listen",
          `127.0.0.1:${portOf(secured.url)}`,
        ]),
      );
      await card.getByText("Certificate changed").waitFor({ timeout: 30_000 });
      const text = await card.innerText();
      ok(text.includes(first.fingerprint), "the accepted fingerprint is shown");
      ok(text.includes(second.fingerprint), "the presented fingerprint is shown");
      await page.locator("main .note").getByText("Waiting for somebody to compare and accept").waitFor();
      notEqual(await ink(row(page, elsewhere.id)), await ink(row(page, one.id)));

      await card.getByRole("button", { name: "Accept the new certificate" }).click();
      await pools.getByRole("alert").getByText(/^The new certificate of .+ is accepted$/).waitFor();
      await card.getByText("Live", { exact: true }).waitFor();
      await until("the new certificate is pinned", async () => {
        const { state, fingerprint } = await api.get(`/api/v1/pools/${securedId}`);
        return state === "live" && fingerprint === second.fingerprint;
      });
      await page.locator(`tr[data-row="${elsewhere.id}"]:not(.stale)`).waitFor();
    },
  );

  deepEqual(visitor.complaints, []);
});
