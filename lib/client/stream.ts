// The page's event stream (docs/stream.md): opens it where the page's data ends, and keeps it open.
import { signal } from "@preact/signals";
import type { ReadonlySignal } from "@preact/signals";
import type { PageData, Patch } from "@/lib/view/types.ts";

/** One event of the stream: everything there is, or what changed. */
export interface Received {
  readonly kind: "snapshot" | "patch";
  readonly patches: readonly Patch[];
}

export interface StreamState {
  readonly phase: "connecting" | "live" | "reconnecting";
  /** When the phase began, in ms. */
  readonly since: number;
  /** Why it is not live, as a sentence; null when it is. */
  readonly reason: string | null;
}

/** The part of EventSource that is used. */
export interface Source {
  addEventListener(type: string, listener: (event: MessageEvent<string>) => void): void;
  onerror: ((event: Event) => unknown) | null;
  onopen: ((event: Event) => unknown) | null;
  readonly readyState: number;
  close(): void;
}

/** Longer than two of the server's pings: after this silence the connection counts as dead. */
const SILENCE = 45_000;
const CLOSED = 2;
const FIRST_RETRY = 1000;
const LAST_RETRY = 30_000;

/** The address of the stream that continues `page` after `at`. */
export function streamUrl(page: PageData, at: string): string {
  const collections = Object.entries(page.collections)
    .map(([name, table]) => `${name}:${table.fields.join(",")}`).join(";");
  return `/api/v1/stream?${new URLSearchParams({ collections, since: at })}`;
}

/**
 * Opens the stream and keeps it open: EventSource reconnects by itself after a broken connection (with Last-Event-ID); after a
 * refusal or a silence this opens a new one, with growing pauses. A session that has ended leads to the sign-in.
 */
export function openStream(
  page: PageData,
  receive: (received: Received) => void,
  connect: (url: string) => Source = (url) => new EventSource(url),
  signedOut: () => Promise<boolean> = leaveWhenSignedOut,
): ReadonlySignal<StreamState> {
  const state = signal<StreamState>({ phase: "connecting", since: Date.now(), reason: null });
  let at = page.at;
  let retry = FIRST_RETRY;
  let source: Source | null = null;
  let silence: ReturnType<typeof setTimeout> | undefined;
  let again: ReturnType<typeof setTimeout> | undefined;

  function enter(phase: StreamState["phase"], reason: string | null): void {
    const old = state.peek();
    if (old.phase !== phase || old.reason !== reason) {
      state.value = { phase, reason, since: old.phase === phase ? old.since : Date.now() };
    }
  }
  function close(): void {
    clearTimeout(silence);
    clearTimeout(again);
    source?.close();
    source = null;
  }
  function heard(): void {
    retry = FIRST_RETRY;
    enter("live", null);
    clearTimeout(silence);
    silence = setTimeout(() => {
      enter("reconnecting", "Atoll has been silent for too long");
      open();
    }, SILENCE);
  }
  function open(): void {
    close();
    const current = source = connect(streamUrl(page, at));
    const take = (kind: Received["kind"]) => (event: MessageEvent<string>) => {
      if (source !== current) return;
      if (event.lastEventId) at = event.lastEventId;
      heard();
      // The stream is same-origin and its form is fixed by docs/stream.md.
      receive({ kind, patches: JSON.parse(event.data) as readonly Patch[] });
    };
    current.addEventListener("snapshot", take("snapshot"));
    current.addEventListener("message", take("patch"));
    current.addEventListener("ping", () => heard());
    current.onopen = () => heard();
    current.onerror = () => {
      if (source !== current) return;
      clearTimeout(silence);
      enter("reconnecting", "Atoll does not answer");
      if (current.readyState === CLOSED) void reopen();
    };
  }
  async function reopen(): Promise<void> {
    close();
    if (await signedOut()) return;
    again = setTimeout(open, retry * (0.75 + Math.random() / 2));
    retry = Math.min(retry * 2, LAST_RETRY);
  }

  open();
  // A page kept for Back must not hold a connection; it continues where it stood.
  globalThis.addEventListener("pagehide", close);
  globalThis.addEventListener("pageshow", (event) => {
    if (event instanceof PageTransitionEvent && event.persisted) open();
  });
  return state;
}

/** Asks whether the session still holds; if not, goes to the sign-in and comes back here afterwards. */
async function leaveWhenSignedOut(): Promise<boolean> {
  const response = await fetch("/api/v1/pools?limit=1").catch(() => null);
  if (response?.status !== 401) return false;
  location.assign(`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`);
  return true;
}
