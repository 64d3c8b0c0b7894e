// The server's certificate and key in files: read, checked to be a pair, and read again when somebody renews them.
import { createPrivateKey, X509Certificate } from "node:crypto";
import { dirname } from "node:path";
import { log } from "@/lib/log.ts";
import { OptionError } from "@/lib/options.ts";

/** Texts of PEM files: the certificate with its chain, and its key. */
export interface Tls {
  readonly cert: string;
  readonly key: string;
}

/** Reads certificate and key. Throws OptionError for a file that cannot be read, and for two that do not belong together. */
export async function readTls(files: Tls): Promise<Tls> {
  const read = async (option: string, path: string) => {
    try {
      return await Deno.readTextFile(path);
    } catch (error) {
      throw new OptionError(
        `${option} "${path}" cannot be read: ${error instanceof Error ? error.message : error}`,
      );
    }
  };
  const tls = { cert: await read("--tls-cert", files.cert), key: await read("--tls-key", files.key) };
  const problem = pairProblem(tls);
  if (problem !== null) {
    throw new OptionError(
      `--tls-cert "${files.cert}" cannot be used with --tls-key "${files.key}": ${problem}`,
    );
  }
  return tls;
}

/** Why a certificate and a key cannot be used together; null when they can. */
export function pairProblem({ cert, key }: Tls): string | null {
  try {
    const fits = new X509Certificate(cert).checkPrivateKey(createPrivateKey(key));
    return fits ? null : "the key is not that of the certificate";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/**
 * Calls back with a renewed certificate. Whoever renews writes two files, one after the other, or swaps links: what is not a
 * pair yet is left until the next event. Gives the function that ends it.
 */
export async function watchTls(
  files: Tls,
  current: Tls,
  renewed: (tls: Tls) => void | Promise<void>,
): Promise<() => void> {
  const watcher = Deno.watchFs(await directoriesOf(files), { recursive: false });
  let known = current;
  const follow = async () => {
    for await (const { kind } of watcher) {
      if (kind === "access") continue;
      try {
        const tls = await readTls(files);
        if (tls.cert === known.cert && tls.key === known.key) continue;
        known = tls;
        await renewed(tls);
      } catch (error) {
        log.warn("The certificate is kept: the files cannot be used as they are now", { error });
      }
    }
  };
  follow().catch((error) => log.error("The certificate's files are no longer watched", { error }));
  return () => watcher.close();
}

/** Where the files are, and where they really are if they are links. */
async function directoriesOf({ cert, key }: Tls): Promise<string[]> {
  const paths = [cert, key];
  const real = await Promise.all(paths.map((path) => Deno.realPath(path)));
  return [...new Set([...paths, ...real].map((path) => dirname(path)))];
}
