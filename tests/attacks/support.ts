// What the attacks share: a real server, requests as an attacker writes them, and who measures that others are still served.
import assert from "node:assert/strict";
import { ApiClient } from "../client.ts";
import { type Running, startServer } from "../processes.ts";

export const PASSWORD = "correct horse battery staple";

export interface Target extends AsyncDisposable {
  readonly url: string;
  readonly host: string;
  readonly server: Running;
  /** The administrator `admin`. */
  readonly api: ApiClient;
  readonly data: string;
}

/** A server on a directory that goes with it. */
export async function openTarget(
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<Target> {
  const stack = new AsyncDisposableStack();
  try {
    const data = await Deno.makeTempDir({ prefix: "atoll-attack-" });
    stack.defer(() => Deno.remove(data, { recursive: true }));
    const server = stack.use(await startServer(data, PASSWORD, args, [], env));
    return {
      url: server.url,
      host: new URL(server.url).host,
      server,
      api: await ApiClient.signIn(server.url, PASSWORD),
      data,
      [Symbol.asyncDispose]: () => stack.disposeAsync(),
    };
  } catch (error) {
    await stack.disposeAsync();
    throw error;
  }
}

/** A request as a form of a page sends it, with the headers a browser adds. */
export function form(fields: Record<string, string>, headers: Record<string, string> = {}): RequestInit {
  return {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
    body: new URLSearchParams(fields),
    redirect: "manual",
  };
}

/** A request with JSON. */
export function json(value: unknown, headers: Record<string, string> = {}): RequestInit {
  return {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof value === "string" ? value : JSON.stringify(value),
  };
}

/** Sends and gives status and headers; the body is thrown away. */
export async function statusOf(url: string, init: RequestInit = {}): Promise<number> {
  const response = await fetch(url, { redirect: "manual", ...init });
  await response.body?.cancel();
  return response.status;
}

/** Sends bytes as they are and gives what comes back until the server closes, or `ms` have passed. */
export async function sendRaw(host: string, text: string, ms = 5000): Promise<string> {
  const [hostname = "", port] = host.split(":");
  using connection = await Deno.connect({ hostname, port: Number(port) });
  const timer = setTimeout(() => connection.close(), ms);
  let answer = "";
  try {
    await connection.write(new TextEncoder().encode(text));
    const decoder = new TextDecoder();
    const buffer = new Uint8Array(65_536);
    for (let size; (size = await connection.read(buffer)) !== null;) {
      answer += decoder.decode(buffer.subarray(0, size), { stream: true });
    }
  } catch (error) {
    // Closed by the timer, or reset by a server that had read enough.
    if (
      !(error instanceof Deno.errors.BadResource || error instanceof Deno.errors.Interrupted ||
        error instanceof Deno.errors.ConnectionReset || error instanceof Deno.errors.BrokenPipe)
    ) throw error;
  } finally {
    clearTimeout(timer);
  }
  return answer;
}

/** ms that something takes. */
export async function timed(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

/** Resident memory of a process in bytes. */
export async function memoryOf({ pid }: Running): Promise<number> {
  const status = await Deno.readTextFile(`/proc/${pid}/status`);
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) * 1024;
}

/** The server is alive, answers quickly, and nothing in its log was unexpected. */
export async function unharmed({ url, api, server }: Target, ms = 1500): Promise<void> {
  const took = await timed(async () => {
    assert.equal(await statusOf(`${url}/healthz`), 200);
    await api.get("/api/v1/session");
  });
  assert.ok(took < ms, `others waited ${Math.round(took)} ms`);
  const errors = server.lines.filter((line) => line.includes('"level":"error"') || line.includes("Uncaught"));
  assert.deepEqual(errors, []);
}
