import { assertFields, bare, projected } from "./testing.ts";

const PBD = { B1: { host: "H1", currently_attached: true }, B2: { host: "H2", currently_attached: false } };
const host = { H1: { uuid: "h1" }, H2: { uuid: "h2" } };

Deno.test("a shared SR belongs to no host; the default SR knows that it is", () => {
  const sr = projected("sr", "s", {
    pool: { P: { default_SR: "S" } },
    SR: { S: { uuid: "s", shared: true, PBDs: ["B1", "B2"], physical_size: "161048690688" } },
    VDI: { D: { uuid: "d", SR: "S" } },
    PBD,
    host,
  });
  assertFields(sr, {
    host: null,
    pbds: 2,
    pbds_attached: 1,
    vdis: 1,
    default: true,
    physical_size: 161048690688,
  });
});

Deno.test("a local SR names its host", () => {
  const sr = projected("sr", "s", { SR: { S: { uuid: "s", PBDs: ["B1"] } }, PBD, host });
  assertFields(sr, { host: "h1", shared: false, default: false });
  assertFields(bare("sr", "SR"), { host: null, pbds: 0, vdis: 0 });
});
