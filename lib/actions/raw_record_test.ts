import assert from "node:assert/strict";
import { AtollError } from "@/lib/errors.ts";
import { EVERYTHING } from "@/lib/view/sight.ts";
import type { Sight } from "@/lib/view/types.ts";
import type { Value } from "@/lib/xapi/types.ts";
import { admin, POOL, refOf, withWorld } from "@/tests/api/world.ts";
import { rawRecord, withoutSecrets } from "./raw_record.ts";

Deno.test("What is called like a secret is left out, however deep it lies", () => {
  const device = {
    server: "10.0.0.1",
    password: "hunter2",
    cifspassword: "hunter2",
    chappassword_ref: "hunter2",
    auth_token: "hunter2",
    inner: { "iscsi-secret": "hunter2", list: ["plain"] },
  };
  const told = withoutSecrets("device_config", device);
  assert.doesNotMatch(JSON.stringify(told), /hunter2/);
  assert.match(JSON.stringify(told), /10\.0\.0\.1.*plain/);
});

Deno.test("What only sounds like a secret stays", () => {
  for (const name of ["allowed_operations", "secure_boot", "name_label", "keyboard", "tokyo"]) {
    assert.equal(withoutSecrets(name, "told"), "told", name);
  }
});

Deno.test("Numbers that JSON has not are told as the Xen-API writes them", () => {
  assert.deepEqual(withoutSecrets("x", [NaN, Infinity, 1]), ["NaN", "Infinity", 1]);
});

Deno.test("A record is asked of the pool, with what it names", async () => {
  await withWorld(async ({ cache, rights }) => {
    const record: Value = { uuid: "vm-run", name_label: "web", resident_on: refOf("host-1"), PV_args: "x" };
    const asked: unknown[] = [];
    const pools = {
      call(pool: string, method: string, params: readonly Value[]) {
        asked.push([pool, method, params]);
        return Promise.resolve<Value>(record);
      },
    };
    const raw = await rawRecord({ cache, rights, pools }, admin, "vm", "vm-run");
    assert.deepEqual(asked, [[POOL, "VM.get_record", [refOf("vm-run")]]]);
    assert.equal(raw.class, "VM");
    assert.deepEqual(raw.fields.map(({ name }) => name), ["PV_args", "name_label", "resident_on", "uuid"]);
    assert.deepEqual(Object.values(raw.named), [{ collection: "host", id: "host-1", name: "host-1" }]);
  });
});

Deno.test("Who sees an object in part is not told its record, and the pool is not asked", async () => {
  await withWorld(async ({ cache, rights }) => {
    const part: Sight = { ...EVERYTHING, key: "part", fields: () => new Set(["name"]) };
    const narrow = Object.assign(Object.create(rights), { sight: () => part, can: () => true });
    const pools = { call: () => Promise.reject(new Error("asked")) };
    const refusal = await rawRecord({ cache, rights: narrow, pools }, admin, "vm", "vm-run")
      .catch((error: unknown) => error);
    assert.ok(refusal instanceof AtollError && refusal.status === 403, String(refusal));
  });
});
