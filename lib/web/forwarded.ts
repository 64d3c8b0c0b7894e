// What proxies say about a request counts only if the proxy is a trusted one: whoever else sends the same headers made them up.
import { BlockList, isIP } from "node:net";
import { AtollError } from "@/lib/errors.ts";

const FORWARDED = ["x-forwarded-for", "x-forwarded-proto", "x-forwarded-host", "forwarded", "x-real-ip"];

/** The request as the rest may believe it. */
export type Forwarded = (request: Request, remote: Deno.Addr) => Request;

/**
 * Takes what proxies add away from requests that come from elsewhere. Of those that come from a trusted proxy X-Forwarded-For
 * keeps one address: the last one that is no trusted proxy, as every proxy appends whom it was spoken to by. The upgrade of a
 * stranger with such headers is refused (AtollError 400): the runtime upgrades a request only as it came.
 * @param proxies addresses and networks (`10.0.0.0/8`), as lib/options.ts has checked them
 */
export function forwarded(proxies: readonly string[]): Forwarded {
  const trusted = new BlockList();
  for (const proxy of proxies) {
    const [address = "", bits] = proxy.split("/");
    const family = isIP(address) === 6 ? "ipv6" : "ipv4";
    if (bits === undefined) trusted.addAddress(address, family);
    else trusted.addSubnet(address, Number(bits), family);
  }
  const isTrusted = (address: string) => {
    const version = isIP(address);
    return version !== 0 && trusted.check(address, version === 6 ? "ipv6" : "ipv4");
  };

  return (request, remote) => {
    const said = FORWARDED.filter((name) => request.headers.has(name));
    if (said.length === 0) return request;
    const upgrade = request.headers.get("upgrade") !== null;
    const headers = new Headers(request.headers);
    if ("hostname" in remote && isTrusted(remote.hostname)) {
      if (upgrade) return request; // read by clientOf(), which takes the last address
      const chain = (headers.get("x-forwarded-for") ?? "").split(",").map((part) => part.trim());
      const client = chain.findLast((address) => !isTrusted(address));
      if (client !== undefined && isIP(client) !== 0) headers.set("x-forwarded-for", client);
      else headers.delete("x-forwarded-for");
    } else {
      if (upgrade) {
        throw new AtollError(400, "untrusted-proxy", "This proxy is not one of those named by --trust-proxy");
      }
      for (const name of said) headers.delete(name);
    }
    return new Request(request.url, { method: request.method, headers, body: request.body });
  };
}
