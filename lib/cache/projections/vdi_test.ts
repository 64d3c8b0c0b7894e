import { assertFields, bare, projected } from "./testing.ts";

Deno.test("a disk names its SR and what it is a snapshot of", () => {
  const vdi = projected("vdi", "d2", {
    SR: { S: { uuid: "s" } },
    VDI: {
      D1: { uuid: "d1", SR: "S" },
      D2: { uuid: "d2", SR: "S", is_a_snapshot: true, snapshot_of: "D1", virtual_size: 7 },
    },
  });
  assertFields(vdi, { sr: "s", snapshot_of: "d1", is_a_snapshot: true, virtual_size: 7 });
  assertFields(bare("vdi", "VDI"), { sr: null, snapshot_of: null, missing: false });
});
