// A pool whose names are weapons, in a real Chromium: nothing in them runs, with scripts and without, on a page that is loaded and on
// one that is told of them; and texts of any length or direction leave the pages usable.
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { live, openStage, row } from "../browser/stage.ts";
import { startSim } from "../processes.ts";

const MARK = "globalThis.pwned=1";
const NAMES = [
  `<script>${MARK}</script>`,
  `</script><script>${MARK}</script>`,
  `</title><svg onload="${MARK}">`,
  `"><img src=x onerror="${MARK}">`,
  `' onmouseover='${MARK}' x='`,
  `<!--<script>--><iframe srcdoc="<script>parent.${MARK}</script>">`,
  `{{constructor.constructor("${MARK}")()}}\${${MARK}}`,
  `javascript:${MARK}//`,
  `</textarea></select><details open ontoggle="${MARK}">`,
  `\u2028${MARK}\u2029*/</script><a href="javascript:${MARK}">x</a>`,
  // A name that would turn round what follows, and one of marks that pile up.
  `\u202Egnp.exe\u2066\u2067 admin \u202E`,
  "Z" + "\u0310\u0311\u0334".repeat(200),
  `__proto__`,
];
const HUGE = `<script>${MARK}</script>` + "W".repeat(1024 * 1024);

/** Calls a simulator by JSON-RPC, which carries any character. */
async function poolAt(url: string) {
  const send = async (method: string, params: unknown[]): Promise<unknown> => {
    const response = await fetch(`${url}/jsonrpc`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
    });
    const answer: { result?: unknown; error?: unknown } = await response.json();
    assert.ok(answer.error === undefined, `${method}: ${String(JSON.stringify(answer.error)).slice(0, 200)}`);
    return answer.result;
  };
  const session = await send("session.login_with_password", ["root", "atoll"]);
  return (method: string, ...params: unknown[]) => send(method, [session, ...params]);
}

