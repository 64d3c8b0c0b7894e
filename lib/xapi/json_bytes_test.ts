import { strict as assert } from "node:assert";
import { commaBetweenObjects, isBlank } from "./json_bytes.ts";

Deno.test("the last comma between two objects is found, and no other", () => {
  const text = '{"a":[1,2]},{"b":3},{"c":4}';
  const bytes = new TextEncoder().encode(text);
  assert.equal(commaBetweenObjects(bytes, 0, bytes.length), text.lastIndexOf(",{"));
  assert.equal(
    commaBetweenObjects(bytes, 0, text.lastIndexOf(",{")),
    text.indexOf(",{"),
    "its brace must be there",
  );
  assert.equal(commaBetweenObjects(bytes, 0, 10), -1);
  assert.equal(commaBetweenObjects(bytes, text.indexOf(",{"), text.lastIndexOf(",{")), -1);
});

Deno.test("blank is what JSON takes for blank", () => {
  assert(isBlank("") && isBlank(" \t\r\n"));
  assert(!isBlank("\u00a0") && !isBlank("x"));
});
