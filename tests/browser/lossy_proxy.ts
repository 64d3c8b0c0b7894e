// A network between browser and server that fails as networks do: for what a reader has missed, and what it is sent afterwards.

/** What the server sent on one stream. */
export interface Stream {
  /** The position of each subscription, as the browser sent them. */
  readonly since: readonly string[];
  /** Asked for an answer that ends with the first news. */
  readonly once: boolean;
  /** Still there. */
  readonly open: boolean;
  /** Everything received until now. */
  text(): string;
}

export interface LossyProxy {
  readonly url: string;
  /** Every event stream that went through, in order. */
  readonly streams: readonly Stream[];
  /** Breaks the open streams; new ones wait until wake(). */
  sleep(): void;
  /** Lets nothing through on the open streams any more, and breaks none: nobody is told. New ones wait until wake(). */
  silence(): void;
  wake(): void;
  /** From now on holds the bodies of streams back until they end, as buffering proxies do. */
  buffer(on: boolean): void;
  close(): Promise<void>;
}

/** What the browser asks for, but uncompressed: the proxy reads along. */
function forwarded(request: Request): Headers {
  const headers = new Headers(request.headers);
  headers.set("accept-encoding", "identity");
  headers.delete("host");
  return headers;
}

type Bytes = Uint8Array<ArrayBuffer>;

export function startLossyProxy(target: string): LossyProxy {
  const streams: (Stream & { silent: boolean })[] = [];
  let cut = new AbortController();
  let awake = Promise.withResolvers<void>();
  let buffering = false;
  awake.resolve();

  async function stream(request: Request, to: URL, completed: Promise<void>): Promise<Response> {
    await awake.promise;
    const { signal } = cut;
    const reply = await fetch(to, { headers: forwarded(request) });
    let text = "";
    const entry = {
      since: to.searchParams.getAll("since"),
      once: to.searchParams.has("once"),
      open: true,
      silent: false,
      text: () => text,
    };
    streams.push(entry);
    const ended = () => entry.open = false;
    completed.then(ended, ended);
    const decoder = new TextDecoder();
    const held: Bytes[] | null = buffering ? [] : null;
    const seen = new TransformStream<Bytes, Bytes>({
      transform(chunk, controller) {
        if (entry.silent) return;
        text += decoder.decode(chunk, { stream: true });
        if (held === null) controller.enqueue(chunk);
        else held.push(chunk);
      },
      flush(controller) {
        for (const chunk of held ?? []) controller.enqueue(chunk);
      },
      start: (controller) => signal.addEventListener("abort", () => controller.terminate()),
    });
    return new Response(reply.body?.pipeThrough(seen) ?? null, {
      status: reply.status,
      headers: { "content-type": reply.headers.get("content-type") ?? "" },
    });
  }

  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    async (request, { completed }) => {
      const { pathname, search } = new URL(request.url);
      const to = new URL(pathname + search, target);
      if (pathname === "/api/v1/stream") return await stream(request, to, completed);
      const body = request.method === "POST" ? await request.arrayBuffer() : null;
      const reply = await fetch(to, {
        method: request.method,
        headers: forwarded(request),
        body,
        redirect: "manual",
      });
      return new Response(reply.body, { status: reply.status, headers: reply.headers });
    },
  );
  return {
    url: `http://127.0.0.1:${server.addr.port}`,
    streams,
    sleep() {
      awake = Promise.withResolvers();
      const broken = cut;
      cut = new AbortController();
      broken.abort();
    },
    silence() {
      awake = Promise.withResolvers();
      for (const stream of streams) stream.silent = true;
    },
    wake: () => awake.resolve(),
    buffer(on) {
      buffering = on;
    },
    async close() {
      awake.resolve();
      cut.abort();
      await server.shutdown();
    },
  };
}
