// A server with one pool, and a browser signed in to it, for the benchmarks that need both.
import type { Browser, BrowserContext } from "playwright-core";
import { launchBrowser } from "@/tests/browser.ts";
import { ApiClient } from "@/tests/client.ts";
import { type Running, startServer } from "@/tests/processes.ts";

const PASSWORD = "bench-" + crypto.randomUUID();

export interface Bench {
  readonly url: string;
  readonly client: ApiClient;
  readonly server: Running;
  /** Signs in once more: a session has a limited number of streams. */
  signIn(): Promise<ApiClient>;
  /** A context that is signed in, of a browser that was started with these arguments. */
  context(args?: readonly string[]): Promise<BrowserContext>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Starts the server, Deno with `flags`, on a throw-away data directory and adds the pool at `pool`. */
export async function startBench(pool: string, flags: readonly string[] = []): Promise<Bench> {
  const data = await Deno.makeTempDir({ prefix: "atoll-bench-" });
  const server = await startServer(data, PASSWORD, [], flags);
  const browsers = new Map<string, Browser>();
  const stop = async () => {
    for (const browser of browsers.values()) await browser.close();
    await server.stop();
    await Deno.remove(data, { recursive: true });
  };
  try {
    const client = await ApiClient.signIn(server.url, PASSWORD);
    await client.addPool(pool);
    return {
      url: server.url,
      client,
      server,
      signIn: () => ApiClient.signIn(server.url, PASSWORD),
      async context(args = []) {
        const key = args.join(" ");
        const browser = browsers.get(key) ?? await launchBrowser(args);
        browsers.set(key, browser);
        const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
        const [name = "", value = ""] = client.cookie.split("=");
        await context.addCookies([{ name, value, url: server.url }]);
        return context;
      },
      [Symbol.asyncDispose]: stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
