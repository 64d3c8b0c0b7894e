// A real Chromium for tests, out of an npm package: no root rights, nothing to install.
import chromium from "@sparticuz/chromium";
import { type Browser, chromium as playwright } from "playwright-core";

/** Starts a headless Chromium, with these arguments too. Close it in `finally`: it is a process of its own. */
export async function launchBrowser(args: readonly string[] = []): Promise<Browser> {
  return await playwright.launch({
    executablePath: await chromium.executablePath(),
    headless: true,
    args: [
      "--no-sandbox",
      "--disable-background-networking",
      "--disable-dev-shm-usage",
      "--disable-gpu",
      ...args,
    ],
  });
}
