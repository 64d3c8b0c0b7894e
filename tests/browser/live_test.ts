// What happens in a pool shows in every open browser, whoever did it; and what one browser does, the others see.
import { deepEqual, equal, ok } from "node:assert/strict";
import type { Page } from "playwright-core";
import type { Item } from "../client.ts";
import { ForeignClient } from "./foreign_client.ts";
import { startLossyProxy } from "./lossy_proxy.ts";
import { documentOf, live, openStage, row, until, visit } from "./stage.ts";

/** Most bytes of a rename on the stream, id and all. */
const RENAME_BYTES = 250;

/** Events of a stream's text: the patches of each. */
function eventsOf(text: string): { kind: string; bytes: number; patches: [string, string, unknown][] }[] {
  return text.split("\n\n").filter((event) => event !== "" && !event.startsWith("event:open")).map((
    event,
  ) => ({
    kind: /^event:(\w+)/.exec(event)?.[1] ?? "patch",
    bytes: new TextEncoder().encode(event).length + 2,
    patches: JSON.parse(/^data:(.+)$/m.exec(event)?.[1] ?? "[]"),
  }));
}

const allows = (vm: Item, operation: string) =>
  Array.isArray(vm["allowed_operations"]) && vm["allowed_operations"].includes(operation);

const menuOf = (page: Page, vm: Item) => row(page, vm.id).getByLabel(/^Actions of/);

