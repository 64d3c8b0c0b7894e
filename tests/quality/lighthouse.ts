// `task lighthouse`: dashboard, VM list and VM as Lighthouse sees them on a phone, throttled as it throttles. Prints each score and
// what is held against the page, and fails below the goals.
// @ts-types="./lighthouse_types.ts"
import lighthouse from "lighthouse";
import { hrefOf } from "@/lib/view/hrefs.ts";
import { launchBrowser } from "../browser.ts";
import { openStage, until } from "../browser/stage.ts";

const GOALS: { readonly [category: string]: number } = {
  performance: 95,
  accessibility: 100,
  "best-practices": 100,
};
const PORT = 9333;

await using stage = await openStage("--vms 1000 --hosts 8 --seed 3".split(" "));
const { api, url } = stage;
await until("all VMs are there", async () => (await api.all("vms", "limit=1000")).length === 1000);
const [vm] = await api.all("vms");
const paths = ["/", "/vms", hrefOf("vm", vm?.id ?? "")];
// A server that was started this minute compiles its code yet: what is measured is one that is warm.
for (let visit = 0; visit < 20; visit++) for (const path of paths) await (await api.fetch(path)).text();
const browser = await launchBrowser([`--remote-debugging-port=${PORT}`]);
let met = true;
try {
  for (const path of paths) {
    const result = await lighthouse(new URL(path, url).href, {
      port: PORT,
      output: "json",
      logLevel: "error",
      onlyCategories: Object.keys(GOALS),
      extraHeaders: { cookie: api.cookie },
    });
    if (result === undefined) throw new Error(`Lighthouse gives nothing for ${path}`);
    const { categories, audits } = result.lhr;
    const scores = Object.entries(GOALS).map(([name, goal]) => {
      const score = Math.round(100 * (categories[name]?.score ?? 0));
      if (score < goal) met = false;
      return `${name} ${score}${score < goal ? ` (goal ${goal})` : ""}`;
    });
    const paint = ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time"]
      .map((name) => `${name} ${audits[name]?.displayValue ?? "?"}`);
    console.log(`${path}: ${[...scores, ...paint].join(", ")}`);
    for (const category of Object.values(categories)) {
      for (const { id, weight } of category.auditRefs) {
        const audit = audits[id];
        if (weight > 0 && audit?.score !== null && (audit?.score ?? 1) < 0.9) {
          console.log(`  ${id}: ${audit?.title}`);
        }
      }
    }
  }
} finally {
  await browser.close();
}
if (!met) Deno.exit(1);
