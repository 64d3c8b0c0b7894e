import assert from "node:assert/strict";
import { addable, IMPORT_STATES, type ImportLine } from "./pool_import.ts";

Deno.test("what was not added yet and can be, can be chosen", () => {
  const line: ImportLine = {
    line: 2,
    address: "a",
    username: "root",
    name: "",
    readOnly: false,
    state: "ready",
    problem: null,
    certificate: null,
    pool: null,
  };
  const states = ["looking", "ready", "wrong", "adding", "added", "failed"] as const;
  const lines = states.map((state) => ({ ...line, state }));
  assert.deepEqual(addable({ lines }).map(({ state }) => state), ["ready", "failed"]);
  assert.deepEqual(Object.keys(IMPORT_STATES), states);
});
