// The users of an external directory (Active Directory): who they are there, and which of them the pool knows as subjects.
import { createHash } from "node:crypto";
import type { Database } from "../db.ts";
import { dict, list, type Rec, type Ref, text } from "../values.ts";
import { isRole, permissionsOf, type Role, roleRef } from "./roles.ts";

/** A user of the directory. */
export interface User {
  readonly name: string;
  readonly password: string;
  /** What he is in the pool: a subject with a role or without one ("no-role"), or none at all ("no-subject"). */
  readonly role: Role | "no-role" | "no-subject";
}

const SERVICE = "atoll.example";

/** The identifier of a user: a SID, the same each time. */
export function sidOf(name: string): string {
  const digest = createHash("md5").update(name.toLowerCase()).digest();
  return `S-1-5-21-${[0, 4, 8].map((at) => digest.readUInt32LE(at)).join("-")}-${
    1000 + digest.readUInt16LE(12)
  }`;
}

/** What the directory says about a user. */
export function informationOf({ name }: User): Record<string, string> {
  return {
    "subject-name": `ATOLL\\${name}`,
    "subject-upn": `${name}@${SERVICE}`,
    "subject-sid": sidOf(name),
    "subject-gecos": name,
    "subject-displayname": name,
    "subject-is-group": "false",
    "subject-account-disabled": "false",
    "subject-account-expired": "false",
    "subject-account-locked": "false",
    "subject-password-expired": "false",
  };
}

/** Joins a pool to the directory: its hosts say so, and the users that are subjects are there. Does nothing without users. */
export function joinDirectory(db: Database, users: readonly User[]): void {
  if (users.length === 0) return;
  for (const host of [...db.table("host").keys()]) {
    db.update("host", host, {
      external_auth_type: "AD",
      external_auth_service_name: SERVICE,
      external_auth_configuration: { domain: SERVICE, user: "administrator" },
    });
  }
  for (const user of users) {
    if (user.role === "no-subject" || subjectOf(db, sidOf(user.name)) !== undefined) continue;
    db.create("subject", {
      subject_identifier: sidOf(user.name),
      other_config: informationOf(user),
      roles: isRole(user.role) ? [roleRef(user.role)] : [],
    });
  }
}

/** Whether a pool asks a directory who may log in. */
export function hasDirectory(db: Database): boolean {
  return [...db.table("host").values()].some((host) => text(host, "external_auth_type") !== "");
}

/** Makes a pool forget its directory. Its subjects stay, but nobody knows them any more. */
export function leaveDirectory(db: Database): void {
  for (const host of [...db.table("host").keys()]) {
    db.update("host", host, {
      external_auth_type: "",
      external_auth_service_name: "",
      external_auth_configuration: {},
    });
  }
}

/** The subject with an identifier. */
export function subjectOf(db: Database, sid: string): readonly [Ref, Rec] | undefined {
  return [...db.table("subject")].find(([, subject]) => text(subject, "subject_identifier") === sid);
}

/** What a subject may do by its roles. */
export function permissionsOfSubject(db: Database, subject: Rec): string[] {
  const permissions = list(subject, "roles").flatMap((ref) => {
    const name = text(db.get("role", ref), "name_label");
    return isRole(name) ? permissionsOf(name) : name === "" ? [] : [name];
  });
  return [...new Set(permissions)];
}

/** What a subject is called: the name in its directory. */
export function nameOfSubject(subject: Rec): string {
  return String(dict(subject, "other_config")["subject-name"] ?? text(subject, "subject_identifier"));
}
