// Finding out which dialect a host speaks, before any password goes out.
import { formatAddress } from "./address.ts";
import { ConnectionError, XapiError } from "./errors.ts";
import { openTransport } from "./transport.ts";
import type { CallOptions, Dialect, Endpoint, Transport } from "./types.ts";

const TIMEOUT_MS = 15_000;
const JSON_DIALECTS: readonly Dialect[] = ["json2", "json1"];
const ERROR_CODE = /^[A-Z][A-Z0-9_]+$/;

export interface ConnectOptions {
  readonly fingerprint: string | null;
  /** The dialect that worked last, tried first. */
  readonly dialect: Dialect | null;
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds for each question asked; 15 s unless told. */
  readonly timeout?: number | undefined;
}

/**
 * Asks a host for its methods in each dialect until it answers like a Xen-API: JSON-RPC 2.0, 1.0, XML-RPC. Before XML it is
 * asked for JSON once more: an answer may have been spoilt on its way. Throws ConnectionError: `not-xapi` when something answers that is none, otherwise why it cannot be reached.
 */
export async function connect(endpoint: Endpoint, options: ConnectOptions): Promise<Transport> {
  const first = options.dialect ?? "json2";
  const others = JSON_DIALECTS.filter((dialect) => dialect !== first);
  const dialects: readonly Dialect[] = first === "xml"
    ? ["xml", ...others]
    : [first, ...others, first, "xml"];
  let reset: ConnectionError | undefined;
  for (const dialect of dialects) {
    const transport = openTransport(endpoint, { fingerprint: options.fingerprint, dialect });
    try {
      if (await speaks(transport, { signal: options.signal, timeout: options.timeout ?? TIMEOUT_MS })) {
        return transport;
      }
    } catch (error) {
      transport.close();
      // An old host may hang up on a path it does not know; any other failure would meet the next dialect as well.
      if (!(error instanceof ConnectionError) || error.kind !== "reset") throw error;
      reset = error;
      continue;
    }
    transport.close();
  }
  if (reset !== undefined) throw reset;
  throw new ConnectionError("not-xapi", `${formatAddress(endpoint)} does not speak Xen-API`);
}

/**
 * Whether a host answers like a Xen-API. system.listMethods needs neither session nor database: members answer it even
 * when their coordinator is dead and every call that reads the database hangs.
 */
async function speaks(transport: Transport, options: CallOptions): Promise<boolean> {
  try {
    const methods = await transport.call("system.listMethods", [], options);
    return Array.isArray(methods) && methods.includes("session.login_with_password");
  } catch (error) {
    // A refusal in xapi's own form (HOST_STILL_BOOTING, …) is one of xapi's answers as well.
    if (error instanceof XapiError) return ERROR_CODE.test(error.code);
    if (error instanceof ConnectionError && error.kind === "bad-answer") return false;
    throw error;
  }
}
