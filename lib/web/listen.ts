// Listening and ending well: TLS files, an address that is taken, signals, and an end within three seconds.
import { log } from "@/lib/log.ts";
import { type Listen, OptionError } from "@/lib/options.ts";

export interface Tls {
  readonly cert: string;
  readonly key: string;
}

export interface Listening {
  /** Where it listens, with the port the system chose. */
  readonly addr: Listen;
  /** Stops accepting, closes what stands behind, and waits for answers under way, all within `GRACE`. */
  close(): Promise<void>;
  /** Waits for SIGINT or SIGTERM and closes. A second signal ends the process at once. */
  untilSignal(): Promise<void>;
}

type Handler = (request: Request, info: Deno.ServeHandlerInfo) => Response | Promise<Response>;

/** ms that everything together may take to end. */
const GRACE = 2500;

/** Reads certificate and key. Throws OptionError for a file that cannot be read. */
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
  return { cert: await read("--tls-cert", files.cert), key: await read("--tls-key", files.key) };
}

/**
 * Serves the handler. `behind` closes what it works with. Throws OptionError when the address cannot be listened on or the
 * certificate not used; `behind` is closed then.
 */
export async function listen(
  handler: Handler,
  address: Listen,
  tls: Tls | null,
  behind: () => Promise<void>,
): Promise<Listening> {
  const aborter = new AbortController();
  let server: Deno.HttpServer<Deno.NetAddr>;
  try {
    server = Deno.serve(
      { ...address, ...(tls ?? {}), signal: aborter.signal, onListen: () => {} },
      handler,
    );
  } catch (error) {
    await behind();
    throw new OptionError(`Cannot listen on ${address.hostname}:${address.port}: ${reasonOf(error)}`);
  }

  async function close(): Promise<void> {
    const drained = server.shutdown();
    const late = Promise.withResolvers<void>();
    const timer = setTimeout(() => {
      log.warn("Answers under way were cut off");
      aborter.abort();
      late.resolve();
    }, GRACE);
    await Promise.race([Promise.all([behind(), drained]), late.promise]);
    clearTimeout(timer);
    await server.finished;
  }

  return {
    addr: { hostname: server.addr.hostname, port: server.addr.port },
    close,
    untilSignal: async () => {
      await signal();
      await close();
    },
  };
}

/** The first SIGINT or SIGTERM; a second one exits with 130. */
function signal(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let seen = false;
  for (const name of ["SIGINT", "SIGTERM"] as const) {
    Deno.addSignalListener(name, () => {
      if (seen) Deno.exit(130);
      seen = true;
      resolve();
    });
  }
  return promise;
}

function reasonOf(error: unknown): string {
  if (error instanceof Deno.errors.AddrInUse) return "something else listens there already";
  if (error instanceof Deno.errors.PermissionDenied) return "this user may not use that port";
  if (error instanceof Deno.errors.AddrNotAvailable) return "this machine has no such address";
  return error instanceof Error ? error.message : String(error);
}
