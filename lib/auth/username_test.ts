import assert from "node:assert/strict";
import fc from "fast-check";
import { AtollError } from "@/lib/errors.ts";
import { foldName } from "@/lib/store/users.ts";
import { checkUsername } from "./username.ts";

Deno.test("names are letters, digits and a few signs, and stored in one form", () => {
  assert.equal(checkUsername(" Ada.Lovelace@lab "), "Ada.Lovelace@lab");
  assert.equal(checkUsername("ＡＤＡ"), "ADA");
  assert.equal(checkUsername("Žofie"), "Žofie");
  for (
    const bad of [
      "",
      " ",
      "<ada>",
      "a b",
      "-ada",
      "ada\u202e",
      "a".repeat(65),
      "İ".repeat(40),
      "𝔸\u0000",
      "💧",
    ]
  ) {
    assert.throws(
      () => checkUsername(bad),
      (error) => error instanceof AtollError && error.status === 422 && error.field === "username",
      bad,
    );
  }
});

Deno.test("a name that passes passes again, unchanged, and can be looked for", () => {
  fc.assert(fc.property(fc.string({ unit: "grapheme", maxLength: 70 }), (text) => {
    let name: string;
    try {
      name = checkUsername(text);
    } catch (error) {
      assert(error instanceof AtollError);
      return;
    }
    assert.equal(checkUsername(name), name);
    assert(foldName(name).length <= 64, "the sign-in looks for no longer one");
  }));
});
