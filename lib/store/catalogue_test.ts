import assert from "node:assert/strict";
import { CATALOGUE } from "./catalogue.ts";

const faultOf = (key: Deno.KvKey, value: unknown, others: Readonly<Record<string, unknown>> = {}) =>
  CATALOGUE[String(key[0])]?.faultOf(key, value, (...wanted) => others[wanted.join("/")]);

const GROUP = {
  id: "2f9e8d1c-7b6a-4c5d-9e8f-0a1b2c3d4e5f",
  name: "Ops",
  description: "",
  external: null,
  created: new Date(0).toISOString(),
};

Deno.test("a named record and its name must lead to each other", () => {
  const index = { "group_names/ops": GROUP.id };
  assert.equal(faultOf(["groups", GROUP.id], GROUP, index), null);
  assert.equal(faultOf(["groups", GROUP.id], GROUP), "Is not found by its name");
  assert.equal(faultOf(["groups", "other"], GROUP, index), "Bears another id");
  assert.equal(faultOf(["group_names", "ops"], GROUP.id, { [`groups/${GROUP.id}`]: GROUP }), null);
  assert.equal(faultOf(["group_names", "ops"], GROUP.id), "Names nothing that there is");
  assert.match(
    faultOf(["group_names", "dev"], GROUP.id, { [`groups/${GROUP.id}`]: GROUP }) ?? "",
    /called otherwise$/,
  );
});

Deno.test("an index is not blamed for a record that cannot be read", () => {
  assert.equal(faultOf(["group_names", "ops"], GROUP.id, { [`groups/${GROUP.id}`]: { name: 7 } }), null);
  assert.match(faultOf(["groups", GROUP.id], { name: 7 }) ?? "", /^Cannot be read: /);
});

Deno.test("settings are their readers' business, single records have their own schemas", () => {
  assert.equal(faultOf(["settings", "anything"], { at: "all" }), null);
  assert.equal(faultOf(["meta", "version"], 5), null);
  assert.match(faultOf(["meta", "version"], "5") ?? "", /^Cannot be read: /);
});
