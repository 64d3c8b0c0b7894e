// Before anything is opened: whether this process may use what its options name. The runtime's own words name flags of Deno, which
// who starts a task never wrote.
import { dirname } from "node:path";
import { OptionError, type Options } from "@/lib/options.ts";

/** Throws OptionError for a data directory or a certificate's file that this process may not use. */
export async function checkPaths({ data, tls }: Pick<Options, "data" | "tls">): Promise<void> {
  for (const name of ["read", "write"] as const) {
    if (await may(name, data)) continue;
    throw new OptionError(
      `This process may not use "${data}": permit it with --allow-read and --allow-write, see docs/operations.md`,
    );
  }
  if (tls === null || tls === "self-signed") return;
  for (const [option, file] of [["--tls-cert", tls.cert], ["--tls-key", tls.key]] as const) {
    // The directory, too: renewed files are noticed there.
    if (await may("read", file) && await may("read", dirname(file))) continue;
    throw new OptionError(
      `This process may not read ${option} "${file}": permit its directory with --allow-read, see docs/operations.md`,
    );
  }
}

async function may(name: "read" | "write", path: string): Promise<boolean> {
  return (await Deno.permissions.query({ name, path })).state === "granted";
}
