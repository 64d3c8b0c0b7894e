// What a page may weigh, on what is built and served: script before anybody does anything, style, and the page of 1,000 VMs itself.
import assert from "node:assert/strict";
import { get } from "node:http";
import { hrefOf, type Paged } from "@/lib/view/hrefs.ts";
import { live, openStage, until } from "../browser/stage.ts";

const KB = 1024;
/** The goal for script is 25 KB, which pages of people keep; no page may grow beyond what the heaviest has now. */
const BUDGET = { script: 33 * KB, style: 12 * KB, list: 40 * KB };
const VMS = 1000;
/** What these pages are for is more script, which they load apart: they are measured by what they declare. */
const LOADS = /^\/topology|\/stats$/;

/** Bytes of an answer as they go over the wire, packed as well as Atoll packs them. */
function packed(url: string, cookie: string): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { "accept-encoding": "br", accept: "text/html", cookie } }, (response) => {
      let bytes = 0;
      response.on("data", (chunk: Uint8Array) => bytes += chunk.length);
      response.on(
        "end",
        () =>
          response.statusCode === 200 ? resolve(bytes) : reject(new Error(`${url}: ${response.statusCode}`)),
      );
      response.on("error", reject);
    }).on("error", reject);
  });
}

Deno.test("pages stay within their budgets", async (t) => {
  await using stage = await openStage(["--vms", String(VMS), "--hosts", "4", "--seed", "3"]);
  const { api, url } = stage;
  await until("all VMs are there", async () => (await api.all("vms", "limit=1000")).length === VMS);
  const size = (path: string) => packed(new URL(path, url).href, api.cookie);
  const first: string[] = [];
  for (
    const [collection, list] of [
      ["vm", "vms"],
      ["host", "hosts"],
      ["sr", "srs"],
      ["network", "networks"],
      ["vdi", "vdis"],
      ["template", "templates"],
      ["pool", "pools"],
    ] as const
  ) {
    const { items: [item] } = await api.get<{ items: { id: string }[] }>(`/api/v1/${list}?limit=1`);
    assert.ok(item);
    first.push(hrefOf(collection satisfies Paged, item.id));
  }
  const lists = [
    "/",
    "/vms",
    "/hosts",
    "/storage",
    "/networks",
    "/disks",
    "/templates",
    "/snapshots",
    "/pools",
    "/tasks",
    "/alerts",
    "/health",
    "/topology",
    "/audit",
    "/account",
  ];

  await t.step("script before anybody does anything", async () => {
    const visitor = await stage.visitor();
    try {
      const sizes = new Map<string, number>();
      const over: string[] = [];
      for (const path of [...lists, ...first]) {
        const page = await visitor.context.newPage();
        const asked = new Set<string>();
        page.on("request", (request) => {
          if (request.resourceType() === "script") asked.add(new URL(request.url()).pathname);
        });
        await page.goto(new URL(path, url).href);
        if (!LOADS.test(path)) {
          if (await page.locator("html[data-stream]").count() > 0) await live(page);
          await page.evaluate(() =>
            new Promise((resolve) => requestIdleCallback(resolve, { timeout: 5000 }))
          );
        }
        const declared = await page.locator("script[src], link[rel=modulepreload]").evaluateAll((all) =>
          all.map((one) =>
            new URL(one.getAttribute("src") ?? one.getAttribute("href") ?? "", location.href).pathname
          )
        );
        await page.close();
        const scripts = new Set(LOADS.test(path) ? declared : [...asked, ...declared]);
        // What the shared worker loads no page sees, but where it is announced.
        if (![...scripts].some((script) => script.startsWith("/stream"))) scripts.add("/stream.js");
        let sum = 0;
        for (const script of scripts) {
          const known = sizes.get(script) ?? await size(script);
          sizes.set(script, known);
          sum += known;
        }
        console.log(
          `${path.replace(/[0-9a-f]{8}-.*/, "ID").padEnd(16)} ${(sum / KB).toFixed(1)} KB of script`,
        );
        if (sum > BUDGET.script) over.push(`${path}: ${(sum / KB).toFixed(1)} KB in ${scripts.size} files`);
      }
      assert.deepEqual(over, []);
    } finally {
      await visitor.close();
    }
  });

  await t.step("style: 12 KB", async () => {
    const bytes = await size("/atoll.css");
    console.log(`style ${(bytes / KB).toFixed(1)} KB`);
    assert.ok(bytes <= BUDGET.style, `${(bytes / KB).toFixed(1)} KB`);
  });

  await t.step("the list of 1,000 VMs: 40 KB with its data", async () => {
    const bytes = await size("/vms");
    console.log(`list of ${VMS} VMs ${(bytes / KB).toFixed(1)} KB`);
    assert.ok(bytes <= BUDGET.list, `${(bytes / KB).toFixed(1)} KB`);
  });
});
