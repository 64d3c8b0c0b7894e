// Walks a site by its links, page by page, each address once and of each kind of address no more than some.
import type { ApiClient } from "../client.ts";

/** Requests at a time. */
const LANES = 4;

/** What addresses of one kind have in common: ids are alike, and so are the values that are asked for. */
export function kindOf(path: string): string {
  const { pathname, searchParams } = new URL(path, "http://site");
  const keys = [...new Set(searchParams.keys())].sort().join("&");
  const ids = pathname.replace(/\/[0-9a-f]{8}-[0-9a-f-]{27}[^/]*|\/(?=[\w.-]*\d)[\w.%-]{26,}/gi, "/:id");
  return keys === "" ? ids : `${ids}?${keys}`;
}

const unescaped = (text: string) =>
  text.replaceAll("&quot;", '"').replaceAll("&amp;", "&").replaceAll("&#39;", "'");

/** Addresses that a page links to, on its own site. */
export function linksIn(html: string): string[] {
  return [...html.matchAll(/<a\b[^>]*?\shref="([^"]*)"/gi)].flatMap(([, href = ""]) => {
    const url = URL.parse(unescaped(href), "http://site/");
    return url === null || url.host !== "site" || href.startsWith("#") ? [] : [url.pathname + url.search];
  });
}

export class Crawl {
  /** The first address of each kind. */
  readonly kinds = new Map<string, string>();
  /** What did not open, and from where it was linked. */
  readonly refused: string[] = [];
  pages = 0;
  readonly #seen = new Set<string>();
  readonly #counts = new Map<string, number>();
  readonly #queue: { readonly path: string; readonly from: string }[] = [];

  /** @param each of one kind */
  constructor(private readonly client: ApiClient, private readonly each: number) {}

  /** Opens these, all of them, and what they lead to. */
  async from(paths: readonly string[]): Promise<void> {
    for (const path of paths) this.#take(path, "here", true);
    await Promise.all(Array.from({ length: LANES }, () => this.#lane()));
    // A lane that found nothing to do ends; what others found in the meantime is left to go on with.
    while (this.#queue.length > 0) await this.#lane();
  }

  #take(path: string, from: string, always = false): void {
    if (this.#seen.has(path)) return;
    const kind = kindOf(path);
    const count = this.#counts.get(kind) ?? 0;
    if (!always && count >= this.each) return;
    this.#counts.set(kind, count + 1);
    this.#seen.add(path);
    if (!this.kinds.has(kind)) this.kinds.set(kind, path);
    this.#queue.push({ path, from });
  }

  async #lane(): Promise<void> {
    for (let next = this.#queue.shift(); next !== undefined; next = this.#queue.shift()) {
      const { path, from } = next;
      const response = await this.client.fetch(path, {
        headers: { accept: "text/html" },
        redirect: "follow",
      });
      const text = await response.text();
      this.pages++;
      if (!response.ok) this.refused.push(`${path} from ${from}: status ${response.status}`);
      else if (response.headers.get("content-type")?.startsWith("text/html")) {
        for (const link of linksIn(text)) this.#take(link, path);
      }
    }
  }
}
