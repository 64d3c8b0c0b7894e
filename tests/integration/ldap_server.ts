// A real LDAP server (npm ldapjs) on this machine: a small directory, in clear, over TLS and with StartTLS.
import ldap from "ldapjs";
import { Buffer } from "node:buffer";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import type { ServerCertificate } from "./authority.ts";

export interface Entry {
  readonly [attribute: string]: string | readonly string[] | Uint8Array;
}

export interface RunningDirectory extends Disposable {
  /** ldap://localhost:PORT, in clear. */
  readonly url: string;
  /** ldaps://localhost:PORT */
  readonly secureUrl: string;
  /** ldap://localhost:PORT, where StartTLS is understood, and nothing else. */
  readonly startTlsUrl: string;
  /** Entries by DN, spelt without spaces. Tests change them. `userPassword` is for signing in. */
  readonly entries: Map<string, Entry>;
  /** What was searched for, and who signed in with what. */
  readonly searches: string[];
  readonly binds: { readonly dn: string; readonly ok: boolean }[];
  /** Ends the connections that began with StartTLS. */
  drop(): void;
}

export const BASE = "dc=lab,dc=example";
export const SERVICE = { dn: `cn=atoll,${BASE}`, password: "the password of the one who searches" };
export const PASSWORD_OF_ADA = "ada's own, which no other directory knows";

export function people(): [dn: string, entry: Entry][] {
  const ada = `uid=ada,ou=people,${BASE}`;
  return [
    [SERVICE.dn, { objectClass: "person", cn: "atoll", userPassword: SERVICE.password }],
    [ada, { objectClass: "person", uid: "ada", entryUUID: "11111111-0000", userPassword: PASSWORD_OF_ADA }],
    [`uid=bob,ou=people,${BASE}`, {
      objectClass: "person",
      uid: "bob",
      entryUUID: "22222222-0000",
      userPassword: "bob's own",
    }],
    [`cn=Xen Operators,ou=groups,${BASE}`, {
      objectClass: "groupOfNames",
      cn: "Xen Operators",
      member: [ada],
    }],
    [`cn=others,ou=groups,${BASE}`, { objectClass: "groupOfNames", cn: "others", member: [SERVICE.dn] }],
  ];
}

interface Search {
  readonly dn: { toString(): string };
  readonly filter: { toString(): string; matches(entry: object): boolean };
}
interface Bind {
  readonly dn: { toString(): string };
  readonly credentials: string;
}
interface Answer {
  attributes: string[];
  send(entry: object): void;
  end(): void;
}
type Next = (error?: Error) => void;

export async function startDirectory(certificate: ServerCertificate): Promise<RunningDirectory> {
  const entries = new Map(people());
  const searches: string[] = [];
  const binds: { dn: string; ok: boolean }[] = [];
  const spelt = (dn: { toString(): string }) => dn.toString().replaceAll(/,\s+/g, ",");

  function serve(options: object) {
    const server = ldap.createServer(options);
    server.bind("", (request: Bind, answer: Answer, next: Next) => {
      const dn = spelt(request.dn);
      // As servers do: without a name, or without a password, nobody is asked for a right one.
      const ok = dn === "" || request.credentials === "" ||
        entries.get(dn)?.userPassword === request.credentials;
      binds.push({ dn, ok });
      if (!ok) return next(new ldap.InvalidCredentialsError());
      answer.end();
      next();
    });
    server.search(BASE, (request: Search, answer: Answer, next: Next) => {
      searches.push(request.filter.toString());
      const base = spelt(request.dn).toLowerCase();
      // ldapjs finds none of those asked for that are spelt with capitals: it tells all.
      answer.attributes = [];
      for (const [dn, { userPassword: _secret, ...attributes }] of entries) {
        if (!dn.toLowerCase().endsWith(base)) continue;
        if (request.filter.matches(attributes)) answer.send({ dn, attributes });
      }
      answer.end();
      next();
    });
    return server;
  }

  const plain = serve({});
  const secure = serve({ certificate: certificate.cert, key: certificate.key });
  const portOf = async (server: ReturnType<typeof serve>) => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return Number(new URL(server.url.replace(/^ldaps?/, "http")).port);
  };
  const [plainPort, securePort] = [await portOf(plain), await portOf(secure)];
  const starting = await startTlsInFrontOf(securePort);
  return {
    url: `ldap://localhost:${plainPort}`,
    secureUrl: `ldaps://localhost:${securePort}`,
    startTlsUrl: `ldap://localhost:${starting.port}`,
    entries,
    searches,
    binds,
    drop: starting.drop,
    [Symbol.dispose]: () => {
      plain.close();
      secure.close();
      starting.close();
    },
  };
}

/** An extended request for StartTLS (1.3.6.1.4.1.1466.20037), as far as it is told from others, and the answer "success". */
const START_TLS = "1.3.6.1.4.1.1466.20037";
const success = (messageId: number) =>
  Buffer.from([0x30, 0x0c, 2, 1, messageId, 0x78, 7, 0x0a, 1, 0, 4, 0, 4, 0]);

/** ldapjs serves no StartTLS: a relay takes the request, and hands what follows to the server that speaks TLS. */
async function startTlsInFrontOf(port: number): Promise<{ port: number; drop(): void; close(): void }> {
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    sockets.add(client);
    client.on("error", () => client.destroy());
    client.once("data", (first: Buffer) => {
      // Whoever says anything else first has said it in clear.
      if (!first.includes(START_TLS)) {
        client.destroy();
        return;
      }
      const inner = connect(port, "127.0.0.1", () => {
        client.write(success(first[4] ?? 1));
        client.pipe(inner).pipe(client);
      });
      sockets.add(inner);
      inner.on("error", () => client.destroy());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const drop = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    drop,
    close: () => {
      drop();
      server.close();
    },
  };
}
