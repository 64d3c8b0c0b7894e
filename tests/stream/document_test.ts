// docs/stream.md is held to its word: every invariant has a test, and the reference client is one.
import assert from "node:assert/strict";
import { ROOT, sourceFiles } from "../sources.ts";
import { COLLECTIONS } from "@/lib/view/types.ts";
import { fieldNames } from "@/lib/view/fields.ts";
import { RELATIONS } from "@/lib/view/relations.ts";
import {
  INVARIANTS,
  MENTIONED,
  referenceClient,
  RELATIONS as WRITTEN,
  relationTables,
  writtenTables,
} from "./document.ts";

Deno.test("every invariant of docs/stream.md is named by a test, and every one that a test names is there", async () => {
  const named = new Set<string>();
  for (const file of (await sourceFiles()).filter((file) => /_test\.tsx?$/.test(file))) {
    const text = await Deno.readTextFile(`${ROOT}/${file}`);
    for (const [, name = ""] of text.matchAll(/Deno\.test\(\s*(?:\{\s*name:\s*)?["'`]([^\n]*)/g)) {
      // The numbers stand before the first colon.
      for (const number of /^I\d+(?:, I\d+)*(?=:)/.exec(name)?.[0].split(", ") ?? []) named.add(number);
    }
  }
  assert.ok(INVARIANTS.length >= 20);
  assert.deepEqual([...INVARIANTS].sort(), [...new Set(INVARIANTS)].sort(), "each number once");
  assert.deepEqual([...named].sort(), [...INVARIANTS].sort());
  assert.deepEqual([...MENTIONED].sort(), [...INVARIANTS].sort(), "what the text mentions is in the list");
});

Deno.test("the reference client is short and needs nothing", () => {
  const code = referenceClient();
  assert.ok(code.trimEnd().split("\n").length < 60);
  assert.ok(!/\bimport\b|\brequire\b/.test(code));
});

Deno.test("the tables of relations are what the server goes by", () => {
  const expected = relationTables(
    COLLECTIONS.flatMap((of) =>
      RELATIONS[of].map(({ from, to, field, holder, fields }) => ({
        of,
        from,
        to,
        field,
        holder: holder === "from" ? from : to,
        fields: fields === true ? fieldNames(to) : [...fields],
      }))
    ),
  );
  assert.equal(writtenTables(), expected, `docs/stream.md should read:\n${expected}\n`);
  assert.equal(relationTables(WRITTEN), expected, "and is read so");
});
