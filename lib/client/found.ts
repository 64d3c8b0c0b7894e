// What the server finds as somebody types: the newest question counts, and only one is on its way.
import { signal } from "@preact/signals";
import type { Found, Searched } from "@/lib/view/search.ts";

const COLLECTIONS: readonly Searched[] = [
  "vm",
  "host",
  "pool",
  "sr",
  "network",
  "template",
  "snapshot",
  "vdi",
];

function isFound(value: unknown): value is Found {
  return typeof value === "object" && value !== null && "collection" in value && "id" in value &&
    COLLECTIONS.some((one) => one === value.collection);
}

/** How the server is asked; tests put their own in. Rejects where it does not answer. */
export type Ask = (text: string) => Promise<unknown>;

const ask: Ask = async (text) => {
  const response = await fetch(`/api/v1/search?${new URLSearchParams({ q: text })}`);
  if (!response.ok) throw new Error(`status ${response.status}`);
  return await response.json();
};

export class Finder {
  /** What was found last, and for what. */
  readonly found = signal<readonly Found[]>([]);
  /** Whether the answer to the newest question is still to come. */
  readonly busy = signal(false);
  readonly failed = signal(false);
  #wanted = "";

  constructor(private readonly ask_: Ask = ask) {}

  /** Asks for what fits a text; asked again meanwhile, it asks for the newest text afterwards. */
  async find(text: string): Promise<void> {
    this.#wanted = text;
    if (this.busy.peek()) return;
    this.busy.value = true;
    for (let asked: string | null = null; asked !== this.#wanted;) {
      asked = this.#wanted;
      try {
        const answer = asked.trim() === "" ? { items: [] } : await this.ask_(asked);
        const items: unknown = typeof answer === "object" && answer !== null && "items" in answer
          ? answer.items
          : [];
        this.found.value = Array.isArray(items) ? items.filter(isFound) : [];
        this.failed.value = false;
      } catch {
        // Said in the palette; the next letter tries again.
        this.failed.value = true;
      }
    }
    this.busy.value = false;
  }
}
