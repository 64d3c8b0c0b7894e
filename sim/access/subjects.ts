// The messages of the classes role, subject and auth: who may do what, and what the directory knows.
import { wantedRecord } from "../creation.ts";
import type { Database } from "../db.ts";
import { ApiError } from "../errors.ts";
import type { Registry } from "../methods.ts";
import { find } from "../objects.ts";
import type { Setup } from "../setup.ts";
import { type Json, list, type Ref, text } from "../values.ts";
import {
  hasDirectory,
  informationOf,
  leaveDirectory,
  permissionsOfSubject,
  sidOf,
  subjectOf,
  type User,
} from "./directory.ts";
import { roleRef, rolesWith } from "./roles.ts";

/** Adds the messages of class subject. A new one gets the mightiest role, as in xapi. */
export function registerSubjects(registry: Registry): void {
  registry.register("subject.create", ({ db }, [args]) => {
    const wanted = wantedRecord("subject", args, ["subject_identifier", "other_config"]);
    if (subjectOf(db, text(wanted, "subject_identifier")) !== undefined) {
      throw new ApiError("SUBJECT_ALREADY_EXISTS");
    }
    return db.create("subject", { ...wanted, roles: [roleRef("pool-admin")] });
  });
  registry.register("subject.destroy", ({ db }, [self = ""]) => {
    find(db, "subject", self);
    db.destroy("subject", String(self));
  });
  registry.register("subject.add_to_roles", ({ db }, [self = "", role = ""]) => {
    const roles = rolesBefore(db, self, role);
    if (roles.includes(String(role))) throw new ApiError("ROLE_ALREADY_EXISTS");
    db.set("subject", String(self), "roles", [String(role), ...roles]);
  });
  registry.register("subject.remove_from_roles", ({ db }, [self = "", role = ""]) => {
    const roles = rolesBefore(db, self, role);
    if (!roles.includes(String(role))) throw new ApiError("ROLE_NOT_FOUND");
    db.set("subject", String(self), "roles", roles.filter((one) => one !== role));
  });
  registry.register("subject.get_permissions_name_label", ({ db }, [self = ""]) => {
    return permissionsOfSubject(db, find(db, "subject", self));
  });
}

/** Adds the messages of class role that are more than reading a record. */
export function registerRoles(registry: Registry): void {
  const nameOf = (db: Database, role: Json) => text(find(db, "role", role), "name_label");
  registry.register(
    "role.get_permissions",
    ({ db }, [self = ""]) => list(find(db, "role", self), "subroles"),
  );
  registry.register("role.get_permissions_name_label", ({ db }, [self = ""]) => {
    return list(find(db, "role", self), "subroles").map((role) => nameOf(db, role));
  });
  registry.register("role.get_by_permission", ({ db }, [permission = ""]) => {
    return rolesWith(nameOf(db, permission)).map(roleRef);
  });
  registry.register("role.get_by_permission_name_label", (_, [label = ""]) => {
    return rolesWith(String(label)).map(roleRef);
  });
}

/** Adds the messages of class auth, questions to the directory, and the one that ends asking it. */
export function registerAuth(registry: Registry, { db, users }: Pick<Setup, "db" | "users">): void {
  const user = (matches: (user: User) => boolean): User => {
    if (!hasDirectory(db)) throw new ApiError("AUTH_IS_DISABLED");
    const found = users.find(matches);
    if (found === undefined) throw new ApiError("SUBJECT_CANNOT_BE_RESOLVED");
    return found;
  };
  registry.register("pool.disable_external_auth", (_, [pool = ""]) => {
    find(db, "pool", pool);
    leaveDirectory(db);
  });
  registry.register("auth.get_subject_identifier", (_, [name = ""]) => {
    return sidOf(user((each) => each.name === String(name).replace(/^.*\\|@.*$/g, "")).name);
  });
  registry.register("auth.get_subject_information_from_identifier", (_, [sid = ""]) => {
    return informationOf(user((each) => sidOf(each.name) === sid));
  });
  registry.register("auth.get_group_membership", (_, [sid = ""]) => {
    user((each) => sidOf(each.name) === sid);
    return [];
  });
}

/** The roles of a subject. Throws HANDLE_INVALID for what is none, ROLE_NOT_FOUND for a role that is none. */
function rolesBefore(db: Database, self: Json, role: Json): Ref[] {
  const roles = list(find(db, "subject", self), "roles");
  if (db.get("role", String(role)) === undefined) throw new ApiError("ROLE_NOT_FOUND");
  return roles;
}
