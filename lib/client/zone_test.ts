import assert from "node:assert/strict";
import { zoneCookie } from "./zone.ts";

Deno.test("a zone is noted once, and again after a journey", () => {
  assert.match(zoneCookie("theme=dark", "Europe/Paris") ?? "", /^zone=Europe\/Paris; Path=\//);
  assert.equal(zoneCookie("theme=dark; zone=Europe/Paris", "Europe/Paris"), null);
  assert.match(zoneCookie("zone=Europe/Paris", "Asia/Tokyo") ?? "", /^zone=Asia\/Tokyo;/);
  assert.equal(zoneCookie("", undefined), null);
});
