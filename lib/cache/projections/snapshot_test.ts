import { assertFields, bare, projected } from "./testing.ts";

Deno.test("a snapshot names its VM and the snapshot before it", () => {
  const VM = {
    V: { uuid: "v" },
    S1: {
      uuid: "s1",
      is_a_snapshot: true,
      snapshot_of: "V",
      parent: "V",
      snapshot_time: "20130102T16:23:12Z",
    },
    S2: { uuid: "s2", is_a_snapshot: true, snapshot_of: "V", parent: "S1", power_state: "Suspended" },
  };
  assertFields(projected("snapshot", "s1", { VM }), {
    snapshot_of: "v",
    parent: null,
    snapshot_time: "2013-01-02T16:23:12Z",
  });
  assertFields(projected("snapshot", "s2", { VM }), {
    parent: "s1",
    power_state: "Suspended",
    snapshot_time: null,
  });
});

Deno.test("a snapshot outlives its VM", () => {
  assertFields(bare("snapshot", "VM", { is_a_snapshot: true, snapshot_of: "gone" }), { snapshot_of: null });
});
