// Who is at the other end: for rate limits, the audit and the log.

/**
 * The client's IP address. Behind a trusted proxy the last entry of X-Forwarded-For: that one the proxy itself wrote, those
 * before it anybody could have made up.
 */
export function clientAddress(
  headers: Headers,
  remote: Deno.Addr,
  trustProxy: boolean,
): string {
  if (trustProxy) {
    const last = headers.get("x-forwarded-for")?.split(",").at(-1)?.trim();
    if (last !== undefined && /^[0-9a-fA-F:.]{2,45}$/.test(last)) return last;
  }
  return "hostname" in remote ? remote.hostname : "local";
}
