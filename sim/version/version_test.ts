// Versions: what each one has, and how a simulator of it answers.
import assert from "node:assert/strict";
import { type Simulator, startSimulator, VERSIONS } from "../mod.ts";
import { notAfter } from "./releases.ts";
import { LATEST } from "./presets.ts";
import type { Version } from "./version.ts";

function version(name: string): Version {
  return VERSIONS.get(name) ?? assert.fail(`no version ${name}`);
}

async function withVersion(name: string, test: (simulator: Simulator) => Promise<void>): Promise<void> {
  const simulator = await startSimulator({ version: version(name), hosts: 2, vms: 5 });
  try {
    await test(simulator);
  } finally {
    await simulator.close();
  }
}

async function post(url: string, path: string, body: string): Promise<{ type: string; text: string }> {
  const response = await fetch(`${url}${path}`, { method: "POST", body });
  assert.equal(response.status, 200);
  return { type: response.headers.get("content-type") ?? "", text: await response.text() };
}

Deno.test("Releases have an order: code names by age, then numbers, unknown ones last", () => {
  const order = [
    "midnight-ride",
    "tampa",
    "lima",
    "stockholm_psr",
    "1.250.0",
    "1.318.0",
    "21.2.0",
    "25.33.0",
    "?",
  ];
  order.forEach((a, at) =>
    order.forEach((b, other) => assert.equal(notAfter(a, b), at <= other, `${a} ${b}`))
  );
});

Deno.test("A version has what came with it or before, and nothing later", () => {
  const [old, lima, stockholm] = [version("6.1"), version("7.6"), version("8.2")];
  assert.equal(version("5.6").hasMessage("event.from"), false);
  assert.equal(version("5.6").hasMessage("event.next"), true);
  assert.equal(old.hasMessage("event.from"), true);
  assert.equal(old.hasField("VM", "is_default_template"), false);
  assert.equal(lima.hasField("VM", "is_default_template"), true);
  assert.equal(lima.hasClass("Certificate"), false);
  assert.equal(lima.hasMessage("Certificate.get_all_records"), false);
  assert.equal(lima.hasMessage("host.get_server_certificate"), true);
  assert.equal(stockholm.hasMessage("Certificate.get_all_records"), true);
  assert.equal(stockholm.hasMessage("VM.set_NVRAM"), true);
  assert.equal(old.hasMessage("VM.set_NVRAM"), false);
  assert.equal(stockholm.hasClass("VM_group"), false);
  for (const name of ["VM_group.get_all", "VM.set_groups", "host.get_ssh_enabled", "Repository.get_all"]) {
    assert.equal(LATEST.hasMessage(name), true, name);
    assert.equal(stockholm.hasMessage(name), false, name);
  }
  assert.deepEqual([...VERSIONS.values()].map((each) => each.slowEvents), [true, true, true, true, false]);
  assert.deepEqual([...VERSIONS.values()].map((each) => each.dataInMeta), [true, true, true, true, false]);
});

Deno.test("A version allows no operation that came later", () => {
  const record = {
    allowed_operations: ["start", "migrate_send", "changing_NVRAM", "create_vtpm", "sysprep"],
  };
  const shown = [...VERSIONS.values()].map((each) => each.view("VM", record)["allowed_operations"]);
  assert.deepEqual(shown, [
    ["start"],
    ["start", "migrate_send"],
    ["start", "migrate_send"],
    ["start", "migrate_send", "changing_NVRAM"],
    ["start", "migrate_send", "changing_NVRAM", "create_vtpm", "sysprep"],
  ]);
});

Deno.test("What a version has seen removed, it answers so; older ones still know it", () => {
  assert.equal(LATEST.removed("VM.snapshot_with_quiesce"), true);
  assert.equal(version("8.2").removed("VM.snapshot_with_quiesce"), false);
});

Deno.test("Without JSON-RPC, JSON is XML that cannot be read", () =>
  withVersion("6.1", async ({ url }) => {
    const { type, text } = await post(
      url,
      "/jsonrpc",
      '{"jsonrpc":"2.0","method":"system.listMethods","params":[],"id":1}',
    );
    assert.equal(type, "text/xml");
    assert.match(text, /<fault>.*Failed to parse supplied XML/);
  }));

Deno.test("Records, counts and lists of methods leave out what came later", () =>
  withVersion("7.6", async ({ url, db }) => {
    const call = async (method: string, ...params: unknown[]) =>
      JSON.parse(
        (await post(url, "/jsonrpc", JSON.stringify({ jsonrpc: "2.0", method, params, id: 1 }))).text,
      );
    const { result: session } = await call("session.login_with_password", "root", "atoll", "2.11", "test");
    const { result: hosts } = await call("host.get_all_records", session);
    for (const host of Object.values<Record<string, unknown>>(hosts)) {
      assert.deepEqual([host["API_version_major"], host["API_version_minor"]], [2, 11]);
      assert.equal(Object(host["software_version"])["product_version"], "7.6.0");
      assert.equal("certificates" in host, false);
      assert.equal("features" in host, true);
    }
    assert.equal((await call("Certificate.get_all", session)).error.message, "MESSAGE_METHOD_UNKNOWN");
    assert.equal((await call("host.get_certificates", session, "x")).error.message, "MESSAGE_METHOD_UNKNOWN");
    const { result: batch } = await call("event.from", session, ["*"], "", 1);
    assert.equal("certificate" in batch.valid_ref_counts, false);
    assert.equal("vm_group" in batch.valid_ref_counts, false);
    assert.equal(batch.valid_ref_counts.vm, db.table("VM").size);
    assert.ok(batch.events.every((event: { class: string }) => event.class in batch.valid_ref_counts));
    const vm = batch.events.find((event: { class: string }) => event.class === "vm");
    assert.equal("NVRAM" in vm.snapshot, false);
    const { result: methods } = await call("system.listMethods");
    assert.ok(methods.includes("VM.get_all_records") && !methods.includes("Certificate.get_all"));
    const templates = [...db.table("VM").values()].filter((record) => record["is_default_template"] === true);
    assert.deepEqual(
      templates.map((record) => record["name_label"]).sort(),
      [...version("7.6").facts.templates ?? []].sort(),
    );
  }));

Deno.test("Before event.from there was event.next alone", () =>
  withVersion("5.6", async ({ url }) => {
    const call = async (method: string, ...params: string[]) => {
      const values = params.map((param) => `<param><value>${param}</value></param>`).join("");
      const body = `<methodCall><methodName>${method}</methodName><params>${values}</params></methodCall>`;
      return (await post(url, "/", body)).text;
    };
    const login = await call("session.login_with_password", "root", "atoll");
    const session = /OpaqueRef:[0-9a-f-]{36}/.exec(login)?.[0] ?? "";
    assert.match(await call("event.from", session), /MESSAGE_METHOD_UNKNOWN/);
    assert.match(await call("event.next", session), /SESSION_NOT_REGISTERED/);
    assert.match(await call("role.get_all_records", session), /pool-admin/);
  }));