Deno.test("live", async (t) => {
  await using stage = await openStage(["--vms", "44", "--hosts", "2", "--seed", "62", "--speed", "3"]);
  const { api, sims: [sim] } = stage;
  ok(sim);
  const foreign = await ForeignClient.login(sim.url);
  // The first are renamed, others are started and stopped.
  const all = await api.all("vms");
  const vms = all.slice(0, 4);
  const halted = all.slice(4).filter((vm) => allows(vm, "start"));
  const running = all.slice(4).filter((vm) => allows(vm, "clean_shutdown"));
  const take = (from: Item[]): Item => {
    const vm = from.shift();
    ok(vm, "the pool has too few VMs for this test");
    return vm;
  };
  const state = (vm: Item) => api.get(`/api/v1/vms/${vm.id}`).then((now) => now["power_state"]);

  const ada = await stage.visitor({ viewport: { width: 1440, height: 1800 } });
  const bob = await stage.visitor({ viewport: { width: 1440, height: 1800 } });
  const list = await ada.open("/vms");
  await live(list);
  const loaded = await documentOf(list);

  await t.step("a stranger renames a VM: the open page shows it, in less than 250 bytes", async () => {
    const vm = take(vms);
    const aborter = new AbortController();
    const fields = "name,description,power_state,host,pool,ips,os,tags,allowed_operations,current_operations";
    const stream = await api.fetch(`/api/v1/stream?collections=vm:${fields};task`, {
      signal: aborter.signal,
    });
    ok(stream.body);
    const reader = stream.body.pipeThrough(new TextDecoderStream()).getReader();
    try {
      await foreign.call("VM.set_name_label", await foreign.vm(vm.id), "renamed by a stranger");
      await row(list, vm.id).getByRole("link", { name: "renamed by a stranger" }).waitFor();
      let text = "";
      const found = await until("the rename is on the stream", async () => {
        text += (await reader.read()).value ?? "";
        return eventsOf(text.slice(0, text.lastIndexOf("\n\n") + 2))
          .find(({ kind, patches }) =>
            kind === "patch" && JSON.stringify(patches).includes("renamed by a stranger")
          );
      });
      deepEqual(found.patches, [["vm", vm.id, { name: "renamed by a stranger" }]]);
      ok(found.bytes < RENAME_BYTES, `the rename took ${found.bytes} bytes`);
    } finally {
      aborter.abort();
      await reader.closed.catch(() => {}); // it was aborted
    }
    equal(await documentOf(list), loaded);
  });

  await t.step(
    "a browser that lost its connection resumes where it stood and gets only what it missed",
    async () => {
      const proxy = startLossyProxy(stage.url);
      const sleeper = await visit(stage.browser, proxy.url, api.cookie);
      try {
        const page = await sleeper.open("/vms");
        await live(page);
        const [one, two, three] = [take(vms), take(vms), take(vms)];
        const rename = async (vm: Item, name: string) => {
          await foreign.call("VM.set_name_label", await foreign.vm(vm.id), name);
          await until(`${name} is known`, async () => (await api.get(`/api/v1/vms/${vm.id}`)).name === name);
        };
        await rename(one, "before the sleep");
        await row(page, one.id).getByText("before the sleep").waitFor();
        equal(proxy.streams.length, 1);
        const last = /.*^id:(\S+)$/ms.exec(proxy.streams[0]?.text() ?? "")?.[1];

        const drawn = await page.locator("tr[data-row]").count();
        proxy.sleep();
        await page.getByRole("status").getByText("Reconnecting").waitFor();
        const faded = page.locator("html[data-stream=lost]");
        await faded.waitFor({ state: "attached" });
        equal(await page.locator("tr[data-row]").count(), drawn, "nothing is blanked");
        await rename(two, "first thought");
        await rename(two, "second thought");
        await rename(three, "missed");
        proxy.wake();
        await row(page, two.id).getByText("second thought").waitFor();
        await row(page, three.id).getByText("missed").waitFor();
        await page.getByRole("status").getByText("Live").waitFor();

        const resumed = proxy.streams[1];
        equal(proxy.streams.length, 2);
        // The page's subscription and the shell's: neither begins anew.
        ok(last !== undefined && resumed?.since.includes(last), resumed?.since.join());
        equal(resumed?.since.filter((at) => at !== "").length, 2);
        const events = eventsOf(resumed?.text() ?? "");
        deepEqual(events.map(({ kind }) => kind).filter((kind) => kind !== "ping"), ["patch"]);
        const byId = (a: unknown[], b: unknown[]) => String(a[1]) < String(b[1]) ? -1 : 1;
        deepEqual(
          events.flatMap(({ patches }) => patches).sort(byId),
          [["vm", two.id, { name: "second thought" }], ["vm", three.id, { name: "missed" }]].sort(byId),
        );
      } finally {
        await sleeper.close();
        await proxy.close();
      }
    },
  );

  await t.step("a stranger starts a VM: the open page shows it start and run", async () => {
    const vm = take(halted);
    const line = row(list, vm.id).locator(".c-state");
    equal(await line.innerText(), "Halted");
    const task = await foreign.call("Async.VM.start", await foreign.vm(vm.id), false, false);
    await line.getByText("Start").waitFor();
    await line.getByRole("progressbar").waitFor();
    await line.getByText("Running").waitFor();
    equal(await foreign.call("task.get_status", task), "success");
    equal(await documentOf(list), loaded);
  });

  await t.step("what one browser does, the other sees", async () => {
    const vm = take(halted);
    const other = await bob.open(`/vms/${vm.id}`);
    await live(other);
    const seen = await documentOf(other);
    await menuOf(list, vm).click();
    await row(list, vm.id).getByRole("button", { name: "Start", exact: true }).click();
    // The task line on the VM's own page: what is going on, and how far it is.
    const bar = other.getByRole("progressbar", { name: "Start" });
    await bar.waitFor();
    await other.waitForFunction(() => {
      const bar = document.querySelector<HTMLProgressElement>("progress[aria-label=Starting]");
      return bar !== null && bar.value > 0 && bar.value < 1;
    });
    await list.getByRole("status").getByText(`Start: ${vm["name"]}`).waitFor();
    await other.locator(".dhead").getByText("Running", { exact: true }).waitFor();
    await bar.waitFor({ state: "detached" });
    await row(list, vm.id).locator(".c-state").getByText("Running").waitFor();
    // What can be done now is what the server says can be done now.
    await other.getByRole("button", { name: "Shut down" }).and(other.locator("[aria-disabled=false]"))
      .waitFor();
    equal(await documentOf(other), seen);
    equal(await state(vm), "Running");
    await other.close();
  });

  await t.step("stops many at once, with progress on every row, in both browsers", async () => {
    const chosen = [take(running), take(running), take(running)];
    const other = await bob.open("/vms");
    await live(other);
    for (const vm of chosen) await row(list, vm.id).getByRole("checkbox").click();
    const bar = list.getByRole("region", { name: "Selection" });
    await bar.getByRole("button", { name: "Shut down 3" }).click();
    const progress = [list, other].flatMap((page) =>
      chosen.map((vm) => row(page, vm.id).getByRole("progressbar").waitFor())
    );
    await bar.getByRole("alertdialog").getByRole("button", { name: "Shut down 3 VMs" }).click();
    await Promise.all(progress);
    await list.getByRole("status").getByText("Shut down: 3 of 3 under way").waitFor();
    for (const page of [list, other]) {
      for (const vm of chosen) await row(page, vm.id).locator(".c-state").getByText("Halted").waitFor();
    }
    deepEqual(await Promise.all(chosen.map(state)), ["Halted", "Halted", "Halted"]);
    equal(await documentOf(list), loaded);
    await other.close();
  });

  await t.step("a task of the pool shows on the tasks page", async () => {
    const vm = take((await api.all("vms")).filter((one) => allows(one, "start")));
    const tasks = await bob.open("/tasks");
    await live(tasks);
    const seen = await documentOf(tasks);
    await foreign.call("Async.VM.start", await foreign.vm(vm.id), false, false);
    const entry = tasks.getByRole("row").filter({ hasText: /start/i }).filter({ hasText: /Pending|%/ });
    await entry.first().waitFor();
    await row(list, vm.id).locator(".c-state").getByText("Running").waitFor();
    await entry.first().waitFor({ state: "detached" });
    equal(await documentOf(tasks), seen);
    await tasks.close();
  });

  deepEqual([...ada.complaints, ...bob.complaints], []);
});
