// Laws of the life cycle: what is listed is possible, what is possible is listed; and the lists of a genuine xapi.
import fc from "fast-check";
import assert from "node:assert/strict";
import { DAY_OF_WORK, ignore, readGzip, why } from "@/tests/shared.ts";
import { allowedOperations, LISTED, POWER_STATES, refusal } from "./lifecycle.ts";
import { vmRecord } from "../generate/machine_records.ts";

const vm = fc.record({
  power_state: fc.constantFrom("Halted", "Paused", "Suspended", "Running"),
  kind: fc.constantFrom("vm", "template", "default", "snapshot", "dom0"),
  blocked: fc.subarray([...LISTED]),
  current: fc.subarray(Object.keys(POWER_STATES), { maxLength: 2 }),
  agent: fc.boolean(),
  pv: fc.boolean(),
}).map(({ power_state, kind, blocked, current, agent, pv }) => ({
  ref: "OpaqueRef:1",
  vm: vmRecord({
    power_state,
    is_a_template: kind === "template" || kind === "default" || kind === "snapshot",
    is_default_template: kind === "default",
    is_a_snapshot: kind === "snapshot",
    is_control_domain: kind === "dom0",
    domain_type: pv ? "pv" : "hvm",
    blocked_operations: Object.fromEntries(blocked.map((operation) => [operation, "why"])),
    current_operations: Object.fromEntries(
      current.map((operation, index) => [`OpaqueRef:t${index}`, operation]),
    ),
  }),
  guest: agent
    ? { other: { "feature-poweroff": "1", "feature-reboot": "1", "feature-suspend": "1" } }
    : undefined,
}));

Deno.test("allowed_operations lists exactly what would not be refused", () => {
  fc.assert(fc.property(vm, (subject) => {
    const allowed = allowedOperations(subject);
    for (const operation of LISTED) {
      assert.equal(refusal(subject, operation) === undefined, allowed.includes(operation), operation);
    }
  }));
});

Deno.test("a refusal is an error xapi has, and names the VM where it concerns one", () => {
  fc.assert(fc.property(vm, fc.constantFrom(...Object.keys(POWER_STATES)), (subject, operation) => {
    const error = refusal(subject, operation);
    if (error === undefined) return;
    assert.match(error.code, /^[A-Z_]+$/);
    const general = ["OPERATION_NOT_ALLOWED", "PROVISION_ONLY_ALLOWED_ON_TEMPLATE"];
    if (!general.includes(error.code)) assert.ok(error.params.includes(subject.ref), error.message);
  }));
});

Deno.test("adding a running operation never allows more", () => {
  fc.assert(fc.property(vm, fc.constantFrom(...Object.keys(POWER_STATES)), (subject, operation) => {
    const before = new Set(allowedOperations(subject));
    const busy = {
      ...subject,
      vm: {
        ...subject.vm,
        current_operations: { ...Object(subject.vm["current_operations"]), "OpaqueRef:new": operation },
      },
    };
    for (const still of allowedOperations(busy)) assert.ok(before.has(still), still);
  }));
});

Deno.test({
  name: `every VM of a genuine xapi lists what we work out for it${why}`,
  ignore,
  fn: async () => {
    const state = JSON.parse(await readGzip(new URL("end.json.gz", DAY_OF_WORK)));
    const clean = Object.entries<Record<string, never>>(state.VM).filter(([, record]) =>
      Object.keys(record["current_operations"] ?? {}).length === 0 && record["is_control_domain"] !== true
    );
    assert.ok(clean.length > 50);
    for (const [ref, record] of clean) {
      const listed: string[] = record["allowed_operations"] ?? [];
      if (listed.length === 0) continue;
      const guest = state.VM_guest_metrics[record["guest_metrics"] ?? ""];
      assert.deepEqual(allowedOperations({ ref, vm: record, guest }), listed, String(record["name_label"]));
    }
  },
});
