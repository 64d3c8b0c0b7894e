// Every method of the data model, sorted by what its name says.
import assert from "node:assert/strict";
import { isReading } from "./reading.ts";

Deno.test("getters and checks read, whatever starts, stops, sets, adds or removes does not", () => {
  for (
    const method of [
      "VM.get_record",
      "pool.get_all",
      "VM.assert_can_boot_here",
      "event.from",
      "system.listMethods",
    ]
  ) {
    assert.equal(isReading(method), true, method);
  }
  const changing = [
    "VM.start",
    "Async.VM.start",
    "VM.set_name_label",
    "VM.add_tags",
    "VM.remove_from_other_config",
    "task.cancel",
    "session.logout",
    "session.login_with_password",
    "event.register",
    "host.call_plugin",
    "VM.getaway",
    "Async.VM.get_record",
    "get_record",
    "VM.get_record;VM.start",
    "",
  ];
  for (const method of changing) assert.equal(isReading(method), false, method);
});
