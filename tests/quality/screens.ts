// `task screenshots`: twelve key screens at a desk and on a phone, light and dark, into docs/screenshots/. Of the colours of each
// picture the most used are kept: so the whole directory stays below three megabytes.
import UPNG from "upng-js";
import { hrefOf } from "@/lib/view/hrefs.ts";
import { SCREENS, THEMES } from "../browser/accessibility.ts";
import { live, openStage, until } from "../browser/stage.ts";
import { ROOT } from "../sources.ts";

const COLOURS = 48;
const OUT = `${ROOT}/docs/screenshots`;

/** A picture with no more colours than these. */
async function quantised(png: Uint8Array): Promise<Uint8Array> {
  const image = UPNG.decode(new Uint8Array(png).buffer);
  return await Promise.resolve(
    new Uint8Array(
      UPNG.encode([UPNG.toRGBA8(image)[0] ?? new ArrayBuffer(0)], image.width, image.height, COLOURS),
    ),
  );
}

await using stage = await openStage(
  "--vms 180 --hosts 4 --seed 11 --cluster".split(" "),
  "--vms 40 --hosts 2 --seed 12 --cluster".split(" "),
);
const { api, url } = stage;
await until("both pools are live", async () => {
  const pools = await api.all("pools");
  return pools.length === 2 && pools.every(({ state }) => state === "live");
});
const [pool] = await api.all("pools");
const snapshots = await api.all("snapshots");
const vms = (await api.all("vms")).filter(({ pool: of, power_state }) =>
  of === pool?.id && power_state === "Running"
);
const vm = vms.find(({ id }) => snapshots.filter(({ snapshot_of }) => snapshot_of === id).length > 1) ??
  vms[0];
const [host] = await api.all("hosts", `filter=pool:${pool?.id ?? ""}`);
const [network] = await api.all("networks");
if (!pool || !vm || !host || !network) {
  throw new Error("The simulated pools hold too little for the screenshots");
}

const PAGES: { readonly [name: string]: string } = {
  dashboard: "/",
  vms: "/vms",
  vm: hrefOf("vm", vm.id),
  "vm-snapshots": hrefOf("vm", vm.id, "snapshots"),
  "vm-statistics": hrefOf("vm", vm.id, "stats"),
  host: hrefOf("host", host.id),
  storage: "/storage",
  network: hrefOf("network", network.id),
  pool: hrefOf("pool", pool.id),
  health: "/health",
  topology: "/topology?group=host",
  tasks: "/tasks",
};

await Deno.mkdir(OUT, { recursive: true });
let bytes = 0;
for (const [screen, options] of Object.entries(SCREENS)) {
  for (const theme of THEMES) {
    const visitor = await stage.visitor({ ...options, colorScheme: theme, reducedMotion: "reduce" });
    try {
      for (const [name, path] of Object.entries(PAGES)) {
        const page = await visitor.open(path);
        await live(page);
        if (name === "topology") await page.locator("canvas[data-layout=resting]").waitFor();
        if (name === "vm-statistics") await page.locator(".uplot canvas").first().waitFor();
        await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve, { timeout: 5000 })));
        const picture = await quantised(await page.screenshot());
        bytes += picture.length;
        await Deno.writeFile(`${OUT}/${name}-${screen}-${theme}.png`, picture);
        await page.close();
      }
    } finally {
      await visitor.close();
    }
  }
}
console.log(
  `${Object.keys(PAGES).length * 4} screenshots of ${url}, ${
    (bytes / 2 ** 20).toFixed(1)
  } MB, in docs/screenshots/`,
);
