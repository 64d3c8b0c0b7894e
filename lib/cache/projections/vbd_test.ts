import { assertFields, bare, projected } from "./testing.ts";

Deno.test("a drive names its VM and its disk; a disk that was forgotten is none", () => {
  const classes = {
    VM: { V: { uuid: "v" } },
    VDI: { D: { uuid: "d" } },
    VBD: {
      B1: { uuid: "b1", VM: "V", VDI: "D", type: "Disk" },
      B2: { uuid: "b2", VM: "V", VDI: "forgotten" },
    },
  };
  assertFields(projected("vbd", "b1", classes), { vm: "v", vdi: "d", type: "Disk" });
  assertFields(projected("vbd", "b2", classes), { vm: "v", vdi: null });
  assertFields(bare("vbd", "VBD"), { vm: null, empty: false, currently_attached: false });
});
