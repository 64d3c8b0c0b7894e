// One connection to an LDAP server: encrypted before anything is said on it, over for good when it is lost.
import { Client, type Entry, ResultCodeError } from "ldapts";
import { connect as connectPlain, isIP } from "node:net";
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
  private constructor(private readonly client: Client) {}

  /** Connects, and encrypts where it must. Throws DirectoryError. */
  static async open(address: LdapAddress): Promise<LdapConnection> {
    const { protocol, hostname } = new URL(address.url);
    const host = hostname.replace(/^\[|\]$/g, "");
    const tls: ConnectionOptions = {
      host,
      minVersion: "TLSv1.2",
      ...(isIP(host) === 0 ? { servername: host } : {}),
      ...(address.ca === "" ? {} : { ca: [address.ca] }),
    };
    const client = new Client({
      url: address.url,
      timeout: STEP_MS,
      connectTimeout: STEP_MS,
      // The client connects anew by itself when a connection is lost, and would say the next password unencrypted.
      createConnection: once(connectPlain),
      createSecureConnection: once(connectTls),
      ...(protocol === "ldaps:" ? { tlsOptions: tls } : {}),
    });
    const connection = new LdapConnection(client);
    try {
      if (protocol === "ldap:" && address.tls === "starttls") await inTime(client.startTLS(tls));
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
      await this.client.bind(dn, password);
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
      const { searchEntries } = await this.client.search(base, {
        scope: "sub",
        filter,
        attributes: [...attributes],
        sizeLimit: options.limit,
        timeLimit: STEP_MS / 1000,
        explicitBufferAttributes: [...(options.binary ?? [])],
      });
      return searchEntries;
    } catch (error) {
      throw failed(`search ${base}`, error);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // It is given up: whether the server hears of that does not matter.
    await this.client.unbind().catch(() => undefined);
  }
}

function failed(what: string, error: unknown): DirectoryError {
  return new DirectoryError(`Cannot ${what}: ${reasonOf(error)}`, { cause: error });
}

/** A function that works once. */
function once<F extends (...args: never[]) => unknown>(connect: F): F;
function once(connect: (...args: unknown[]) => unknown): (...args: unknown[]) => unknown {
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
