// The options of the server: flags over environment variables over defaults, each checked with a clear message.
import { isIP } from "node:net";
import { parseArgs } from "node:util";
import type { KeyOptions } from "@/lib/store/types.ts";

export interface Listen {
  readonly hostname: string;
  /** 0 lets the system choose. */
  readonly port: number;
}

export interface Options {
  readonly listen: Listen;
  /** Directory of the database and its key; made when missing. */
  readonly data: string;
  /** Where the key of the data directory is said to be. */
  readonly key: KeyOptions;
  /** PEM files of the server's certificate; one that it makes itself; null for plain http. */
  readonly tls: { readonly cert: string; readonly key: string } | "self-signed" | null;
  /** Addresses and networks of proxies that are believed what they say in X-Forwarded-For, -Proto and -Host. */
  readonly trustedProxies: readonly string[];
  /** Password of the first administrator `admin`; null: a one-time set-up link is printed. */
  readonly adminPassword: string | null;
}

export const DEFAULTS: Options = {
  listen: { hostname: "127.0.0.1", port: 8000 },
  data: "data",
  key: { file: null, secret: null, credentials: null },
  tls: null,
  trustedProxies: [],
  adminPassword: null,
};

/** An option that cannot be used; the message names it and says what is wrong. */
export class OptionError extends Error {
  override readonly name = "OptionError";
}

export const HELP = `Atoll, a light browser UI for XCP-ng and XenServer pools

Usage: start [options]
       backup FILE | restore FILE | check-data | rotate-key | reset-password USER   (--help tells more)

  --listen HOST:PORT   where to serve (ATOLL_LISTEN; default 127.0.0.1:8000; [::]:443 for IPv6)
  --data DIR           users, pools and settings (ATOLL_DATA; default ./data)
  --key-file FILE      the key that secrets in the database are encrypted with, base64 of 32 bytes
                       (ATOLL_KEY_FILE; default secret.key in the data directory, made when missing);
                       or the key itself in ATOLL_KEY, or a systemd credential named atoll.key:
                       one of the three at most
  --tls-cert FILE      serve https with this certificate, PEM (ATOLL_TLS_CERT); read again when it changes
  --tls-key FILE       and its key, PEM (ATOLL_TLS_KEY)
  --tls self-signed    serve https with a certificate made at the first start: the default
                       wherever other machines can reach; --tls off: plain http (ATOLL_TLS)
  --trust-proxy LIST   behind proxies at these addresses or networks, separated by commas, for
                       instance 127.0.0.1,10.0.0.0/8: believe their X-Forwarded-For, -Proto
                       and -Host, and serve them plain http (ATOLL_TRUST_PROXY)
  --insecure-http      serve plain http to other machines, passwords and all (ATOLL_INSECURE_HTTP=1)
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
  const adminPassword = env("ATOLL_ADMIN_PASSWORD") ?? null;
  if (adminPassword === "") {
    throw new OptionError("ATOLL_ADMIN_PASSWORD is empty: set a password, or unset it for a set-up link");
  }
  const listen = listenOf(values.listen, env("ATOLL_LISTEN"));
  const trustedProxies = proxiesOf(values["trust-proxy"], env("ATOLL_TRUST_PROXY"));
  const plain = values["insecure-http"] ?? flag("ATOLL_INSECURE_HTTP", env("ATOLL_INSECURE_HTTP"));
  return {
    listen,
    ...dataOptions(values, env),
    tls: tlsOf(
      values["tls-cert"] ?? env("ATOLL_TLS_CERT"),
      values["tls-key"] ?? env("ATOLL_TLS_KEY"),
      values.tls ?? (env("ATOLL_TLS") || undefined),
      isLoopback(listen.hostname) || trustedProxies.length > 0 || plain,
    ),
    trustedProxies,
    adminPassword,
  };
}

/** The options that say where the data is: the server's, and those of the commands that work on its data. */
export const DATA_FLAGS = { "data": { type: "string" }, "key-file": { type: "string" } } as const;

/** Where the data and its key are. Throws OptionError. */
export function dataOptions(
  values: { readonly data?: string | undefined; readonly "key-file"?: string | undefined },
  env: (name: string) => string | undefined,
): Pick<Options, "data" | "key"> {
  const data = values.data ?? env("ATOLL_DATA") ?? DEFAULTS.data;
  if (data === "") throw new OptionError("--data is empty");
  const file = values["key-file"] ?? env("ATOLL_KEY_FILE") ?? null;
  if (file === "") throw new OptionError("--key-file is empty");
  const secret = env("ATOLL_KEY") ?? null;
  if (secret === "") throw new OptionError("ATOLL_KEY is empty: set the key, or unset it for the key file");
  return { data, key: { file, secret, credentials: env("CREDENTIALS_DIRECTORY") || null } };
}

/** Variables that hold secrets: taken out of the environment once read, so that no child process and no dump of it shows them. */
export const SECRET_VARIABLES = ["ATOLL_KEY", "ATOLL_ADMIN_PASSWORD"] as const;

/** @param plain whether plain http harms nobody here, or is wanted all the same */
function tlsOf(
  cert: string | undefined,
  key: string | undefined,
  choice: string | undefined,
  plain: boolean,
): Options["tls"] {
  if ((cert === undefined) !== (key === undefined)) {
    throw new OptionError("TLS needs both --tls-cert and --tls-key");
  }
  if (choice !== undefined && choice !== "self-signed" && choice !== "off") {
    throw new OptionError(`--tls is "${choice}": use self-signed or off, or give --tls-cert and --tls-key`);
  }
  if (cert !== undefined && key !== undefined) {
    if (choice !== undefined) throw new OptionError(`--tls ${choice} and --tls-cert exclude each other`);
    return { cert, key };
  }
  if (choice === "off" && !plain) {
    throw new OptionError(
      "Plain http shows passwords to everybody on the way: listen on 127.0.0.1 only, name the proxy " +
        "that serves https with --trust-proxy, or insist with --insecure-http",
    );
  }
  return choice === "self-signed" || (choice === undefined && !plain) ? "self-signed" : null;
}

/** Whether only this machine can reach an address. */
export function isLoopback(hostname: string): boolean {
  return /^(localhost|127\.\d+\.\d+\.\d+|::1|\[::1\])$/i.test(hostname);
}

/** The addresses and networks of a list. Throws OptionError for what is neither. */
function proxiesOf(flag: string | undefined, variable: string | undefined): string[] {
  const [name, list] = flag === undefined ? ["ATOLL_TRUST_PROXY", variable ?? ""] : ["--trust-proxy", flag];
  const proxies = list.split(",").map((part) => part.trim()).filter((part) => part !== "");
  for (const proxy of proxies) {
    const [address = "", bits, ...more] = proxy.split("/");
    const most = isIP(address) === 4 ? 32 : 128;
    const whole = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most);
    if (isIP(address) === 0 || !whole || more.length > 0) {
      throw new OptionError(
        `${name} names "${proxy}": give the proxies' addresses or networks, for instance 127.0.0.1,10.0.0.0/8`,
      );
    }
  }
  return proxies;
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
        ...DATA_FLAGS,
        "tls-cert": { type: "string" },
        "tls-key": { type: "string" },
        "tls": { type: "string" },
        "trust-proxy": { type: "string" },
        "insecure-http": { type: "boolean" },
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
