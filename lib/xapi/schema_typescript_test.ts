// Model types as TypeScript.
import { strict as assert } from "node:assert";
import { parseType } from "./schema_type.ts";
import { parameterType, resultType, typeScript } from "./schema_typescript.ts";

Deno.test("a decoded value's type says what may be missing", () => {
  const cases: [model: string, type: string][] = [
    ["datetime", "string"],
    ["float", "number"],
    ["void", "null"],
    ["VM ref", 'RefTo<"VM"> | null'],
    ["VM ref set", 'RefTo<"VM">[]'],
    ["enum vm_operations set", 'Enum<"vm_operations">[]'],
    ["string option", "string | null"],
    ["(VM ref -> string set) map", "Record<string, string[]>"],
    ["sr_stat record option", "sr_statRecord | null"],
    ["<class> record", "unknown"],
  ];
  for (const [model, type] of cases) assert.equal(typeScript(parseType(model)), type);
});

Deno.test("a parameter may be no object unless the method works on it, and is not changed", () => {
  assert.equal(parameterType(parseType("VM ref"), true), 'RefTo<"VM">');
  assert.equal(parameterType(parseType("SR ref"), false), 'RefTo<"SR"> | null');
  assert.equal(parameterType(parseType("string set"), false), "readonly string[]");
  assert.equal(
    parameterType(parseType("(VDI ref -> SR ref) map"), false),
    'Readonly<Record<string, RefTo<"SR"> | null>>',
  );
  assert.equal(parameterType(parseType("VM record"), false), "Partial<VMRecord>");
});

Deno.test("only a field may answer that there is no object", () => {
  assert.equal(resultType("VM ref", false), 'RefTo<"VM">');
  assert.equal(resultType("VM ref", true), 'RefTo<"VM"> | null');
  assert.equal(resultType("", false), "null");
});
