// What every request passes before the app sees it: its head within limits, its body bounded in size and time, proxies believed
// only where they are trusted, so many at once and no more, and an answer in time.
import { AtollError } from "@/lib/errors.ts";
import { log } from "@/lib/log.ts";
import { limitBody, mostAt } from "./body_limit.ts";
import { clientAddress } from "./client_address.ts";
import { forwarded } from "./forwarded.ts";
import { logRequest } from "./request_log.ts";
import { withSecurityHeaders } from "./security_headers.ts";

type Handler = (request: Request, info?: Deno.ServeHandlerInfo) => Promise<Response>;

export interface Limits {
  /** Characters of a URL: subscriptions of a stream are the longest. */
  readonly url: number;
  /** Characters of all header names and values. The runtime itself takes 100 headers at most, by HTTP/1.1. */
  readonly headers: number;
  /** Requests that are being answered at the same time, streams that have begun not counted, */
  readonly atOnce: number;
  /** and those of one client. */
  readonly atOnceOfClient: number;
  /** ms until a body must be there. */
  readonly body: number;
  /** ms until an answer must have begun. A pool that is added may take a minute. */
  readonly answer: number;
}

export const LIMITS: Limits = {
  url: 32 * 1024,
  headers: 32 * 1024,
  atOnce: 1000,
  atOnceOfClient: 100,
  body: 20_000,
  answer: 150_000,
};

const NO_INFO: Deno.ServeHandlerInfo = {
  remoteAddr: { transport: "tcp", hostname: "127.0.0.1", port: 0 },
  completed: Promise.resolve(),
};

/** The app behind its entrance. `proxies` are the trusted ones' addresses and networks. */
export function entrance(
  handler: Handler,
  proxies: readonly string[] = [],
  given: Partial<Limits> = {},
): Handler {
  const limits = { ...LIMITS, ...given };
  const believed = forwarded(proxies);
  const trusting = proxies.length > 0;
  const running = new Map<string, number>();
  let all = 0;

  async function answer(request: Request, info: Deno.ServeHandlerInfo, client: string): Promise<Response> {
    const mine = running.get(client) ?? 0;
    if (mine >= limits.atOnceOfClient || all >= limits.atOnce) {
      throw new AtollError(503, "too-busy", "Too many requests at once: try again in a moment");
    }
    all++;
    running.set(client, mine + 1);
    const answering = handler(request, info);
    // Until it is really over: what was given up goes on, and counts.
    const over = () => {
      all--;
      const left = (running.get(client) ?? 1) - 1;
      if (left > 0) running.set(client, left);
      else running.delete(client);
    };
    answering.then(over, over);
    return await inTime(answering, limits.answer);
  }

  return async (given, info = NO_INFO) => {
    const started = performance.now();
    let client = clientAddress(given.headers, info.remoteAddr, false);
    try {
      checkHead(given, limits);
      const request = believed(given, info.remoteAddr);
      client = clientAddress(request.headers, info.remoteAddr, trusting);
      const max = mostAt(new URL(request.url).pathname);
      return await answer(limitBody(request, { max, ms: limits.body }), info, client);
    } catch (error) {
      if (!(error instanceof AtollError)) throw error;
      logRequest(given, error.status, started, client, error);
      const headers = { "content-type": "text/plain; charset=utf-8", "retry-after": "1" };
      const response = new Response(error.message, { status: error.status, headers });
      return withSecurityHeaders(response, given.url.startsWith("https:"));
    }
  };
}

/** Throws AtollError 400, 414 and 431. */
function checkHead(request: Request, limits: Limits): void {
  // The runtime takes any Host header into the address.
  if (!URL.canParse(request.url)) throw new AtollError(400, "bad-host", "There can be no host of this name");
  if (request.url.length > limits.url) {
    throw new AtollError(414, "url-too-long", `The address is longer than ${limits.url / 1024} KiB`);
  }
  let size = 0;
  for (const [name, value] of request.headers) size += name.length + value.length;
  if (size > limits.headers) {
    throw new AtollError(
      431,
      "headers-too-large",
      `The headers are larger than ${limits.headers / 1024} KiB`,
    );
  }
}

/** The answer, or AtollError 503 when it has not begun in time; one that comes later is thrown away. */
async function inTime(answering: Promise<Response>, ms: number): Promise<Response> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    late.reject(new AtollError(503, "too-slow", "The answer takes too long"));
    answering.then((response) => response.body?.cancel()).catch((error) =>
      log.warn("An answer nobody waited for failed", { error })
    );
  }, ms);
  try {
    return await Promise.race([answering, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
