// One connection to an LDAP server: encrypted before anything is said on it, over for good when it is lost.
import { Client, type Entry, ResultCodeError } from "ldapts";
import { connect as connectPlain, isIP, type Socket } from "node:net";
import { connect as connectTls, type ConnectionOptions } from "node:tls";
import { DirectoryError, reasonOf } from "./directory.ts";

/** Each step may take so long, in milliseconds. */
const STEP_MS = 5_000;

export interface LdapAddress {
  /** ldap://host[:port] or ldaps://host[:port] */
  readonly url: string;
  /** Of ldap:// only. */
  readonly tls: "starttls" | "none";
  /** PEM of the authorities that count; "": the public ones. */
  readonly ca: string;
}

/** Refused by the server: wrong name or password. */
export class LdapRefusedError extends DirectoryError {}

const INVALID_CREDENTIALS = 49;
/** What Active Directory and others say to a name that is none. */
const NO_SUCH_OBJECT = 32;

export class LdapConnection implements AsyncDisposable {
  /** Rejects when the connection is gone: the client does not see that of one that became encrypted later, and would wait. */
  private readonly gone: Promise<never>;

  private constructor(private readonly client: Client, private readonly socket: Socket) {
    const { promise, reject } = Promise.withResolvers<never>();
    socket.once("close", () => reject(new DirectoryError("The directory closed the connection")));
    promise.catch(() => undefined); // told by what waits for an answer then
    this.gone = promise;
  }

  /** Connects, and encrypts where it must. Throws DirectoryError. */
  static async open(address: LdapAddress): Promise<LdapConnection> {
    const { protocol, hostname, port: portText } = new URL(address.url);
    const host = hostname.replace(/^\[|\]$/g, "");
    const tls: ConnectionOptions = {
      host,
      minVersion: "TLSv1.2",
      ...(isIP(host) === 0 ? { servername: host } : {}),
      ...(address.ca === "" ? {} : { ca: [address.ca] }),
    };
    const secure = protocol === "ldaps:";
    const port = Number(portText) || (secure ? 636 : 389);
    const plain = secure ? null : connectPlain({ host, port });
    const encrypted = secure ? connectTls({ ...tls, port }) : null;
    const client = new Client({
      url: address.url,
      timeout: STEP_MS,
      // Connections are made here: the client makes a new one by itself when one is lost, and would say the next password in clear.
      createConnection: once(() => held(plain)),
      createSecureConnection: once(() => encrypted ?? connectTls({ ...tls, socket: held(plain) })),
      ...(secure ? { tlsOptions: tls } : {}),
    });
    const connection = new LdapConnection(client, held(plain ?? encrypted));
    try {
      await inTime(connected(connection.socket, secure ? "secureConnect" : "connect"));
      if (!secure && address.tls === "starttls") await inTime(client.startTLS(tls));
      return connection;
    } catch (error) {
      await connection[Symbol.asyncDispose]();
      throw new DirectoryError(`Cannot connect to ${address.url}: ${reasonOf(error)}`, { cause: error });
    }
  }

  /** Signs in to the directory. Throws LdapRefusedError for wrong credentials, DirectoryError for the rest. */
  async bind(dn: string, password: string): Promise<void> {
    // A directory takes a bind without password for an anonymous one, and agrees.
    if (dn !== "" && password === "") throw new LdapRefusedError("The password is empty");
    try {
      await Promise.race([this.gone, this.client.bind(dn, password)]);
    } catch (error) {
      const refused = error instanceof ResultCodeError &&
        (error.code === INVALID_CREDENTIALS || error.code === NO_SUCH_OBJECT);
      if (refused) {
        throw new LdapRefusedError("The directory refuses this name and password", { cause: error });
      }
      throw failed("sign in", error);
    }
  }

  /** Entries under a base. Throws DirectoryError, also when there are more than `limit`. */
  async search(
    base: string,
    filter: string,
    attributes: readonly string[],
    options: { readonly limit: number; readonly binary?: readonly string[] },
  ): Promise<Entry[]> {
    try {
      const search = this.client.search(base, {
        scope: "sub",
        filter,
        attributes: [...attributes],
        sizeLimit: options.limit,
        timeLimit: STEP_MS / 1000,
        explicitBufferAttributes: [...(options.binary ?? [])],
      });
      const { searchEntries } = await Promise.race([this.gone, search]);
      return searchEntries;
    } catch (error) {
      throw failed(`search ${base}`, error);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // It is given up: whether the server hears of that does not matter.
    await Promise.race([this.gone, this.client.unbind()]).catch(() => undefined);
    this.socket.destroy();
  }
}

function failed(what: string, error: unknown): DirectoryError {
  return new DirectoryError(`Cannot ${what}: ${reasonOf(error)}`, { cause: error });
}

/** A socket that is there. */
function held<S extends Socket>(socket: S | null): S {
  if (socket === null) throw new DirectoryError("There is no such connection");
  return socket;
}

/** Resolves when a socket is connected, rejects with what went wrong. */
function connected(socket: Socket, event: "connect" | "secureConnect"): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  socket.once("error", reject);
  socket.once(event, () => {
    socket.removeListener("error", reject);
    resolve();
  });
  return promise;
}

/** A function that works once. */
function once<A extends readonly unknown[], S>(connect: (...args: A) => S): (...args: A) => S {
  let used = false;
  return (...args) => {
    if (used) throw new DirectoryError("The directory closed the connection");
    used = true;
    return connect(...args);
  };
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new DirectoryError("no answer in time")), STEP_MS);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}
