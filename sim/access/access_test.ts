// Roles and subjects: who gets in, what he may do, and in which words he is refused.
import assert from "node:assert/strict";
import { startSimulator } from "../mod.ts";
import type { RunningSimulator } from "../simulator.ts";
import { type Ref, text } from "../values.ts";
import { sidOf, type User } from "./directory.ts";
import { permissionsOf, roleRef, rolesWith } from "./roles.ts";

const USERS: readonly User[] = [
  { name: "rita", password: "r:1", role: "read-only" },
  { name: "otto", password: "o", role: "vm-operator" },
  { name: "ada", password: "a", role: "pool-admin" },
  { name: "nora", password: "n", role: "no-role" },
  { name: "sam", password: "s", role: "no-subject" },
];

interface Client {
  readonly simulator: RunningSimulator;
  call(method: string, ...params: unknown[]): Promise<{ result?: unknown; error?: [string, ...string[]] }>;
}

async function withUsers(test: (client: Client) => Promise<void>): Promise<void> {
  const simulator = await startSimulator({ hosts: 1, vms: 6, users: USERS, speed: Infinity });
  const call = async (method: string, ...params: unknown[]) => {
    const body = JSON.stringify({ method, params, id: 1 });
    return await (await fetch(`${simulator.url}/jsonrpc`, { method: "POST", body })).json();
  };
  try {
    await test({ simulator, call });
  } finally {
    await simulator.close();
  }
}

Deno.test("A role may do what the roles below it may; nobody may do what is the host's own business", () => {
  assert.deepEqual(rolesWith("vm.start"), [
    "pool-admin",
    "pool-operator",
    "vm-power-admin",
    "vm-admin",
    "vm-operator",
  ]);
  assert.deepEqual(rolesWith("subject.create"), ["pool-admin"]);
  assert.equal(rolesWith("vm.get_all_records").length, 6);
  assert.deepEqual(rolesWith("no.such"), []);
  const [reader, admin] = [permissionsOf("read-only"), permissionsOf("pool-admin")];
  assert.ok(reader.includes("event.from") && !reader.includes("vm.start"));
  assert.ok(reader.every((permission) => admin.includes(permission)));
});

Deno.test("A role's reference is the same in every pool", () => {
  assert.equal(roleRef("pool-admin"), "OpaqueRef:0165f154-ba3e-034e-6b27-5d271af109ba");
});

Deno.test("A subject logs in and does what its role may; the rest is denied with the roles that may", () =>
  withUsers(async ({ simulator: { db }, call }) => {
    const { result: session } = await call("session.login_with_password", "otto", "o", "2.21", "test");
    const record = db.get("session", String(session));
    assert.equal(record?.["is_local_superuser"], false);
    assert.equal(record?.["auth_user_name"], "ATOLL\\otto");
    assert.equal(record?.["auth_user_sid"], sidOf("otto"));
    const [vm = ""] = [...db.table("VM")].find(([, each]) => text(each, "power_state") === "Halted") ?? [];
    assert.equal((await call("VM.add_tags", session, vm, "mine")).error, null);
    const denied = await call("VM.set_name_label", session, vm, "no");
    assert.deepEqual(denied.error, [
      "RBAC_PERMISSION_DENIED",
      "vm.set_name_label",
      "No permission in user session. (Roles with this permission: pool-admin, pool-operator, vm-power-admin, vm-admin)",
    ]);
    assert.deepEqual((await call("Async.VM.destroy", session, vm)).error?.slice(0, 2), [
      "RBAC_PERMISSION_DENIED",
      "vm.destroy",
    ]);
    const { result: permissions } = await call("session.get_rbac_permissions", session, session);
    assert.ok(
      Array.isArray(permissions) && permissions.includes("vm.start") && !permissions.includes("vm.destroy"),
    );
    assert.deepEqual((await call("session.get_all_subject_identifiers", session)).result, [sidOf("otto")]);
    assert.equal((await call("event.from", session, ["vm"], "", 1.5)).error, null);
  }));

Deno.test("Everybody may end his own tasks; those of others take a pool operator", () =>
  withUsers(async ({ call }) => {
    const [rita, otto, ada] = await Promise.all(
      USERS.slice(0, 3).map(async ({ name, password }) =>
        (await call("session.login_with_password", name, password)).result
      ),
    );
    const { result: task } = await call("task.create", otto, "mine", "");
    const denied = await call("task.cancel", rita, task);
    assert.deepEqual(denied.error, [
      "RBAC_PERMISSION_DENIED",
      "task.cancel/any",
      "No permission in user session. (Roles with this permission: pool-admin, pool-operator)",
    ]);
    assert.equal((await call("task.cancel", otto, task)).error, null);
    assert.equal((await call("task.set_status", otto, task, "cancelled")).error, null);
    assert.equal((await call("task.destroy", rita, task)).error?.[1], "task.destroy/any");
    assert.equal((await call("task.destroy", otto, task)).error, null);
    const { result: other } = await call("task.create", rita, "another", "");
    assert.equal((await call("task.cancel", ada, other)).error, null);
  }));

