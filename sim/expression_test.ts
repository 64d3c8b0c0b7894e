// The filter language of get_all_records_where.
import assert from "node:assert/strict";
import { parseExpression } from "./expression.ts";

const vm = { name_label: 'a "b"', is_a_template: false, power_state: "Running" };

Deno.test("Fields are compared with texts, and joined by and, or, not", () => {
  for (
    const [expression, wanted] of [
      ["true", true],
      ['field "power_state" = "Running"', true],
      ['field "is_a_template" = "true"', false],
      ['not (field "is_a_template" = "true") and field "power_state" = "Running"', true],
      ['field "power_state" = "Halted" or field "name_label" = "a \\"b\\""', true],
      ['field "missing" = "x"', false],
    ] as const
  ) assert.equal(parseExpression(expression)(vm), wanted, expression);
});

Deno.test("What cannot be read is refused", () => {
  for (const bad of ["", "field", 'field "a"', 'field "a" = ', "true true", "(true"]) {
    assert.throws(() => parseExpression(bad), { code: "INTERNAL_ERROR" }, bad);
  }
});
