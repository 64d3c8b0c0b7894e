// One request for the stream, from asking until its end. It decides nothing: who opened it does.
import { readEvents, type StreamEvent } from "./event_reader.ts";

/** What the connection needs of the world around it; tests put their own in. */
export interface World {
  fetch(url: string, init: RequestInit): Promise<Response>;
  /** ms */
  now(): number;
  /** From 0 to 1. */
  random(): number;
  /** Whether the device believes to have a network. */
  online(): boolean;
}

/** How a request ended: `status` 0 where no answer came, 200 where the answer came to its end. */
export interface Ended {
  readonly status: number;
  readonly reason: string;
}

/** Whom a link tells; nothing after close(). */
export interface LinkOwner {
  event(event: StreamEvent): void;
  ended(how: Ended): void;
}

const PATH = "/api/v1/stream";

/** A subscription and the position to go on from; "": a snapshot is wanted. */
export interface Asked {
  readonly collections: string;
  readonly since: string;
}

/** @param once the answer is to end after the first news: for what holds streams back until they end */
export function linkUrl(asked: readonly Asked[], once: boolean): string {
  const params = new URLSearchParams();
  for (const { collections, since } of asked) {
    params.append("collections", collections);
    params.append("since", since);
  }
  if (once) params.set("once", "1");
  return `${PATH}?${params}`;
}

export class Link {
  /** asked, answered (its head arrived), open (something arrived). */
  stage: "asked" | "answered" | "open" = "asked";
  /** When something was heard last, its beginning at first, in ms. */
  heard: number;
  /** The stream's name on the server, to change its subscriptions by. */
  id: string | null = null;
  readonly #aborter = new AbortController();

  constructor(
    private readonly world: World,
    private readonly owner: LinkOwner,
    asked: readonly Asked[],
    readonly once: boolean,
  ) {
    this.heard = world.now();
    void this.#run(linkUrl(asked, once));
  }

  get closed(): boolean {
    return this.#aborter.signal.aborted;
  }

  close(): void {
    this.#aborter.abort();
  }

  /** Changes what the stream carries. Gives the numbers of what was added, or how it was refused. */
  async edit(add: readonly Asked[], remove: readonly string[]): Promise<readonly string[] | Ended> {
    const { signal } = this.#aborter;
    try {
      const response = await this.world.fetch(`${PATH}/${this.id}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ add, remove }),
        signal,
      });
      if (!response.ok) return await refusal(response);
      return numbersOf(await response.json()) ?? { status: 0, reason: NO_ANSWER };
    } catch (error) {
      return this.#failure(error);
    }
  }

  async #run(url: string): Promise<void> {
    this.#end(await this.#read(url));
  }

  async #read(url: string): Promise<Ended> {
    try {
      const { signal } = this.#aborter;
      const response = await this.world.fetch(url, { cache: "no-store", signal });
      if (!response.ok) return await refusal(response);
      if (!response.body || !response.headers.get("content-type")?.startsWith("text/event-stream")) {
        return { status: 0, reason: "Something on the way answered instead of Atoll" };
      }
      this.stage = "answered";
      const heard = () => this.heard = this.world.now();
      heard();
      for await (const event of readEvents(response.body, heard)) {
        if (this.closed) break;
        this.stage = "open";
        this.owner.event(event);
      }
      return { status: 200, reason: "Atoll ended the connection" };
    } catch (error) {
      return this.#failure(error);
    }
  }

  #failure(error: unknown): Ended {
    if (this.closed) return { status: 0, reason: "" }; // nobody is told
    // fetch fails with a TypeError where no answer came or it broke off; browsers differ in everything else they say.
    if (!(error instanceof TypeError || error instanceof DOMException || error instanceof SyntaxError)) {
      throw error;
    }
    return { status: 0, reason: this.world.online() ? NO_ANSWER : "This device is offline" };
  }

  #end(how: Ended): void {
    if (!this.closed) this.owner.ended(how);
  }
}

const NO_ANSWER = "Atoll does not answer";

async function refusal(response: Response): Promise<Ended> {
  const { status } = response;
  let reason = `Atoll answered with status ${status}`;
  try {
    const { error } = await response.json();
    if (typeof error?.message === "string") reason = error.message;
  } catch (error) {
    // A proxy's own page, or an answer that broke off: the status says enough.
    if (!(error instanceof SyntaxError || error instanceof TypeError)) throw error;
  }
  return { status, reason };
}

/** The list of numbers in an `open` event or in the answer to a change; null where there is none. */
export function numbersOf(answer: unknown): readonly string[] | null {
  const list = typeof answer === "object" && answer !== null && "subscriptions" in answer
    ? answer.subscriptions
    : null;
  return Array.isArray(list) && list.every((item) => typeof item === "string") ? list : null;
}
