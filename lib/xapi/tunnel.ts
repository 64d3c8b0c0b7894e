// A host's console as a stream of bytes: by HTTP CONNECT, or by a WebSocket where a host takes nothing else (xapi's console.ml).
import { formatAddress } from "./address.ts";
import { ConnectionError } from "./errors.ts";
import { aborted, timedOut } from "./failure.ts";
import { frame, Frames } from "./tunnel_frames.ts";
import type { Endpoint } from "./types.ts";
import { openWire, type Wire } from "./wire.ts";

export interface TunnelOptions {
  /** SHA-256 of the certificate that the host is held to; null: the authorities decide, or plain http. */
  readonly fingerprint: string | null;
  readonly session: string;
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds until it must stand; 15 s unless told. */
  readonly timeout?: number | undefined;
}

/** A host answered something else than a tunnel. */
export class TunnelRefusal extends ConnectionError {
  constructor(readonly status: number, message: string) {
    super("bad-answer", message);
  }
}

/** No answer's head of a xapi is longer. */
const HEAD_BYTES = 16 * 1024;
/** Answers to CONNECT by which a host may mean that it knows no such method. */
const UNKNOWN_METHOD = new Set([400, 404, 405, 501]);

/**
 * Opens what lies behind a path (`/console?uuid=…`): bytes both ways. The session goes in a cookie, which no log writes down.
 * Throws TunnelRefusal and ConnectionError.
 */
export async function openTunnel(
  endpoint: Endpoint,
  path: string,
  { fingerprint, session, signal, timeout = 15_000 }: TunnelOptions,
): Promise<Wire> {
  const control = new AbortController();
  const timer = setTimeout(() => control.abort(timedOut(endpoint)), timeout);
  const giveUp = () => control.abort(aborted(endpoint, signal?.reason));
  signal?.addEventListener("abort", giveUp, { once: true });
  if (signal?.aborted) giveUp();
  const open = { endpoint, fingerprint, path, session, signal: control.signal };
  try {
    try {
      return await byConnect(open);
    } catch (error) {
      if (!(error instanceof TunnelRefusal && UNKNOWN_METHOD.has(error.status))) throw error;
      try {
        return await byWebSocket(open);
      } catch (second) {
        // What it said to the usual way says more.
        throw second instanceof TunnelRefusal ? error : second;
      }
    }
  } catch (error) {
    throw control.signal.aborted ? control.signal.reason : error;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", giveUp);
  }
}

interface Opening {
  readonly endpoint: Endpoint;
  readonly fingerprint: string | null;
  readonly path: string;
  readonly session: string;
  readonly signal: AbortSignal;
}

async function byConnect(open: Opening): Promise<Wire> {
  const { wire, head, rest } = await ask(open, "CONNECT", []);
  if (statusOf(head) === 200) return after(wire, rest);
  wire.close();
  throw refusal(open.endpoint, head);
}

async function byWebSocket(open: Opening): Promise<Wire> {
  const key = crypto.getRandomValues(new Uint8Array(16)).toBase64();
  const { wire, head, rest } = await ask(open, "GET", [
    "Upgrade: websocket",
    "Connection: Upgrade",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Protocol: binary",
    `Sec-WebSocket-Key: ${key}`,
  ]);
  if (statusOf(head) !== 101) {
    wire.close();
    throw refusal(open.endpoint, head);
  }
  // The proxy of XenServer 6 calls what it speaks "chat": its data is Base64.
  const base64 = /^sec-websocket-protocol:\s*chat\s*$/im.test(head);
  const frames = new Frames(after(wire, rest), base64);
  return {
    read: () => frames.read(),
    write: async (bytes) => {
      for (const one of frame(bytes, base64)) await wire.write(one);
    },
    close: () => wire.close(),
  };
}

/** Sends a request's head and reads the answer's. */
async function ask(
  { endpoint, fingerprint, path, session, signal }: Opening,
  method: string,
  more: readonly string[],
): Promise<{ readonly wire: Wire; readonly head: string; readonly rest: Uint8Array }> {
  const wire = await openWire(endpoint, fingerprint, signal);
  const giveUp = () => wire.close();
  signal.addEventListener("abort", giveUp, { once: true });
  try {
    const lines = [
      `${method} ${path} HTTP/1.1`,
      `Host: ${formatAddress(endpoint).replace(/^http:\/\//, "")}`,
      `Cookie: session_id=${encodeURIComponent(session)}`,
      ...more,
    ];
    await wire.write(new TextEncoder().encode(lines.join("\r\n") + "\r\n\r\n"));
    let seen = new Uint8Array();
    for (;;) {
      const piece = await wire.read();
      if (piece === null) {
        throw new ConnectionError(
          "reset",
          `${formatAddress(endpoint)} closed the console before it was open`,
        );
      }
      const all = new Uint8Array(seen.length + piece.length);
      all.set(seen);
      all.set(piece, seen.length);
      seen = all;
      const text = new TextDecoder("latin1").decode(seen);
      const end = text.indexOf("\r\n\r\n");
      if (end >= 0) return { wire, head: text.slice(0, end), rest: seen.subarray(end + 4) };
      if (seen.length > HEAD_BYTES) {
        throw new ConnectionError("bad-answer", `${formatAddress(endpoint)} sent a malformed answer`);
      }
    }
  } catch (error) {
    wire.close();
    throw error;
  } finally {
    signal.removeEventListener("abort", giveUp);
  }
}

/** The wire with what was read too far in front. */
function after(wire: Wire, rest: Uint8Array): Wire {
  let first = rest.length === 0 ? null : rest;
  return {
    read: () => {
      const bytes = first;
      first = null;
      return bytes === null ? wire.read() : Promise.resolve(bytes);
    },
    write: (bytes) => wire.write(bytes),
    close: () => wire.close(),
  };
}

function statusOf(head: string): number {
  return Number(/^HTTP\/1\.[01] (\d{3})/.exec(head)?.[1] ?? 0);
}

function refusal(endpoint: Endpoint, head: string): TunnelRefusal {
  const status = statusOf(head);
  const host = formatAddress(endpoint);
  const why = status === 503
    ? "somebody is connected to it, and the pool lets in one at a time"
    : status === 401 || status === 403
    ? "the pool's user may not open it"
    : `${host} answered ${status || "something that is no HTTP"}`;
  return new TunnelRefusal(status, `The console cannot be opened: ${why}`);
}