Deno.test("a hostile pool", async (t) => {
  await using stage = await openStage(["--hosts", "2", "--vms", String(NAMES.length + 2), "--seed", "5"]);
  const call = await poolAt(stage.sims[0]?.url ?? "");
  const refs = async (name: string) => {
    const answer = await call(`${name}.get_all_records`);
    assert.ok(typeof answer === "object" && answer !== null);
    return Object.entries(answer as Record<string, Record<string, unknown>>);
  };
  const vms = (await refs("VM")).filter(([, vm]) =>
    !vm["is_a_template"] && !vm["is_control_domain"] && !vm["is_a_snapshot"]
  );
  assert.ok(vms.length >= NAMES.length + 1);
  for (const [i, name] of NAMES.entries()) {
    const [ref = ""] = vms[i] ?? [];
    await call("VM.set_name_label", ref, name);
    await call("VM.set_name_description", ref, name + name);
    await call("VM.set_tags", ref, [name, "plain"]);
  }
  for (const kind of ["host", "SR", "network", "pool", "VDI"]) {
    for (const [i, [ref]] of (await refs(kind)).entries()) {
      await call(`${kind}.set_name_label`, ref, NAMES[i % NAMES.length]);
      await call(`${kind}.set_name_description`, ref, NAMES[(i + 1) % NAMES.length]);
    }
  }
  const visitor = await stage.visitor();
  await visitor.context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, sourceFile, lineNumber }) => {
      console.error(`violated ${violatedDirective} ${sourceFile}:${lineNumber}`);
    });
  });
  const harmless = async (page: Page, what: string) => {
    // Where something hides that runs when it is touched.
    await page.mouse.move(400, 300);
    assert.equal(await page.evaluate(() => Reflect.get(globalThis, "pwned")), undefined, what);
    assert.equal(
      await page.locator("main script, iframe, svg[onload], img[onerror], [onmouseover], [ontoggle]").count(),
      0,
      what,
    );
    assert.equal(await page.locator('a[href^="javascript:" i]').count(), 0, what);
  };
  const [firstRef = "", first] = vms[0] ?? [];
  const id = String(first?.["uuid"]);
  const host = (await refs("host"))[0]?.[1]["uuid"];
  const paths = [
    "/",
    "/vms",
    "/hosts",
    `/hosts/${host}`,
    "/storage",
    "/networks",
    "/pools",
    "/tasks",
    "/audit",
    ...vms.slice(0, NAMES.length).filter((_, n) => n % 2 === 0).map(([, vm]) => `/vms/${vm["uuid"]}`),
    ...["rename", "destroy", "add_tag"].map((ask) => `/vms/${id}?ask=${ask}`),
  ];

  await t.step("stored names are text on every page, with scripts", async () => {
    for (const path of paths) {
      const page = await visitor.open(path);
      await page.locator("main").waitFor();
      await harmless(page, path);
      await page.close();
    }
    const page = await visitor.open("/vms");
    for (const name of NAMES.slice(0, 5)) await page.getByText(name, { exact: true }).first().waitFor();
    await page.close();
  });

  await t.step("and without", async () => {
    const plain = await stage.visitor({ javaScriptEnabled: false });
    for (const path of paths.filter((_, n) => n < 14)) {
      const page = await plain.open(path);
      const html = await page.content();
      assert.doesNotMatch(html, /<script>globalThis|<svg onload|<img src="?x|<iframe|<details open/i, path);
      assert.equal(
        await page.locator("iframe, svg[onload], img[onerror], [onmouseover], [ontoggle]").count(),
        0,
        path,
      );
      await page.close();
    }
    await plain.close();
  });

  await t.step("names that come over the stream are text", async () => {
    const page = await visitor.open("/vms");
    await live(page);
    const detail = await visitor.open(`/vms/${id}`);
    await live(detail);
    for (const name of NAMES.slice(0, 6).map((name) => name + "!")) {
      await call("VM.set_name_label", firstRef, name);
      await call("VM.set_tags", firstRef, [name]);
      await row(page, id).getByText(name, { exact: true }).first().waitFor();
      await detail.getByText(name, { exact: true }).first().waitFor();
      await harmless(page, name);
      await harmless(detail, name);
    }
    await page.close();
    await detail.close();
  });

  await t.step("what an address holds is text (reflected)", async () => {
    for (const text of NAMES.slice(0, 3)) {
      const encoded = encodeURIComponent(text);
      for (
        const path of [
          `/vms?q=${encoded}`,
          `/vms/${encoded}`,
          `/${encoded}`,
          `/audit?q=${encoded}`,
          `/vms/${id}?ask=${encoded}`,
          `/sign-in?next=${encoded}`,
        ]
      ) {
        const page = await visitor.open(path);
        await harmless(page, path);
        await page.close();
      }
    }
  });

  await t.step("a name cannot turn round or cover its neighbours", async () => {
    const page = await visitor.open("/vms");
    const bidi = NAMES.find((name) => name.includes("\u202E")) ?? "";
    const cell = page.getByText(bidi, { exact: true }).first();
    await cell.waitFor();
    const isolated = await cell.evaluate((element) => getComputedStyle(element).unicodeBidi);
    assert.match(isolated, /isolate|plaintext/);
    const piled = page.getByText(NAMES[11] ?? "", { exact: true }).first();
    const box = await piled.evaluate((element) => element.closest("tr")?.getBoundingClientRect().height ?? 0);
    assert.ok(box < 100, `a row of ${box} px`);
    await page.close();
  });

  await t.step("a name of a megabyte leaves the pages usable", async () => {
    // No request may be that large, but what a pool tells may: it comes from a file.
    const classes = "pool host host_metrics VM VM_metrics VBD VDI SR PBD VIF network PIF".split(" ");
    const state = Object.fromEntries(
      await Promise.all(classes.map(async (name) => [name, Object.fromEntries(await refs(name))] as const)),
    );
    const [[ref = "", vm] = []] = vms.slice(-1);
    state["VM"] = {
      ...state["VM"],
      [ref]: { ...vm, name_label: HUGE, name_description: HUGE, tags: [HUGE] },
    };
    const [[poolRef = "", pool] = []] = Object.entries(state["pool"] ?? {});
    state["pool"] = { [poolRef]: { ...pool, uuid: crypto.randomUUID() } };
    const file = await Deno.makeTempFile({ suffix: ".json" });
    await Deno.writeTextFile(file, JSON.stringify(state));
    const huge = await startSim(["--state", file]);
    try {
      await stage.api.addPool(huge.url);
      const page = await visitor.open("/vms");
      await live(page);
      await harmless(page, "1 MB");
      const found = await stage.api.all("vms", "filter=name:WWWWWW&fields=name");
      assert.equal(found.length, 1);
      const started = performance.now();
      await page.goto(`${stage.url}/vms/${found[0]?.id}`);
      await live(page);
      await harmless(page, "1 MB");
      const took = performance.now() - started;
      assert.ok(took < 10_000, `${Math.round(took)} ms`);
      const fits = () => document.documentElement.scrollWidth <= innerWidth;
      assert.equal(await page.evaluate(fits), true, "nothing sticks out");
      await page.close();
    } finally {
      await huge.stop();
      await Deno.remove(file);
    }
  });

  const told = visitor.complaints.filter((text) => !/status 404|status 400|status 422/.test(text));
  await visitor.close();
  assert.deepEqual(told, []);
});
