// The options of the server: flags over environment variables over defaults, each checked with a clear message.
import { parseArgs } from "node:util";

export interface Listen {
  readonly hostname: string;
  /** 0 lets the system choose. */
  readonly port: number;
}

export interface Options {
  readonly listen: Listen;
  /** Directory of the database and its key; made when missing. */
  readonly data: string;
  /** PEM files of the server's own certificate; null for plain http. */
  readonly tls: { readonly cert: string; readonly key: string } | null;
  /** Behind a proxy that sets X-Forwarded-For and X-Forwarded-Proto itself: believe them. */
  readonly trustProxy: boolean;
  /** Password of the first administrator `admin`; null: a one-time set-up link is printed. */
  readonly adminPassword: string | null;
}

export const DEFAULTS: Options = {
  listen: { hostname: "127.0.0.1", port: 8000 },
  data: "data",
  tls: null,
  trustProxy: false,
  adminPassword: null,
};

/** An option that cannot be used; the message names it and says what is wrong. */
export class OptionError extends Error {
  override readonly name = "OptionError";
}

export const HELP = `Atoll, a light browser UI for XCP-ng and XenServer pools

Usage: start [options]

  --listen HOST:PORT   where to serve (ATOLL_LISTEN; default 127.0.0.1:8000; [::]:443 for IPv6)
  --data DIR           users, pools and settings (ATOLL_DATA; default ./data)
  --tls-cert FILE      serve https with this certificate, PEM (ATOLL_TLS_CERT)
  --tls-key FILE       and its key, PEM (ATOLL_TLS_KEY)
  --trust-proxy        behind a proxy that serves https: believe its X-Forwarded-For,
                       -Proto and -Host (ATOLL_TRUST_PROXY=1)
  --help               this text

ATOLL_ADMIN_PASSWORD   password of the first administrator "admin"; without it a one-time
                       set-up link is printed. There is no flag for it: flags show in process lists
ATOLL_LOG              debug, info, warn or error (default info)`;

/** Reads `host:port`, `[v6]:port` or `:port` (every interface). Throws OptionError. */
export function parseListen(text: string, option: string): Listen {
  const match = /^(?:\[([0-9a-fA-F:.]+)\]|([^\s:[\]/]*)):(\d{1,5})$/.exec(text);
  const port = Number(match?.[3]);
  if (match === null || port > 65535) {
    throw new OptionError(`${option} "${text}" is no HOST:PORT, for instance 127.0.0.1:8000`);
  }
  return { hostname: match[1] ?? (match[2] || "0.0.0.0"), port };
}

/** The URL a browser on this machine opens: an address of every interface becomes the loopback one. */
export function urlOf(listen: Listen, protocol: "http" | "https"): string {
  const { hostname, port } = listen;
  const host = hostname === "0.0.0.0" ? "127.0.0.1" : hostname === "::" ? "[::1]" : hostname;
  const bracketed = host.includes(":") && !host.startsWith("[") ? `[${host}]` : host;
  const standard = protocol === "https" ? 443 : 80;
  return `${protocol}://${bracketed}${port === standard ? "" : `:${port}`}`;
}

/** Flags and environment → options; "help" when asked for. Throws OptionError. */
export function parseOptions(
  args: readonly string[],
  env: (name: string) => string | undefined,
): Options | "help" {
  const { values, positionals } = parse(args);
  if (values.help) return "help";
  if (positionals.length > 0) throw new OptionError(`Unexpected argument "${positionals[0]}"`);
  const cert = values["tls-cert"] ?? env("ATOLL_TLS_CERT");
  const key = values["tls-key"] ?? env("ATOLL_TLS_KEY");
  if ((cert === undefined) !== (key === undefined)) {
    throw new OptionError("TLS needs both --tls-cert and --tls-key");
  }
  const adminPassword = env("ATOLL_ADMIN_PASSWORD") ?? null;
  if (adminPassword === "") {
    throw new OptionError("ATOLL_ADMIN_PASSWORD is empty: set a password, or unset it for a set-up link");
  }
  const data = values.data ?? env("ATOLL_DATA") ?? DEFAULTS.data;
  if (data === "") throw new OptionError("--data is empty");
  return {
    listen: listenOf(values.listen, env("ATOLL_LISTEN")),
    data,
    tls: cert !== undefined && key !== undefined ? { cert, key } : null,
    trustProxy: values["trust-proxy"] ?? flag("ATOLL_TRUST_PROXY", env("ATOLL_TRUST_PROXY")),
    adminPassword,
  };
}

function listenOf(flag: string | undefined, variable: string | undefined): Listen {
  if (flag !== undefined) return parseListen(flag, "--listen");
  return variable === undefined ? DEFAULTS.listen : parseListen(variable, "ATOLL_LISTEN");
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        "listen": { type: "string" },
        "data": { type: "string" },
        "tls-cert": { type: "string" },
        "tls-key": { type: "string" },
        "trust-proxy": { type: "boolean" },
        "help": { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    // parseArgs explains itself well in its first sentence; what follows is about positionals.
    const message = error instanceof Error ? error.message : String(error);
    throw new OptionError(message.split(". ")[0] ?? message);
  }
}

function flag(name: string, value: string | undefined): boolean {
  if (value === undefined || value === "" || value === "0" || value === "false") return false;
  if (value === "1" || value === "true") return true;
  throw new OptionError(`${name} is "${value}": use 1 or 0`);
}
