import assert from "node:assert/strict";
import { AtollError } from "@/lib/errors.ts";
import { auditFilter, type AuditParams } from "./audit_filter.ts";

const given = (params: AuditParams) =>
  Object.fromEntries(Object.entries(auditFilter(params)).filter(([, value]) => value !== undefined));

Deno.test("what is left empty is not looked for", () => {
  assert.deepEqual(given({}), {});
  assert.deepEqual(given({ text: " ", user: "", result: "" }), {});
  assert.deepEqual(given({ text: " a b ", result: "failed" }), { text: "a b", result: "failed" });
});

Deno.test("a day is whole, a time is in UTC where it names no zone", () => {
  const day = Date.parse("2026-01-31T00:00:00Z");
  assert.deepEqual(given({ since: "2026-01-31", until: "2026-01-31" }), {
    since: day,
    until: day + 86_400_000,
  });
  assert.deepEqual(given({ since: "2026-01-31T01:00" }), { since: day + 3_600_000 });
  assert.deepEqual(given({ since: "2026-01-31T01:00:00+01:00" }), { since: day });
});

Deno.test("a parameter at fault is named", () => {
  const wrong: readonly [AuditParams, string][] = [
    [{ result: "perhaps" }, "result"],
    [{ since: "yesterday" }, "since"],
    [{ until: "2026-13-01" }, "until"],
    [{ text: "x".repeat(257) }, "text"],
  ];
  for (const [params, field] of wrong) {
    assert.throws(
      () => auditFilter(params),
      (error) => error instanceof AtollError && error.status === 400 && error.field === field,
    );
  }
});
