// Sign-in by an LDAP directory: look the name up, then bind as what was found with the password that was given.
import { type Entry, Filter, FilterParser } from "ldapts";
import type { Buffer } from "node:buffer";
import type { LdapSettingsRecord } from "@/lib/store/providers.ts";
import { DirectoryError, type Identity, reasonOf } from "./directory.ts";
import { LdapConnection, LdapRefusedError } from "./ldap_connection.ts";

/** Groups of one person that count at most. */
const MAX_GROUPS = 1_000;
const PRINTABLE = /^[\x20-\x7e]+$/;

/** Somebody in the directory. */
export interface LdapPerson {
  readonly dn: string;
  readonly identity: Identity;
}

export class Ldap {
  constructor(private readonly settings: LdapSettingsRecord, private readonly password: string) {}

  /** Whom a name and a password belong to; null when they fit nobody. Throws DirectoryError. */
  async signIn(username: string, password: string): Promise<Identity | null> {
    if (password === "") return null;
    const person = await this.find(username);
    if (person === null) return null;
    await using connection = await LdapConnection.open(this.settings);
    try {
      await connection.bind(person.dn, password);
      return person.identity;
    } catch (error) {
      if (error instanceof LdapRefusedError) return null;
      throw error;
    }
  }

  /** Whom a name belongs to, with their groups; null: nobody. Throws DirectoryError. */
  async find(username: string): Promise<LdapPerson | null> {
    await using connection = await this.connect();
    const { userBase, userFilter, usernameAttribute, idAttribute } = this.settings;
    const filter = filled(userFilter, { username });
    const found = await connection.search(userBase, filter, [usernameAttribute, idAttribute], {
      limit: 2,
      // Servers may spell it otherwise than it was asked for.
      binary: [idAttribute, idAttribute.toLowerCase()],
    });
    const [entry] = found;
    if (entry === undefined) return null;
    if (found.length > 1) {
      throw new DirectoryError("The filter for users finds more than one entry for this name");
    }
    const name = textsOf(entry, usernameAttribute)[0];
    const subject = idOf(entry, idAttribute);
    if (name === undefined || name === "") {
      throw new DirectoryError(
        `The entry ${entry.dn} has no ${usernameAttribute}, which is to be the user name`,
      );
    }
    if (subject === null) {
      throw new DirectoryError(
        `The entry ${entry.dn} has no ${idAttribute}: name an attribute that never changes`,
      );
    }
    const identity: Identity = {
      name: { source: "ldap", directory: userBase.toLowerCase(), subject },
      username: name,
      groups: await this.groupsOf(connection, entry.dn, name),
    };
    return { dn: entry.dn, identity };
  }

  /** Connects and signs in as who searches. Throws DirectoryError. */
  async connect(): Promise<LdapConnection> {
    const connection = await LdapConnection.open(this.settings);
    try {
      // An anonymous bind, too: a directory that allows none says so now.
      await connection.bind(this.settings.bindDn, this.settings.bindDn === "" ? "" : this.password);
      return connection;
    } catch (error) {
      await connection[Symbol.asyncDispose]();
      if (error instanceof LdapRefusedError) {
        throw new DirectoryError("The directory refuses the name and password that Atoll searches with");
      }
      throw error;
    }
  }

  private async groupsOf(connection: LdapConnection, dn: string, username: string): Promise<string[]> {
    const { groupBase, groupFilter, groupAttribute } = this.settings;
    if (groupBase === "") return [];
    const groups = await connection.search(
      groupBase,
      filled(groupFilter, { username, dn }),
      [groupAttribute],
      {
        limit: MAX_GROUPS,
      },
    );
    return groups.flatMap((group) => [...textsOf(group, groupAttribute), group.dn]);
  }
}

/** A filter with its `{names}` filled in, escaped (RFC 4515): what somebody typed matches itself and is no filter. */
export function filled(filter: string, values: Readonly<Record<string, string>>): string {
  return filter.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    return value === undefined ? whole : Filter.escape(value);
  });
}

/** An attribute's values as texts; attributes are named without regard to case. */
function textsOf(entry: Entry, attribute: string): string[] {
  return valuesOf(entry, attribute).map((value) =>
    typeof value === "string" ? value : value.toString("utf8")
  );
}

/**
 * Printable ids as they are (`entryUUID`), others as hex (`objectGUID`); null when there is not exactly one, or it came as text
 * that it is not: two people could then have the same.
 */
function idOf(entry: Entry, attribute: string): string | null {
  const values = valuesOf(entry, attribute);
  const [value] = values;
  if (value === undefined || values.length > 1 || value.length === 0) return null;
  const text = value.toString();
  if (PRINTABLE.test(text)) return text;
  return typeof value === "string" ? null : value.toString("hex");
}

/** Under whatever spelling the server tells the attribute; one that was asked for and is not there is an empty list. */
function valuesOf(entry: Entry, attribute: string): (string | Buffer)[] {
  const wanted = attribute.toLowerCase();
  return Object.entries(entry).filter(([name]) => name !== "dn" && name.toLowerCase() === wanted)
    .flatMap(([, values]) => values);
}

/** What is wrong with a filter, apart from the names in braces; null when it can be used. */
export function filterFault(filter: string): string | null {
  try {
    FilterParser.parseString(filled(filter, { username: "x", dn: "x" }));
    return null;
  } catch (error) {
    return reasonOf(error);
  }
}
