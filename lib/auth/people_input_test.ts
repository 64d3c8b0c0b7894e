import assert from "node:assert/strict";
import fc from "fast-check";
import { AtollError } from "@/lib/errors.ts";
import { checkInput, groupInput, preferencesInput, tokenInput } from "./people_input.ts";

const sentence = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    assert(error instanceof AtollError && error.status === 422);
    return `${error.field}: ${error.message}`;
  }
  return "";
};

Deno.test("a refusal names the field and says in a sentence what is wrong", () => {
  const group = { name: "x", description: "", external: null };
  assert.equal(sentence(() => checkInput(groupInput, { ...group, name: " " })), "name: The name is empty");
  assert.equal(
    sentence(() => checkInput(groupInput, { ...group, name: "x".repeat(65) })),
    "name: The name is longer than 64 characters",
  );
  assert.equal(
    sentence(() =>
      checkInput(preferencesInput, { views: [{ list: "vms", name: "x", query: "y".repeat(1001) }] })
    )
      .split(":")[0],
    "views",
  );
});

Deno.test("names are kept in one form, times in UTC, an empty claim is none", () => {
  assert.deepEqual(checkInput(groupInput, { name: " Ｓtaff ", description: " us ", external: "" }), {
    name: "Staff",
    description: "us",
    external: null,
  });
  for (const half of ["a\ud800", "\udc00b"]) {
    assert.match(
      sentence(() => checkInput(groupInput, { name: half, description: "", external: null })),
      /^name:/,
    );
    assert.match(
      sentence(() => checkInput(groupInput, { name: "a", description: half, external: null })),
      /^desc/,
    );
  }
  const now = Date.parse("2026-01-01T00:00:00Z");
  const token = { name: "ci", scope: "user", expires: "2026-02-01T01:00:00+01:00" };
  assert.equal(checkInput(tokenInput(now), token).expires, "2026-02-01T00:00:00.000Z");
});

Deno.test("law: what passes passes again unchanged, and has no half characters", () => {
  const text = fc.string({ unit: "binary", maxLength: 80 });
  fc.assert(fc.property(text, text, fc.option(text), (name, description, external) => {
    let group;
    try {
      group = checkInput(groupInput, { name, description, external });
    } catch (error) {
      assert(error instanceof AtollError && error.status === 422 && error.field !== undefined);
      return;
    }
    assert.deepEqual(checkInput(groupInput, group), group);
    for (const kept of Object.values(group)) assert((kept ?? "").isWellFormed());
  }));
});
