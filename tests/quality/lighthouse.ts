// `task lighthouse`: dashboard, VM list and VM as Lighthouse sees them on a phone, throttled as it throttles. Prints each score and
// what is held against the page, and fails below the goals.
//
// Lighthouse runs as a program of its own: as a dependency it would bring hundreds of packages, and other types of Node.js, to everybody.
import { z } from "zod";
import { hrefOf } from "@/lib/view/hrefs.ts";
import { launchBrowser } from "../browser.ts";
import { openStage, until } from "../browser/stage.ts";

const GOALS: { readonly [category: string]: number } = {
  performance: 95,
  accessibility: 100,
  "best-practices": 100,
};
const PORT = 9333;
const LIGHTHOUSE = "npm:lighthouse@13.5.0";

/** What is read of a report. */
const report = z.object({
  categories: z.record(
    z.string(),
    z.object({
      /** 0 to 1. */
      score: z.number().nullable(),
      auditRefs: z.array(z.object({ id: z.string(), weight: z.number() })),
    }),
  ),
  audits: z.record(
    z.string(),
    z.object({ title: z.string(), score: z.number().nullable(), displayValue: z.string().optional() }),
  ),
});

/** The report on a page, in the browser that listens on PORT. */
async function lighthouse(address: string, cookie: string): Promise<z.infer<typeof report>> {
  const directory = await Deno.makeTempDir({ prefix: "atoll-lighthouse-" });
  try {
    // In a file, since others on this machine may read arguments.
    const headers = `${directory}/headers.json`;
    await Deno.writeTextFile(headers, JSON.stringify({ cookie }), { mode: 0o600 });
    const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [
        ...[
          "run",
          "-A",
          "--quiet",
          "--no-config",
          "--no-lock",
          "--node-modules-dir=none",
          LIGHTHOUSE,
          address,
        ],
        ...[`--port=${PORT}`, "--output=json", "--quiet", `--extra-headers=${headers}`],
        `--only-categories=${Object.keys(GOALS).join(",")}`,
      ],
      cwd: directory,
      stdin: "null",
    }).output();
    if (!success) throw new Error(`Lighthouse failed on ${address}: ${new TextDecoder().decode(stderr)}`);
    return report.parse(JSON.parse(new TextDecoder().decode(stdout)));
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

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
    const { categories, audits } = await lighthouse(new URL(path, url).href, api.cookie);
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
