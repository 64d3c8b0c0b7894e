import assert from "node:assert/strict";
import { SettingsStore } from "@/lib/store/settings.ts";
import { withKv } from "@/tests/api/support.ts";
import { Devices, openDevices } from "./device.ts";

Deno.test("a mark names its device for its own user, under its own key, and nothing else does", () => {
  const devices = new Devices(new Uint8Array(32));
  const mark = devices.mark("ada");
  const id = devices.idOf(mark, "ada");
  assert.equal(id, mark.slice(0, 22));
  assert.equal(devices.idOf(devices.mark("ada"), "ada") === id, false, "every browser has its own");
  assert.equal(devices.idOf(mark, "eve"), null);
  assert.equal(new Devices(new Uint8Array(32).fill(1)).idOf(mark, "ada"), null);
  const forged = mark.slice(0, -3) + (mark.endsWith("AAA") ? "BBB" : "AAA");
  for (const text of [null, "", "x", id, `${id}.`, forged, mark + "x", ` ${mark}`, "ü".repeat(66)]) {
    assert.equal(devices.idOf(text, "ada"), null, String(text));
  }
});

Deno.test("marks outlive a restart", async () => {
  await withKv(async (kv) => {
    const mark = (await openDevices(new SettingsStore(kv))).mark("ada");
    assert.equal((await openDevices(new SettingsStore(kv))).idOf(mark, "ada"), mark.slice(0, 22));
  });
});
