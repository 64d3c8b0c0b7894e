// A network between browser and server that can fall asleep: for what a reader has missed, and what it is sent afterwards.

/** What the server sent on one stream. */
export interface Stream {
  /** `since` as the browser sent it. */
  readonly since: string | null;
  /** Everything received until now. */
  text(): string;
}

export interface LossyProxy {
  readonly url: string;
  /** Every event stream that went through, in order. */
  readonly streams: readonly Stream[];
  /** Breaks the open streams; new ones wait until wake(). */
  sleep(): void;
  wake(): void;
  close(): Promise<void>;
}

/** What the browser asks for, but uncompressed: the proxy reads along. */
function forwarded(request: Request): Headers {
  const headers = new Headers(request.headers);
  headers.set("accept-encoding", "identity");
  headers.delete("host");
  return headers;
}

export function startLossyProxy(target: string): LossyProxy {
  const streams: Stream[] = [];
  let cut = new AbortController();
  let awake = Promise.withResolvers<void>();
  awake.resolve();

  async function stream(request: Request, to: URL): Promise<Response> {
    await awake.promise;
    const { signal } = cut;
    const reply = await fetch(to, { headers: forwarded(request) });
    let text = "";
    streams.push({
      since: to.searchParams.get("since"),
      text: () => text,
    });
    const decoder = new TextDecoder();
    const seen = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(chunk, controller) {
        text += decoder.decode(chunk, { stream: true });
        controller.enqueue(chunk);
      },
      start: (controller) => signal.addEventListener("abort", () => controller.terminate()),
    });
    return new Response(reply.body?.pipeThrough(seen) ?? null, {
      status: reply.status,
      headers: { "content-type": reply.headers.get("content-type") ?? "" },
    });
  }

  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, async (request) => {
    const { pathname, search } = new URL(request.url);
    const to = new URL(pathname + search, target);
    if (pathname === "/api/v1/stream") return await stream(request, to);
    const body = request.method === "POST" ? await request.arrayBuffer() : null;
    const reply = await fetch(to, {
      method: request.method,
      headers: forwarded(request),
      body,
      redirect: "manual",
    });
    return new Response(reply.body, { status: reply.status, headers: reply.headers });
  });
  return {
    url: `http://127.0.0.1:${server.addr.port}`,
    streams,
    sleep() {
      awake = Promise.withResolvers();
      const broken = cut;
      cut = new AbortController();
      broken.abort();
    },
    wake: () => awake.resolve(),
    async close() {
      awake.resolve();
      cut.abort();
      await server.shutdown();
    },
  };
}
