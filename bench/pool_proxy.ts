// A proxy in front of a simulator that notes when an event.from reply that holds a marker goes out to Atoll.

export interface PoolProxy {
  readonly url: string;
  /** Wall-clock time (ms since 1970, sub-millisecond) at which the first reply with this marker was handed on. */
  sentAt(marker: string): number | undefined;
  close(): Promise<void>;
}

/**
 * @param marker what to look for in replies; must have no capture group
 * @param noted gets each marker with its time when it is first handed on
 */
export function startPoolProxy(
  target: string,
  marker: RegExp,
  noted: (marker: string, at: number) => void = () => {},
): PoolProxy {
  const times = new Map<string, number>();
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, async (request) => {
    const url = new URL(request.url);
    const reply = await fetch(new URL(url.pathname + url.search, target), {
      method: request.method,
      headers: request.headers,
      body: request.method === "POST" ? await request.text() : null,
    });
    const body = await reply.text();
    const found = body.match(new RegExp(marker, "g")) ?? [];
    const now = performance.timeOrigin + performance.now();
    for (const text of found) {
      if (times.has(text)) continue;
      times.set(text, now);
      noted(text, now);
    }
    return new Response(body, {
      status: reply.status,
      headers: { "content-type": reply.headers.get("content-type") ?? "" },
    });
  });
  return {
    url: `http://127.0.0.1:${server.addr.port}`,
    sentAt: (text) => times.get(text),
    close: () => server.shutdown(),
  };
}
