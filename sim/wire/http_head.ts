// HTTP/1.1 on the wire: what a request's head says, and how an answer is written, header by header as xapi does.
import { type Body, BodyWriter, textBody } from "./body.ts";

/** What a request says before its body. */
export interface RequestHead {
  readonly method: string;
  /** Path without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Header values by lower-case name. */
  readonly headers: ReadonlyMap<string, string>;
  /** HTTP/1.0: no keep-alive. */
  readonly old: boolean;
}

/** An answer; content-length and connection are added. */
export interface HttpResponse {
  readonly status: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string | Body;
}

/** Reads a head without its empty line; undefined when it is none. */
export function parseHead(head: string): RequestHead | undefined {
  const [first = "", ...lines] = head.split("\r\n");
  const [, method, target, version] = /^([A-Z]+) (\S+) HTTP\/(1\.[01])$/.exec(first) ?? [];
  if (method === undefined || target === undefined) return undefined;
  const headers = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(":");
    if (colon > 0) headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  const [path = "/", query = ""] = target.replace(/^https?:\/\/[^/]+/, "").split("?", 2);
  return {
    method,
    path: path === "" ? "/" : path,
    query: new URLSearchParams(query),
    headers,
    old: version === "1.0",
  };
}

/** An answer's bytes: the head together with the first piece of the body, which often is all of it. */
export function encodeResponse(response: HttpResponse, keep: boolean): Body {
  const [first = new Uint8Array(0), ...rest] = typeof response.body === "string"
    ? textBody(response.body)
    : response.body;
  const lines = [
    `HTTP/1.1 ${response.status}`,
    `content-length: ${rest.reduce((sum, { length }) => sum + length, first.length)}`,
    `connection: ${keep ? "keep-alive" : "close"}`,
    "cache-control: no-cache, no-store",
    ...response.headers.map(([name, value]) => `${name}: ${value}`),
  ];
  const start = new BodyWriter();
  start.text(`${lines.join("\r\n")}\r\n\r\n`);
  start.bytes(first);
  return [...start.done(), ...rest];
}
