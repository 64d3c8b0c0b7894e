// What the acceptance tests play on: a server, simulated pools behind it, and a Chromium in front, all real processes.
import assert from "node:assert/strict";
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from "playwright-core";
import { launchBrowser } from "../browser.ts";
import { ApiClient } from "../client.ts";
import { type Running, startServer, startSim } from "../processes.ts";

/** Any condition of a page or a pool comes true within this time (ms) on a busy machine, or never. */
export const PATIENCE = 15_000;

export interface Stage extends AsyncDisposable {
  readonly url: string;
  readonly server: Running;
  /** One simulator for each list of arguments, in order. */
  readonly sims: readonly Running[];
  readonly browser: Browser;
  readonly api: ApiClient;
  readonly password: string;
  /** A browser of its own, signed in as the administrator. */
  visitor(options?: BrowserContextOptions): Promise<Visitor>;
}

/** One browser context, and everything its pages complained about. */
export interface Visitor {
  readonly context: BrowserContext;
  /** Console messages, errors, refused and failed requests, as "path: what". */
  readonly complaints: string[];
  /** Opens a page of the server in a new tab. */
  open(path: string): Promise<Page>;
  close(): Promise<void>;
}

/** Starts simulators, server and browser at the same time; adds the pools. */
export async function openStage(...pools: readonly (readonly string[])[]): Promise<Stage> {
  const password = `stage-${crypto.randomUUID()}`;
  const stack = new AsyncDisposableStack();
  try {
    const data = await Deno.makeTempDir({ prefix: "atoll-browser-test-" });
    stack.defer(() => Deno.remove(data, { recursive: true }));
    const [server, browser, ...sims] = await all(stack, [
      startServer(data, password),
      openBrowser(),
      ...pools.map((args) => startSim(args)),
    ]);
    const api = await ApiClient.signIn(server.url, password);
    for (const { url } of sims) {
      if (url.startsWith("http://")) await api.addPool(url);
    }
    return {
      url: server.url,
      server,
      sims,
      browser: browser.browser,
      api,
      password,
      visitor: (options) => visit(browser.browser, server.url, api.cookie, options),
      [Symbol.asyncDispose]: () => stack.disposeAsync(),
    };
  } catch (error) {
    await stack.disposeAsync();
    throw error;
  }
}

/** A Chromium that closes with its scope. */
export async function openBrowser(): Promise<AsyncDisposable & { readonly browser: Browser }> {
  const browser = await launchBrowser();
  return { browser, [Symbol.asyncDispose]: () => browser.close() };
}

/** Awaits all; what was started is the stack's to end even where another failed to start. */
async function all<T extends readonly Promise<AsyncDisposable>[]>(
  stack: AsyncDisposableStack,
  starting: readonly [...T],
): Promise<{ -readonly [I in keyof T]: Awaited<T[I]> }> {
  for (const result of await Promise.allSettled(starting)) {
    if (result.status === "fulfilled") stack.use(result.value);
  }
  return await Promise.all(starting);
}

/** A context, signed in when there is a cookie. */
export async function visit(
  browser: Browser,
  url: string,
  cookie: string | null,
  options: BrowserContextOptions = {},
): Promise<Visitor> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  context.setDefaultTimeout(PATIENCE);
  const complaints = listen(context, options.javaScriptEnabled !== false);
  if (cookie !== null) {
    const [name = "", value = ""] = cookie.split("=");
    await context.addCookies([{ name, value, url }]);
  }
  return {
    context,
    complaints,
    async open(path) {
      const page = await context.newPage();
      await page.goto(new URL(path, url).href);
      return page;
    },
    close: () => context.close(),
  };
}

function listen(context: BrowserContext, scripts: boolean): string[] {
  const complaints: string[] = [];
  const path = (url: string | undefined) => url === undefined ? "" : URL.parse(url)?.pathname ?? url;
  context.on("console", (message) => {
    if (message.type() !== "error" && message.type() !== "warning") return;
    // Told below, with its status or reason.
    if (message.text().startsWith("Failed to load resource")) return;
    complaints.push(`${path(message.page()?.url())}: ${message.text()}`);
  });
  context.on(
    "weberror",
    (error) => complaints.push(`${path(error.page()?.url())}: ${error.error().message}`),
  );
  context.on("requestfailed", (request) => {
    const why = request.failure()?.errorText;
    // Leaving a page ends its stream, and what was still loading.
    if (why === "net::ERR_ABORTED") return;
    // Where scripts are switched off, so is their preloading.
    if (!scripts && path(request.url()).endsWith(".js")) return;
    complaints.push(`${path(request.url())}: ${why}`);
  });
  context.on("response", (response) => {
    if (response.status() >= 400) complaints.push(`${path(response.url())}: status ${response.status()}`);
  });
  return complaints;
}

/** Waits until a value is there (neither false, null nor undefined). For conditions outside a page. */
export async function until<T>(
  what: string,
  look: () => Promise<T | false | null | undefined>,
  ms = PATIENCE,
): Promise<T> {
  const end = Date.now() + ms;
  for (;;) {
    const value = await look();
    if (value !== false && value !== null && value !== undefined) return value;
    assert.ok(Date.now() < end, `After ${ms} ms still not: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}

/** Waits until the page's stream is live: from then on it shows what happens. */
export async function live(page: Page): Promise<void> {
  await page.locator("html[data-stream=live]").waitFor({ state: "attached" });
}

/** The document a page shows: changes when it navigates or reloads, not when its address is rewritten. */
export function documentOf(page: Page): Promise<number> {
  return page.evaluate(() => performance.timeOrigin);
}

/** Clicks, and waits until the page behind the click is there as a whole. */
export async function follow(page: Page, control: Locator, options: { force?: boolean } = {}): Promise<void> {
  await Promise.all([page.waitForEvent("load"), control.click(options)]);
}

/** Fills the sign-in form that the page shows, and sends it. */
export async function signIn(page: Page, username: string, password: string): Promise<void> {
  await page.getByLabel("User name").fill(username);
  await page.getByLabel("Password").fill(password);
  await follow(page, page.getByRole("button", { name: "Sign in", exact: true }));
}

/** The row of a VM in a list. */
export const row = (page: Page, id: string) => page.locator(`tr[data-row="${id}"]`);
