// Compact records hold what decoded ones do, but for what is left out, and equal values once.
import { strict as assert } from "node:assert";
import fc from "fast-check";
import { Compactor, equal } from "./compact.ts";
import { CLASSES } from "./schema.ts";
import type { Value, XapiRecord } from "./types.ts";
import { decodeRecord } from "./values.ts";

const copy = (value: Value): Value => structuredClone(value);

/** Records of some classes with values as they come, fit for their fields or not, in any order and number. */
const text = fc.oneof(
  fc.constantFrom(
    "",
    "OpaqueRef:NULL",
    "OpaqueRef:0000-1",
    "20240420T12:00:00Z",
    "true",
    "5",
    "NaN",
    "network_default",
  ),
  fc.string({ unit: "binary" }),
);
const leaf: fc.Arbitrary<Value> = fc.oneof(
  text,
  fc.boolean(),
  fc.integer(),
  fc.constantFrom(null, NaN, Infinity, 1e300),
);
const value: fc.Arbitrary<Value> = fc.oneof(
  { weight: 4, arbitrary: leaf },
  fc.array(leaf, { maxLength: 4 }),
  fc.dictionary(fc.oneof(text, fc.constant("__proto__")), leaf, { maxKeys: 4 }),
);
const record = (className: "VM" | "task" | "novel") => {
  const known = Object.keys(CLASSES[className]?.fields ?? { a: 0, b: 0 });
  const name = fc.oneof(
    fc.constantFrom(...known),
    fc.constantFrom("unheard_of", "__proto__", "toString", "1"),
  );
  return fc.dictionary(name, value).map((wire) => ({ className, wire }));
};
const records = fc.array(fc.oneof(record("VM"), record("task"), record("novel")), { maxLength: 20 });

Deno.test("a compact record is the decoded one without what is left out, whatever came before it", () => {
  const omitted = { VM: ["name_label", "platform", "unheard_of"], task: [], novel: ["a"] };
  fc.assert(
    fc.property(records, (records) => {
      const compactor = new Compactor(omitted);
      for (const { className, wire } of records) {
        const expected: XapiRecord = decodeRecord(className, copy(wire));
        for (const name of omitted[className]) delete expected[name];
        const actual = compactor.record(className, copy(wire));
        assert.deepEqual(actual, expected);
        assert.deepEqual(Object.keys(actual), Object.keys(expected), "in the same order");
      }
    }),
    { numRuns: 1000 },
  );
});

Deno.test("operations, maps, longer texts and empty values are held once", () => {
  const compactor = new Compactor();
  const vbd = (n: number): { [field: string]: Value } => ({
    uuid: `${n}`,
    VM: ["OpaqueRef", "vm-of-two-disks"].join(":"),
    allowed_operations: ["attach", "unplug_force"],
    other_config: { owner: "true" },
    qos_algorithm_params: {},
    qos_supported_algorithms: [],
  });
  const a = compactor.record("VBD", vbd(1)), b = compactor.record("VBD", vbd(2));
  for (
    const field of ["allowed_operations", "other_config", "qos_algorithm_params", "qos_supported_algorithms"]
  ) {
    assert.equal(a[field], b[field], field);
  }
  assert.notEqual(a["uuid"], b["uuid"]);
});

Deno.test("records say the same whether or not the references they name are known", () => {
  const wire = (): { [field: string]: Value } => ({
    VM: "OpaqueRef:a",
    VDI: "OpaqueRef:NULL",
    other_config: { key: "OpaqueRef:a" },
    allowed_operations: ["OpaqueRef:a", "attach"],
  });
  const compactor = new Compactor();
  const before = compactor.record("VBD", wire());
  compactor.know("OpaqueRef:a");
  assert.deepEqual(compactor.record("VBD", wire()), before);
  compactor.rest();
  assert.deepEqual(compactor.record("VBD", wire()), before);
});

Deno.test("a class that is left out is told, and what is no record gives an empty one", () => {
  const compactor = new Compactor({ role: "*", VM: ["uuid"] });
  assert(compactor.omits("role"));
  assert(!compactor.omits("VM"));
  assert(!compactor.omits("toString"));
  assert.deepEqual(compactor.record("VM", "nonsense"), {});
});

Deno.test("neither texts nor classes nor fields of a strange pool pile up", () => {
  const compactor = new Compactor();
  const heap = () => Deno.memoryUsage().heapUsed;
  const before = heap();
  for (let n = 0; n < 20_000; n++) {
    compactor.record(`class ${n}`, { [`field ${n}`]: `a rather long text with the number ${n}`.repeat(10) });
    compactor.rest();
  }
  assert(heap() - before < 64e6, "some megabytes of garbage at most");
});

Deno.test("equal compares lists and maps by content, whatever their members are called", () => {
  fc.assert(fc.property(value, value, (a, b) => {
    assert(equal(a, copy(a)));
    let same = true;
    try {
      assert.deepEqual(a, b);
    } catch (error) {
      if (!(error instanceof assert.AssertionError)) throw error;
      same = false;
    }
    // deepEqual tells 0 from -0, which no pool does.
    if (same) assert(equal(a, b));
    else if (equal(a, b)) assert.equal(JSON.stringify(a), JSON.stringify(b));
  }));
  assert(!equal({ a: 1 }, { b: 1 }));
  assert(!equal({ toString: "x" }, {}));
  assert(!equal(["a"], { 0: "a" }));
});
