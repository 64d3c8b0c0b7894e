// What the server may do on its machine: each permission by name. `task start` and the tests run it
// with these; the compiled file may use any files, since its directory is chosen when it runs. No programs, no native libraries.

/** Names of the environment that the server reads (lib/options.ts, lib/log.ts). */
const ENVIRONMENT = [
  "ATOLL_LISTEN",
  "ATOLL_DATA",
  "ATOLL_KEY",
  "ATOLL_KEY_FILE",
  "CREDENTIALS_DIRECTORY",
  "ATOLL_TLS",
  "ATOLL_TLS_CERT",
  "ATOLL_TLS_KEY",
  "ATOLL_TRUST_PROXY",
  "ATOLL_INSECURE_HTTP",
  "ATOLL_ADMIN_PASSWORD",
  "ATOLL_LOG",
];

/** Where certificates and keys lie by custom; others go below the data directory. */
const CONFIGURATION = ["/etc/atoll", "/etc/ssl", "/etc/letsencrypt", "/run/credentials"];

export interface Places {
  /** Data directories. */
  readonly data: readonly string[];
  /** Further files and directories that are read. */
  readonly read?: readonly string[];
}

/** Flags for Deno. The network is open: pools may be anywhere. */
export function permissions({ data, read = [] }: Places): string[] {
  return [
    // What is missing is an error, not a question to whoever sits at the terminal.
    "--no-prompt",
    "--allow-net",
    `--allow-read=${[...data, "_fresh/static", ...CONFIGURATION, ...read].join(",")}`,
    `--allow-write=${data.join(",")}`,
    `--allow-env=${ENVIRONMENT.join(",")}`,
    // Names that a certificate of its own is made out to.
    "--allow-sys=hostname,networkInterfaces",
  ];
}
