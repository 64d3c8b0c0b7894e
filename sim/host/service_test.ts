// Hosts out of service and back, event by event as recorded.
import assert from "node:assert/strict";
import { registerHosts } from "./service.ts";
import type { Json } from "../values.ts";
import { World } from "../vm/testing.ts";

function hosts(): { world: World; host: string; seen: Record<string, Json | undefined>[] } {
  const world = new World({ vms: 6 });
  registerHosts(world.registry);
  const [host = ""] = world.db.table("host").keys();
  const seen: Record<string, Json | undefined>[] = [];
  world.db.onChange(({ cls, ref }) => {
    if (cls !== "host" || ref !== host) return;
    const record = world.db.get(cls, ref);
    seen.push({
      enabled: record?.["enabled"],
      working: Object.values(Object(record?.["current_operations"])).join(),
      shutdown: Array.isArray(record?.["allowed_operations"]) &&
        record["allowed_operations"].includes("shutdown"),
    });
  });
  return { world, host, seen };
}

Deno.test("disabling takes a host out of service, then lets it be shut down", async () => {
  const { world, host, seen } = hosts();
  await world.call("host.disable", host);
  assert.deepEqual(seen, [
    { enabled: false, working: "", shutdown: false },
    { enabled: false, working: "", shutdown: true },
  ]);
  await world.call("host.disable", host);
  assert.equal(seen.length, 2);
  const vm = world.vm("Halted");
  await assert.rejects(world.call("VM.start_on", vm, host, false, false), {
    code: "HOST_DISABLED",
    params: [host],
  });
  const possible = await world.call("VM.get_possible_hosts", vm);
  assert.ok(Array.isArray(possible) && possible.length > 0 && !possible.includes(host));
});

Deno.test("enabling shows as an operation; an enabled host can be enabled again", async () => {
  const { world, host, seen } = hosts();
  await world.call("host.disable", host);
  seen.length = 0;
  const { ref, done } = world.start("host.enable", host);
  assert.deepEqual(world.db.get("task", ref)?.["allowed_operations"], ["cancel"]);
  await done;
  assert.deepEqual(seen, [
    { enabled: false, working: "enable", shutdown: true },
    { enabled: true, working: "enable", shutdown: true },
    { enabled: true, working: "enable", shutdown: false },
    { enabled: true, working: "", shutdown: false },
  ]);
  await world.call("host.enable", host);
  assert.equal(world.db.get("host", host)?.["enabled"], true);
});

Deno.test("a host that is not there cannot be disabled or enabled", async () => {
  const { world } = hosts();
  for (const method of ["host.enable", "host.disable"]) {
    await assert.rejects(world.call(method, "OpaqueRef:nope"), { code: "HANDLE_INVALID" });
  }
});
