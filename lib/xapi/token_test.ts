// Which of two event tokens is older, and what of a token is about messages.
import { strict as assert } from "node:assert";
import { isOlderToken, withoutMessages } from "./token.ts";

const token = (database: number, messages: number) =>
  `${String(database).padStart(20, "0")},${String(messages).padStart(20, "0")}`;

Deno.test("a token is older when either generation is lower", () => {
  assert(isOlderToken(token(149653, 5), token(149713, 5)));
  assert(isOlderToken(token(10, 4), token(10, 5)));
  assert(!isOlderToken(token(10, 5), token(10, 5)));
  assert(!isOlderToken(token(11, 5), token(10, 5)));
});

Deno.test("no token is older than any; one that cannot be read is never older", () => {
  assert(isOlderToken("", token(1, 1)));
  assert(!isOlderToken(token(1, 1), ""));
  assert(!isOlderToken("", ""));
  assert(!isOlderToken("gen-7", token(1, 1)));
});

Deno.test("a token without messages is not older than what a loop without messages is answered", () => {
  assert.equal(withoutMessages(token(8561, 8562)), token(8561, 0));
  assert(isOlderToken(token(8583, 0), token(8561, 8562)));
  assert(!isOlderToken(token(8583, 0), withoutMessages(token(8561, 8562))));
  assert.equal(withoutMessages("gen-7"), "gen-7");
});
