// Addresses as people write them, turned into endpoints and back.
import { AddressError } from "./errors.ts";
import type { Endpoint } from "./types.ts";

const DEFAULT_PORT = { "https:": 443, "http:": 80 } as const;
const LABEL = /^[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?$/i;

/**
 * Reads `host`, `host:port`, `[IPv6]`, `[IPv6]:port`, a bare IPv6 address, or a URL without path. https unless `http://`
 * is written out. Throws AddressError.
 */
export function parseAddress(text: string): Endpoint {
  let rest = text.trim();
  if (rest === "") throw new AddressError("The address is empty");
  if (/[\s\p{Cc}]/u.test(rest)) throw new AddressError("The address contains a space");
  let protocol: Endpoint["protocol"] = "https:";
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(rest);
  if (scheme?.[1] !== undefined) {
    const name = scheme[1].toLowerCase();
    if (name !== "https" && name !== "http") {
      throw new AddressError(`The address starts with "${name}://", only https:// and http:// work`);
    }
    protocol = `${name}:`;
    rest = rest.slice(scheme[0].length);
  }
  if (rest.includes("@")) {
    throw new AddressError("The address contains credentials, enter them in their own fields");
  }
  rest = rest.replace(/\/$/, "");
  if (/[/?#\\]/.test(rest)) throw new AddressError("The address contains a path, enter only host and port");
  const [host, portText] = split(rest);
  return { protocol, hostname: hostname(host), port: port(portText, protocol) };
}

/** The shortest text that parseAddress reads back as the same endpoint. */
export function formatAddress(endpoint: Endpoint): string {
  const host = endpoint.hostname.includes(":") ? `[${endpoint.hostname}]` : endpoint.hostname;
  const port = endpoint.port === DEFAULT_PORT[endpoint.protocol] ? "" : `:${endpoint.port}`;
  return `${endpoint.protocol === "http:" ? "http://" : ""}${host}${port}`;
}

function split(text: string): [host: string, port: string | undefined] {
  const bracketed = /^\[([^\]]*)\](?::(.*))?$/.exec(text);
  if (bracketed?.[1] !== undefined) {
    if (!bracketed[1].includes(":")) throw new AddressError("Brackets are for IPv6 addresses alone");
    return [bracketed[1], bracketed[2]];
  }
  const parts = text.split(":");
  if (parts.length > 2) return [text, undefined];
  return [parts[0] ?? "", parts[1]];
}

function hostname(text: string): string {
  if (text === "") throw new AddressError("The address has no host name");
  const wrong = () => new AddressError(`"${text.slice(0, 80)}" is not a host name or IP address`);
  if (text.includes(":")) {
    // The URL parser knows every spelling of an IPv6 address; a zone (fe80::1%eth0) is not part of it.
    const url = URL.parse(`http://[${text}]/`);
    if (url === null) throw wrong();
    return url.hostname.slice(1, -1);
  }
  // The URL parser would decode %41 to a letter; nobody means that.
  if (text.includes("%")) throw wrong();
  // Names that are not plain ASCII become their punycode form; numbers like 10.1 become what they mean to a resolver.
  const url = URL.parse(`http://${text}/`);
  if (url === null || url.hostname === "" || url.hostname.length > 253) throw wrong();
  const labels = url.hostname.replace(/\.$/, "").split(".");
  if (!labels.every((label) => label.length <= 63 && LABEL.test(label))) throw wrong();
  return url.hostname;
}

function port(text: string | undefined, protocol: Endpoint["protocol"]): number {
  if (text === undefined) return DEFAULT_PORT[protocol];
  const number = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (number < 1 || number > 65_535) {
    throw new AddressError(`"${text.slice(0, 20)}" is not a port, use 1 to 65535`);
  }
  return number;
}
