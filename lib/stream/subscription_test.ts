import assert from "node:assert/strict";
import { AtollError } from "@/lib/errors.ts";
import { fieldNames } from "@/lib/view/fields.ts";
import { parseSubscription, subscriptionKey } from "./subscription.ts";

Deno.test("I9: a subscription names collections and fields, all fields where none are named", () => {
  const parts = (text: string) => parseSubscription(text).parts.map((part) => [part.collection, part.fields]);
  assert.deepEqual(parts("vm:name,power_state, id;task;sr:"), [["vm", new Set(["name", "power_state"])], [
    "task",
    true,
  ], [
    "sr",
    new Set(),
  ]]);
  assert.deepEqual(parts("vm:name;vm:os"), [["vm", new Set(["name", "os"])]]);
  assert.deepEqual(parts("vm;vm:os"), [["vm", true]]);
});

Deno.test("I9: what cannot be subscribed to is refused with a sentence that says what can", () => {
  const refused = (text: string | null, message: RegExp) =>
    assert.throws(
      () => parseSubscription(text),
      (error: unknown) => error instanceof AtollError && error.status === 400 && message.test(error.message),
    );
  refused(null, /^Name the collections to follow, as in /);
  refused(" ; ", /^Name the collections/);
  refused("vms:name", /^Cannot subscribe to "vms": the collections are pool, host, vm, /);
  refused("vm:name,state", /^Cannot subscribe to the field "state" of vm: its fields are id, name, /);
  refused("host:power", /^Cannot subscribe to the field "power" of host/);
  refused("constructor", /^Cannot subscribe to "constructor"/);
  refused("x".repeat(5000), /^Cannot subscribe to "x{40}…"/);
});

Deno.test("I6: subscriptions that want the same have one key, others have another", () => {
  const key = (text: string) => subscriptionKey(parseSubscription(text));
  assert.equal(key("task;vm:os,name,id"), key("vm:name,os;task"));
  assert.equal(key(`vm:${fieldNames("vm").join(",")}`), key("vm"));
  assert.notEqual(key("vm:name"), key("vm"));
  assert.notEqual(key("vm:name"), key("template:name"));
  assert.notEqual(key("vm:"), key("vm"));
});

Deno.test("I6: a field by its short name is the field itself, in the subscription and in its key", () => {
  const subscription = parseSubscription("vm:name,power,host;task");
  assert.deepEqual(subscription.parts[0]?.fields, new Set(["name", "power_state", "host"]));
  assert.equal(
    subscriptionKey(subscription),
    subscriptionKey(parseSubscription("task;vm:host,name,power_state,power")),
  );
  assert.deepEqual(parseSubscription("snapshot:power").parts[0]?.fields, new Set(["power_state"]));
});