Deno.test("root may do everything, with no list of permissions", () =>
  withUsers(async ({ call }) => {
    const { result: session } = await call("session.login_with_password", "root", "atoll");
    assert.deepEqual((await call("session.get_rbac_permissions", session, session)).result, []);
    assert.equal((await call("subject.get_all", session)).error, null);
  }));

Deno.test("Who has a wrong password, is no subject, or has no role, is told apart", () =>
  withUsers(async ({ call }) => {
    const login = async (name: string, password: string) =>
      (await call("session.login_with_password", name, password)).error;
    assert.deepEqual(await login("otto", "x"), [
      "SESSION_AUTHENTICATION_FAILED",
      "otto",
      "Authentication failure",
    ]);
    assert.deepEqual((await login("sam", "s"))?.slice(0, 2), ["SESSION_AUTHORIZATION_FAILED", "sam"]);
    assert.deepEqual(await login("nora", "n"), [
      "RBAC_PERMISSION_DENIED",
      "session.login_with_password",
      `Subject nora (identifier ${sidOf("nora")}) has no roles in this pool`,
    ]);
    assert.equal(await login("rita", "r:1"), null);
  }));

Deno.test("An administrator lets somebody in, changes his role, and throws him out", () =>
  withUsers(async ({ simulator: { db }, call }) => {
    const { result: admin } = await call("session.login_with_password", "ada", "a");
    const { result: sid } = await call("auth.get_subject_identifier", admin, "ATOLL\\sam");
    assert.equal(sid, sidOf("sam"));
    const { result: other_config } = await call("auth.get_subject_information_from_identifier", admin, sid);
    const { result: subject } = await call("subject.create", admin, {
      subject_identifier: sid,
      other_config,
    });
    const again = await call("subject.create", admin, { subject_identifier: sid, other_config });
    assert.deepEqual(again.error, ["SUBJECT_ALREADY_EXISTS"]);
    const { result: roles } = await call("role.get_by_name_label", admin, "read-only");
    const [reader]: Ref[] = Object(roles);
    await call("subject.add_to_roles", admin, subject, reader);
    assert.deepEqual((await call("subject.add_to_roles", admin, subject, reader)).error, [
      "ROLE_ALREADY_EXISTS",
    ]);
    await call("subject.remove_from_roles", admin, subject, roleRef("pool-admin"));
    const { result: session } = await call("session.login_with_password", "sam", "s");
    assert.deepEqual((await call("VM.get_all", session)).error, null);
    assert.deepEqual(
      (await call("pool.set_name_label", session, [...db.table("pool").keys()][0], "x")).error?.[0],
      "RBAC_PERMISSION_DENIED",
    );
    assert.equal((await call("session.logout_subject_identifier", admin, sid)).error, null);
    assert.deepEqual((await call("VM.get_all", session)).error, ["SESSION_INVALID", String(session)]);
    await call("subject.destroy", admin, subject);
    assert.equal(
      (await call("session.login_with_password", "sam", "s")).error?.[0],
      "SESSION_AUTHORIZATION_FAILED",
    );
    assert.equal(
      (await call("auth.get_subject_identifier", admin, "nobody")).error?.[0],
      "SUBJECT_CANNOT_BE_RESOLVED",
    );
  }));

Deno.test("Without its directory a pool knows nobody but root", () =>
  withUsers(async ({ simulator: { db }, call }) => {
    const { result: admin } = await call("session.login_with_password", "root", "atoll");
    const [pool] = db.table("pool").keys();
    assert.equal((await call("pool.disable_external_auth", admin, pool, {})).error, null);
    const refused = await call("session.login_with_password", "ada", "a");
    assert.equal(refused.error?.[0], "SESSION_AUTHENTICATION_FAILED");
    assert.deepEqual((await call("auth.get_subject_identifier", admin, "ada")).error, ["AUTH_IS_DISABLED"]);
  }));

Deno.test("Roles and permissions are listed, but are no rows of the database", () =>
  withUsers(async ({ simulator: { url: _url }, call }) => {
    const { result: session } = await call("session.login_with_password", "rita", "r:1");
    const { result: all } = await call("role.get_all_records", session);
    const names = Object.values<{ name_label: string }>(Object(all)).map((role) => role.name_label);
    assert.ok(names.length > 1500 && names.includes("vm-admin") && names.includes("vm.start"));
    const { result: admins } = await call("role.get_by_permission_name_label", session, "pool.join");
    assert.ok(Array.isArray(admins) && admins.includes(roleRef("pool-operator")));
    const { result: batch } = await call("event.from", session, ["*"], "", 1.5);
    const { valid_ref_counts: counts, events } = Object(batch);
    assert.equal(counts.role, 0);
    assert.equal(events.filter((event: { class: string }) => event.class === "role").length, 0);
  }));
