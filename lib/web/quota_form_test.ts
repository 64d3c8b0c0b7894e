import assert from "node:assert/strict";
import { quotaFrom } from "./quota_form.ts";

const from = (fields: Record<string, string>) => quotaFrom((field) => fields[field] ?? "");

Deno.test("a quota is read in numbers and GiB, and nothing is no limit", () => {
  assert.deepEqual(from({ vms: "10", vcpus: " 8 ", memory: "1.5", disk: "" }), {
    vms: 10,
    vcpus: 8,
    memory: 1.5 * 2 ** 30,
    disk: null,
  });
  assert.deepEqual(from({ vms: "0" }).vms, 0, "none at all is a limit");
  assert.deepEqual(from({ memory: "0,5" }).memory, 2 ** 29);
});

Deno.test("what is no number names its field", () => {
  const wrong = [["vms", "1.5"], ["vcpus", "-1"], ["memory", "a lot"], ["disk", "1e9"], [
    "disk",
    "9999999999999999",
  ]];
  for (const [field = "", value = ""] of wrong) {
    assert.throws(() => from({ [field]: value }), { status: 422, field }, `${field} ${value}`);
  }
});
