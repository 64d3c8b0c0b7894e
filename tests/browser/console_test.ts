// noVNC, the viewer that browsers use, at a simulated VM's console: what a foreign client makes of the screens is what counts.
import assert from "node:assert/strict";
import { build, stop } from "esbuild";
import type { Page } from "playwright-core";
import { textOf } from "@/sim/console/testing.ts";
import { Picture } from "@/sim/console/testing_decoder.ts";
import { startSimulator } from "@/sim/mod.ts";
import { flag, text } from "@/sim/values.ts";
import { launchBrowser } from "../browser.ts";
import { ROOT } from "../sources.ts";
import { PATIENCE } from "./stage.ts";

/** A page that opens the console whose address is its `?at=`. */
const SCRIPT = `
  import RFB from "@novnc/novnc";
  const at = new URLSearchParams(location.search).get("at");
  const rfb = new RFB(document.body, at, { wsProtocols: ["binary"] });
  globalThis.rfb = rfb;
  globalThis.heard = [];
  for (const event of ["connect", "disconnect", "securityfailure", "clipboard"]) {
    rfb.addEventListener(event, () => globalThis.heard.push(event));
  }
  rfb.addEventListener("connect", () => rfb.focus());
`;

Deno.test("noVNC shows a VM's console: one logs in, scrolls, resizes, pastes and powers off", async () => {
  const stack = new AsyncDisposableStack();
  try {
    const simulator = await startSimulator({ hosts: 1, vms: 20, speed: Infinity });
    stack.defer(() => simulator.close());
    const session = await simulator.call("session.login_with_password", ["root", "atoll", "2.21", "test"]);
    const [vm = ""] = [...simulator.db.table("VM")].find(([, record]) =>
      text(record, "power_state") === "Running" && !flag(record, "is_control_domain") &&
      text(record, "reference_label") === "debian-12"
    ) ?? [];
    stack.defer(() =>
      stop()
    );
    const { outputFiles: [bundle] } = await build({
      stdin: { contents: SCRIPT, resolveDir: ROOT },
      bundle: true,
      format: "esm",
      target: "esnext",
      write: false,
    });
    const web = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, ({ url }) => {
      const script = new URL(url).pathname === "/script.js";
      return new Response(script ? bundle?.text : '<body><script type="module" src="/script.js"></script>', {
        headers: { "content-type": script ? "text/javascript" : "text/html" },
      });
    });
    stack.defer(() => web.shutdown());
    const browser = await launchBrowser();
    stack.defer(() => browser.close());
    const page = await browser.newPage({ viewport: { width: 1100, height: 800 } });
    const complaints: string[] = [];
    page.on("pageerror", ({ message }) => complaints.push(message));
    const console = `${simulator.url.replace("http", "ws")}/console?ref=${vm}&session_id=${session}`;
    await page.goto(`http://127.0.0.1:${web.addr.port}/?at=${encodeURIComponent(console)}`);

    await reads(page, / login:$/);
    await page.keyboard.type("root\n");
    await reads(page, /Password:$/);
    await page.keyboard.type("Secret!\n");
    await reads(page, /root@\S+:~#$/);
    await page.keyboard.type("help; help; uname -a\n");
    await reads(page, /whoami +print one's name\nLinux \S+ \S+ #1 SMP x86_64 GNU\/Linux\nroot@\S+:~#$/);
    await page.keyboard.type("fbset -g 640 480\n");
    await page.waitForFunction("document.querySelector('canvas').width === 640");
    await reads(page, /^root@\S+:~#$/);
    await page.evaluate("rfb.clipboardPasteFrom('echo it was pasted')");
    await page.locator("canvas").click({ button: "middle" });
    await page.keyboard.press("Enter");
    await reads(page, /\nit was pasted\nroot@\S+:~#$/);
    await page.keyboard.type("poweroff\n");
    await page.waitForFunction("heard.includes('disconnect')", undefined, { timeout: PATIENCE });
    assert.equal(text(simulator.db.get("VM", vm), "power_state"), "Halted");
    assert.deepEqual(complaints, []);
  } finally {
    await stack.disposeAsync();
  }
});

/** Waits until noVNC's canvas reads so. Throws with what it reads instead. */
async function reads(page: Page, wanted: RegExp): Promise<void> {
  const until = Date.now() + PATIENCE;
  for (;;) {
    const seen = await screen(page);
    if (wanted.test(seen)) return;
    assert.ok(Date.now() < until, `The screen reads\n${seen}`);
    await page.evaluate("new Promise((resolve) => requestAnimationFrame(resolve))");
  }
}

/** The text on noVNC's canvas; "" while it has none. */
async function screen(page: Page): Promise<string> {
  const { width, height, pixels }: { width: number; height: number; pixels: string } = await page.evaluate(
    `(() => {
    const canvas = document.querySelector("canvas");
    const { width = 0, height = 0 } = canvas ?? {};
    if (width === 0 || height === 0) return { width: 0, height: 0, pixels: "" };
    const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
    // One bit a pixel is enough to read by.
    let pixels = "";
    for (let at = 0; at < data.length; at += 4) pixels += data[at] + data[at + 1] + data[at + 2] > 0 ? "1" : "0";
    return { width, height, pixels };
  })()`,
  );
  const picture = new Picture(width, height);
  for (let at = 0; at < pixels.length; at++) picture.values[at] = Number(pixels[at]);
  return textOf(picture);
}
