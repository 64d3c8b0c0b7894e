// The clients whose bytes are counted: what the pages subscribe to, asked of the pages themselves, plainly and gzip-coded.
import { equal } from "@/lib/view/merge_patch.ts";
import { COLLECTIONS } from "@/lib/view/types.ts";
import { Counted } from "./reader.ts";
import type { LocalAtoll } from "./server.ts";

/** One client, twice: the second asks for gzip. */
export class PageClient {
  /** Bytes on the wire of the one that asks for gzip. */
  gzipped = 0;
  readonly #aborter = new AbortController();

  private constructor(
    readonly name: string,
    readonly counted: Counted,
    private readonly atoll: LocalAtoll,
    private readonly query: string,
  ) {}

  /** Opens a page's streams where its data ends. */
  static async of(atoll: LocalAtoll, name: string, path: string): Promise<PageClient> {
    const page = await atoll.page(path);
    return await PageClient.#open(atoll, name, page.subscription, page.at);
  }

  /** Follows everything there is. */
  static async ofAll(atoll: LocalAtoll, name: string): Promise<PageClient> {
    const collections = COLLECTIONS.join(";");
    const given = await firstEvents(atoll, collections);
    const at = /^id: ?(.*)$/m.exec(given)?.[1] ?? "";
    return await PageClient.#open(atoll, name, collections, at);
  }

  static async #open(
    atoll: LocalAtoll,
    name: string,
    collections: string,
    since: string,
  ): Promise<PageClient> {
    const query = new URLSearchParams({ collections }).toString();
    const client = new PageClient(name, new Counted(await firstEvents(atoll, collections)), atoll, query);
    const follow = async (encoding: string, take: (chunk: Uint8Array) => void) => {
      const response = await atoll.get(`/api/v1/stream?${query}&since=${since}`, {
        "accept-encoding": encoding,
      });
      const reader = response.body?.getReader();
      client.#aborter.signal.addEventListener("abort", () => void reader?.cancel());
      const read = async () => {
        for (let next = await reader?.read(); next?.done === false; next = await reader?.read()) {
          take(next.value);
        }
      };
      void read();
    };
    const decoder = new TextDecoder();
    await follow("identity", (chunk) => client.counted.take(decoder.decode(chunk, { stream: true })));
    await follow("gzip", (chunk) => client.gzipped += chunk.length);
    return client;
  }

  /** Whether what it was told adds up to what a client sees that comes now. */
  async isRight(): Promise<boolean> {
    const fresh = new Counted(
      await firstEvents(this.atoll, new URLSearchParams(this.query).get("collections") ?? ""),
    );
    const known = new Map(this.counted.copy);
    return fresh.copy.length === known.size &&
      fresh.copy.every(([key, object]) => equal(object, known.get(key)));
  }

  close(): void {
    this.#aborter.abort();
  }
}

/** The snapshot that a client without data gets. */
async function firstEvents(atoll: LocalAtoll, collections: string): Promise<string> {
  const response = await atoll.get(`/api/v1/stream?${new URLSearchParams({ collections })}`);
  let text = "";
  if (response.body === null) return text;
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    if (/^event: ?snapshot$[\s\S]*\n\n$/m.test(text)) break;
  }
  return text;
}
