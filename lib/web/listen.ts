// Listening and ending well: an address that is taken, a renewed certificate, no more file descriptors, signals, and an end
// within three seconds.
import { log } from "@/lib/log.ts";
import { type Listen, OptionError } from "@/lib/options.ts";
import type { Tls } from "./tls.ts";

export interface Listening {
  /** Where it listens, with the port the system chose. */
  readonly addr: Listen;
  /** Serves new connections with another certificate; those that stand keep theirs. Throws where it cannot be used. */
  renew(tls: Tls): Promise<void>;
  /** Stops accepting, closes what stands behind, and waits for answers under way, all within `GRACE`. */
  close(): Promise<void>;
  /** Waits for SIGINT or SIGTERM and closes. A second signal ends the process at once. */
  untilSignal(): Promise<void>;
}

/** What answers requests. */
export type Handler = (request: Request, info: Deno.ServeHandlerInfo) => Response | Promise<Response>;

/** ms that everything together may take to end. */
const GRACE = 2500;
/** ms between two tries to listen again. */
const AGAIN = 100;

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
  /** The last one listens; those before it end with their last connection. */
  const servers = new Set<Deno.HttpServer<Deno.NetAddr>>();
  let certificate = tls;
  let closing = false;

  function open(at: Listen): Deno.HttpServer<Deno.NetAddr> {
    const options = { ...at, ...(certificate ?? {}), signal: aborter.signal, onListen: () => {} };
    const server = Deno.serve(options, handler);
    servers.add(server);
    server.finished.then(() => servers.delete(server), (error) => {
      servers.delete(server);
      // Who opens as many connections as the process may have files ends the runtime's server, but not those it has.
      log.error("Connections cannot be accepted", { error });
      return again();
    });
    return server;
  }

  /** Listens on the same address again, as soon as that can be. */
  async function again(): Promise<void> {
    while (!closing) {
      try {
        return void open(addr);
      } catch (error) {
        log.debug("Cannot listen yet", { error });
        await new Promise((resolve) => setTimeout(resolve, AGAIN));
      }
    }
  }

  let addr: Listen;
  try {
    const server = open(address);
    addr = { hostname: server.addr.hostname, port: server.addr.port };
  } catch (error) {
    await behind();
    throw new OptionError(`Cannot listen on ${address.hostname}:${address.port}: ${reasonOf(error)}`);
  }

  async function renew(renewed: Tls): Promise<void> {
    // Tried where nobody comes by: what cannot be used must not cost the one that can.
    Deno.listenTls({ hostname: "127.0.0.1", port: 0, ...renewed }).close();
    certificate = renewed;
    // Streams last as long as their readers want: waiting for them would be waiting for good.
    for (const server of servers) {
      server.shutdown().catch((error) => log.warn("Cannot end a listener", { error }));
    }
    await again();
  }

  async function close(): Promise<void> {
    closing = true;
    const open = [...servers];
    const drained = open.map((server) => server.shutdown());
    const late = Promise.withResolvers<void>();
    const timer = setTimeout(() => {
      log.warn("Answers under way were cut off");
      aborter.abort();
      late.resolve();
    }, GRACE);
    await Promise.race([Promise.all([behind(), ...drained]), late.promise]);
    clearTimeout(timer);
    await Promise.all(open.map((server) => server.finished));
  }

  return {
    addr,
    renew,
    close,
    untilSignal: async () => {
      await signal();
      await close();
    },
  };
}

/** The first SIGINT or SIGTERM; a second SIGINT exits with 130. One SIGTERM may come from a terminal's SIGINT through start.ts. */
function signal(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let interrupted = false;
  Deno.addSignalListener("SIGTERM", resolve);
  Deno.addSignalListener("SIGINT", () => {
    if (interrupted) Deno.exit(130);
    interrupted = true;
    resolve();
  });
  return promise;
}

function reasonOf(error: unknown): string {
  if (error instanceof Deno.errors.AddrInUse) return "something else listens there already";
  if (error instanceof Deno.errors.PermissionDenied) return "this user may not use that port";
  if (error instanceof Deno.errors.AddrNotAvailable) return "this machine has no such address";
  return error instanceof Error ? error.message : String(error);
}
