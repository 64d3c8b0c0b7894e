import assert from "node:assert/strict";
import fc from "fast-check";
import { alertText, KNOWN_ALERTS, priorityText } from "./alert_texts.ts";

const object = { collection: "vm", id: "u", name: "web" } as const;

Deno.test("a known message is a sentence about its object", () => {
  assert.equal(alertText({ name: "VM_STARTED", object }), "web was started");
  assert.equal(
    alertText({ name: "HA_STATEFILE_LOST", object: null }),
    "High availability lost the disk of its state",
  );
  assert.equal(alertText({ name: "VM_CRASHED", object: null }), "Something that is gone crashed");
});

Deno.test("values of the body are told where it has them", () => {
  const values = { variable: "cpu_usage", value: "0.98", alarm_trigger_level: "0.9" };
  assert.equal(
    alertText({ name: "ALARM", object, values }),
    "cpu_usage of web is 0.98, beyond the limit of 0.9",
  );
  assert.equal(
    alertText({ name: "ALARM", object, values: {} }),
    "A measured value of web is beyond its limit",
  );
});

Deno.test("an unknown message reads well", () => {
  assert.equal(alertText({ name: "NEW_THING_HAPPENED", object }), "web: New thing happened");
  assert.equal(alertText({ name: "NEW_THING_HAPPENED", object: null }), "New thing happened");
  assert.equal(alertText({ name: "", object: null }), "A message without a name");
});

Deno.test("law: whatever a pool sends, there is a text, and no braces of ours are left in it", () => {
  const name = fc.oneof(fc.constantFrom(...KNOWN_ALERTS), fc.string());
  const values = fc.dictionary(fc.constantFrom("total", "value", "variable", "name"), fc.constant("7"));
  fc.assert(fc.property(name, values, fc.boolean(), (name, values, known) => {
    const text = alertText({ name, values, object: known ? object : null });
    assert.notEqual(text, "");
    if (KNOWN_ALERTS.includes(name)) assert.ok(!/[{}.]/.test(text), text);
  }));
});

Deno.test("priorities have words, unknown ones too", () => {
  assert.deepEqual([1, 3, 5, 9, -1].map(priorityText), [
    "Critical",
    "Warning",
    "For information",
    "For information",
    "For information",
  ]);
});
