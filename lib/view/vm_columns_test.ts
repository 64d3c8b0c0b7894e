import assert from "node:assert/strict";
import type { VmRowView } from "./page_fields.ts";
import { VM_COLUMNS, VM_SORTS, vmSortValue } from "./vm_columns.ts";

const vm: VmRowView = {
  id: "1",
  name: "web",
  description: "",
  power_state: "Running",
  host: "h",
  pool: "p",
  VCPUs_at_startup: 2,
  memory_dynamic_max: 1024,
  ips: ["10.0.0.1", "10.0.0.2"],
  os: "Debian",
  tags: ["a", "b"],
  operation: "",
  progress: 0,
};

Deno.test("every column sorts by what it shows", () => {
  const names = { host: (id: string | null) => `host ${id}`, pool: (id: string) => `pool ${id}` };
  const values = VM_COLUMNS.map(({ name }) => vmSortValue(vm, name, names));
  assert.deepEqual(values, ["web", "Running", "host h", 2, 1024, "10.0.0.1", "Debian", "a b", "pool p"]);
  assert.equal(VM_SORTS.size, VM_COLUMNS.length);
});
