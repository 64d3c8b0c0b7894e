// The page's side of the stream: finds the connection that all tabs of the browser share, or makes one of its own.
import { signal } from "@preact/signals";
import type { ReadonlySignal } from "@preact/signals";
import type { Patch } from "@/lib/view/types.ts";
import type { Follow, FromPage, Port, StreamState, ToPage } from "./messages.ts";
import { workerUrl } from "./workers.ts";

export type { StreamState };

/** One event of the stream: everything there is, or what changed. */
export interface Received {
  readonly kind: "snapshot" | "patch";
  readonly patches: readonly Patch[];
  /** Where whoever applied it stands: from there a later page may go on. */
  readonly at?: string;
}

export type PagePort = Port<FromPage, ToPage>;

/** The page around the stream; tests put their own in. */
export interface Surroundings {
  /** A new way to the connection. */
  dial(): Promise<PagePort>;
  leave(how: "sign-in" | "reload"): void;
  now(): number;
}

/** The connection asks whether the page is still there every 20 s; after this time (ms) without it is gone itself. */
const DEAF = 70_000;

/** A page's end of the stream. */
export class PageStream {
  readonly state = signal<StreamState>({ phase: "connecting", since: Date.now(), reason: null });
  #port: PagePort | null = null;
  #heard: number;
  #at: string;

  constructor(
    private readonly follow: Omit<Follow, "at">,
    at: string,
    private readonly receive: (received: Received) => void,
    private readonly around: Surroundings,
  ) {
    this.#at = at;
    this.#heard = around.now();
  }

  /** Goes on from where the page stands, over a new port. */
  async open(): Promise<void> {
    this.close();
    this.#heard = this.around.now();
    const port = await this.around.dial();
    this.#port = port;
    port.onmessage = ({ data }) => this.#port === port && this.#message(port, data);
    this.#follow(port);
  }

  /** A page that is left, or kept for Back, holds nothing. */
  close(): void {
    this.#port?.postMessage(["leave"]);
    this.#port = null;
  }

  /** Somebody looks again, or (`reopen`) the network has changed. */
  wake(reopen: boolean): void {
    this.#port?.postMessage(["wake", reopen]);
  }

  /** To be called now and then: what runs the connection may have died. */
  check(): void {
    if (this.#port === null || this.around.now() - this.#heard < DEAF) return;
    if (this.state.peek().phase !== "refused") void this.open();
  }

  #follow(port: PagePort): void {
    port.postMessage(["follow", { ...this.follow, at: this.#at }]);
  }

  #message(port: PagePort, message: ToPage): void {
    this.#heard = this.around.now();
    switch (message[0]) {
      case "event": {
        const [, kind, at, data] = message;
        this.#at = at;
        // The stream is same-origin and its form is fixed by docs/stream.md.
        if (kind === "snapshot" || kind === "message") {
          const patches = JSON.parse(data) as readonly Patch[];
          this.receive({ kind: kind === "message" ? "patch" : kind, patches, at });
        }
        return;
      }
      case "state":
        this.state.value = message[1];
        return;
      case "ping":
        return port.postMessage(["here"]);
      case "again":
        return this.#follow(port);
      case "leave":
        this.close();
        return this.around.leave(message[1]);
    }
  }
}

/** Opens the stream that continues the page's data, or some other data, and keeps it until it is closed. In browsers only. */
export function openStream(
  page: Omit<Follow, "loaded">,
  receive: (received: Received) => void,
): { readonly state: ReadonlySignal<StreamState>; close(): void } {
  const { subscription, reader, at } = page;
  const loaded = performance.timeOrigin;
  const stream = new PageStream({ subscription, reader, loaded }, at, receive, {
    dial: () => dial(() => void stream.open()),
    leave(how) {
      if (how === "reload") location.reload();
      else location.assign(`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`);
    },
    now: Date.now,
  });
  void stream.open();
  const timer = setInterval(() => stream.check(), DEAF / 2);
  const closed = new AbortController(), { signal } = closed;
  addEventListener("pagehide", () => stream.close(), { signal });
  addEventListener("pageshow", ({ persisted }) => persisted && void stream.open(), { signal });
  addEventListener("visibilitychange", () => document.hidden || stream.wake(false), { signal });
  for (const change of ["online", "offline"]) addEventListener(change, () => stream.wake(true), { signal });
  return {
    state: stream.state,
    close() {
      closed.abort();
      clearInterval(timer);
      stream.close();
    },
  };
}

/** Of the page, whatever follows: two may ask for it at once. */
let own: Promise<{ attach(port: MessagePort): void }> | undefined;
let noWorker = !("SharedWorker" in globalThis);

/** The shared worker of this build; where there is none, or it does not load, a connection of this page's own. */
async function dial(redial: () => void): Promise<PagePort> {
  if (!noWorker) {
    // By its hashed name: pages of another build have another. It outlives the last page, so that the next finds it.
    const options = { name: "atoll", extendedLifetime: true };
    const worker = new SharedWorker(workerUrl("/stream.js"), options);
    worker.onerror = () => {
      noWorker = true;
      redial();
    };
    return worker.port;
  }
  own ??= import("./connection.ts").then(({ connection }) => connection());
  const { port1, port2 } = new MessageChannel();
  (await own).attach(port2);
  return port1;
}
