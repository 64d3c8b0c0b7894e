// Atoll in this process, composed as main.ts does it, without a port: pages and streams come out of it as a browser would get them.
import { ensureBuilt, server } from "@/dev.ts";
import type { Cache } from "@/lib/cache/mod.ts";
import type { PageData } from "@/lib/view/types.ts";
import { pageDataOf } from "./page.ts";

const PASSWORD = "bench-" + crypto.randomUUID();

export class LocalAtoll {
  readonly #cleanup: AsyncDisposableStack;

  private constructor(
    readonly cache: Cache,
    private readonly answer: (request: Request) => Response | Promise<Response>,
    private readonly cookie: string,
    cleanup: AsyncDisposableStack,
  ) {
    this.#cleanup = cleanup;
  }

  /** On a throw-away data directory, with no pool, signed in as its administrator. */
  static async open(): Promise<LocalAtoll> {
    await ensureBuilt();
    // Brings the routes and bundles that the app is put together from.
    await import(server);
    const { atoll } = await import("@/main.ts");
    await using stack = new AsyncDisposableStack();
    const data = await Deno.makeTempDir({ prefix: "atoll-bench-" });
    stack.defer(() => Deno.remove(data, { recursive: true }));
    const made = await atoll({ data, adminPassword: PASSWORD });
    stack.defer(() => made.close());
    const signedIn = await made.fetch(
      new Request("http://localhost/api/v1/session", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ username: "admin", password: PASSWORD }),
      }),
    );
    const cookie = signedIn.headers.getSetCookie()[0]?.split(";")[0];
    if (cookie === undefined) throw new Error(`The sign-in answered ${signedIn.status}`);
    return new LocalAtoll(made.services.cache, made.fetch, cookie, stack.move());
  }

  async get(path: string, headers: Record<string, string> = {}): Promise<Response> {
    const request = new Request(new URL(path, "http://localhost"), {
      headers: { ...headers, cookie: this.cookie },
    });
    const response = await this.answer(request);
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return response;
  }

  /** What a page hands to its islands. */
  async page(path: string): Promise<PageData> {
    return pageDataOf(await (await this.get(path, { accept: "text/html" })).text());
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#cleanup.disposeAsync();
  }
}
