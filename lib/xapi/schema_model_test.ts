// What the data model says of fields and methods.
import { strict as assert } from "node:assert";
import { isEverywhere, isStartable } from "./schema_model.ts";

const message = { params: [], result: "void" };

Deno.test("methods run as tasks, reading and setting a field does not", () => {
  assert(isStartable("VM", "start", message));
  assert(isStartable("VM", "destroy", { ...message, implicit: true }));
  assert(!isStartable("VM", "get_record", { ...message, implicit: true }));
  assert(!isStartable("task", "cancel", message));
  assert(!isStartable("session", "login_with_password", { ...message, no_session: true }));
});

Deno.test("what XenServer 5.6 has is in every pool", () => {
  assert(isEverywhere({ type: "string", q: "RO", since: "midnight-ride" }));
  assert(!isEverywhere({ type: "string", q: "RO", since: "boston" }));
  assert(!isEverywhere({ type: "string", q: "RO", since: "24.10.0" }));
});
