// What the integration tests share: a server on a throw-away directory, another Xen-API client, a reader of the stream.
import assert from "node:assert/strict";
import { ApiClient, type Item } from "../client.ts";
import { type Running, startServer } from "../processes.ts";

export const PASSWORD = "correct horse battery staple";

/** Runs a test on a data directory of its own. */
export async function withData(test: (data: string) => Promise<void>): Promise<void> {
  const data = await Deno.makeTempDir({ prefix: "atoll-test-" });
  try {
    await test(data);
  } finally {
    await Deno.remove(data, { recursive: true });
  }
}

/** Runs a test against a server, which must end well: exit code 0 within 3 s of SIGTERM. */
export function withServer(test: (api: ApiClient, server: Running) => Promise<void>): Promise<void> {
  return withData(async (data) => {
    const server = await startServer(data, PASSWORD);
    try {
      await test(await ApiClient.signIn(server.url, PASSWORD), server);
    } catch (error) {
      await server.stop("SIGKILL");
      throw error;
    }
    const asked = performance.now();
    assert.equal(await server.stop(), 0, server.lines.slice(-10).join("\n"));
    assert.ok(performance.now() - asked < 3000, "the server ends within 3 s");
  });
}

/** Waits until an object of the API passes the test. */
export async function until(
  api: ApiClient,
  path: string,
  test: (item: Item) => boolean,
  ms = 20_000,
): Promise<Item> {
  const end = performance.now() + ms;
  for (;;) {
    const item = await api.get(path);
    if (test(item)) return item;
    assert.ok(performance.now() < end, `${path} is still ${JSON.stringify(item)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** A stranger's client that speaks XML-RPC, as scripts of administrators do. */
export class XmlClient {
  private constructor(private readonly url: string, private readonly session: string) {}

  static async login(url: string, password = "atoll"): Promise<XmlClient> {
    const session = await new XmlClient(url, "").send("session.login_with_password", ["root", password]);
    return new XmlClient(url, session);
  }

  /** Calls with text parameters; gives the first string of the answer's value. */
  call(method: string, ...params: (string | boolean)[]): Promise<string> {
    return this.send(method, [this.session, ...params]);
  }

  private async send(method: string, params: (string | boolean)[]): Promise<string> {
    const value = (param: string | boolean) =>
      typeof param === "boolean"
        ? `<boolean>${param ? 1 : 0}</boolean>`
        : `<string>${param.replace(/&/g, "&amp;").replace(/</g, "&lt;")}</string>`;
    const body = `<?xml version="1.0"?><methodCall><methodName>${method}</methodName><params>${
      params.map((param) => `<param><value>${value(param)}</value></param>`).join("")
    }</params></methodCall>`;
    const response = await fetch(this.url, { method: "POST", headers: { "content-type": "text/xml" }, body });
    const text = await response.text();
    assert.match(text, /<name>Status<\/name><value>(<string>)?Success/, text);
    return /<name>Value<\/name>\s*<value>(?:<string>)?([^<]*)/.exec(text)?.[1] ?? "";
  }
}

/** An event of the stream, with its size on the wire. */
export interface StreamEvent {
  readonly event: string;
  readonly id: string;
  readonly data: string;
  readonly bytes: number;
}

type Patch = [collection: string, id: string, patch: Record<string, unknown> | null];

export const patches = (event: StreamEvent): Patch[] => JSON.parse(event.data);

/** Reads a stream until it is closed. */
export class StreamReader {
  private readonly reader: ReadableStreamDefaultReader<string>;
  private buffer = "";
  /** Where it stands: what a browser would send as Last-Event-ID. */
  last = "";

  private constructor(response: Response, private readonly aborter: AbortController) {
    assert.ok(response.body);
    this.reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  }

  static async open(api: ApiClient, collections: string, lastEventId?: string): Promise<StreamReader> {
    const aborter = new AbortController();
    const response = await api.fetch(`/api/v1/stream?collections=${encodeURIComponent(collections)}`, {
      signal: aborter.signal,
      headers: lastEventId === undefined ? {} : { "last-event-id": lastEventId },
    });
    assert.equal(response.status, 200);
    assert.match(response.headers.get("content-type") ?? "", /^text\/event-stream/);
    return new StreamReader(response, aborter);
  }

  /** The next event that tells of objects. */
  async next(): Promise<StreamEvent> {
    for (;;) {
      const end = this.buffer.indexOf("\n\n");
      if (end < 0) {
        const { done, value } = await this.reader.read();
        assert.ok(!done, "the stream has ended");
        this.buffer += value;
        continue;
      }
      const block = this.buffer.slice(0, end + 2);
      this.buffer = this.buffer.slice(end + 2);
      const field = (name: string) => new RegExp(`^${name}: ?(.*)$`, "m").exec(block)?.[1] ?? "";
      const event = { event: field("event") || "patch", id: field("id"), data: field("data") };
      if (event.id !== "") this.last = event.id;
      if (event.event === "open" || event.event === "ping") continue;
      return { ...event, bytes: new TextEncoder().encode(block).length };
    }
  }

  /** The next event that passes the test; those before it are given up. */
  async find(test: (patch: Patch) => boolean): Promise<StreamEvent> {
    for (;;) {
      const event = await this.next();
      if (patches(event).some(test)) return event;
    }
  }

  async close(): Promise<void> {
    this.aborter.abort();
    await this.reader.cancel().catch((error) => {
      if (!(error instanceof DOMException)) throw error; // the abort itself
    });
  }
}
