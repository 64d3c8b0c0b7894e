// Answers of the handlers that have a connection for themselves: heads written word by word, pages, refusals.
import { encodeResponse, type HttpResponse } from "./http_head.ts";
import type { Wire } from "./http_server.ts";

const encoder = new TextEncoder();

/** Writes a head: the status line, `HTTP/1.1 200 OK`, and the headers, then the empty line. */
export async function writeHead(wire: Wire, status: string, headers: readonly string[]): Promise<void> {
  await wire.write(encoder.encode(`${[status, ...headers].join("\r\n")}\r\n\r\n`));
}

/** Writes a head that is the whole answer, such as xapi's own refusals without a page. */
export async function writeBare(wire: Wire, status: string, headers: readonly string[] = []): Promise<void> {
  await writeHead(wire, status, ["Connection: close", "Cache-Control: no-cache, no-store", ...headers]);
}

/** Writes a page as the answer; the connection closes afterwards. */
export async function writePage(wire: Wire, page: HttpResponse): Promise<void> {
  for (const bytes of encodeResponse(page, false)) await wire.write(bytes);
}

/** Sends the client to the same path on another host, query and all. */
export async function redirect(
  wire: Wire,
  address: string,
  { path, query }: { readonly path: string; readonly query: URLSearchParams },
): Promise<void> {
  const host = address.includes(":") ? `[${address}]` : address;
  // xapi joins the decoded query as it is.
  const rest = [...query].map(([name, value]) => `${name}=${value}`).join("&");
  await writeBare(wire, "HTTP/1.1 302 Found", [`Location: https://${host}${path}?${rest}`]);
}
