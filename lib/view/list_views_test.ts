import assert from "node:assert/strict";
import { viewAddress, viewQuery } from "./list_views.ts";

Deno.test("a view keeps filter and order, and nothing else of the address", () => {
  assert.equal(viewQuery("?q=tag:web&sort=name&page=3&x=%3Cscript%3E"), "q=tag%3Aweb&sort=name");
  assert.equal(viewQuery("?page=2"), "");
  assert.equal(viewQuery("?q=%20"), "");
});

Deno.test("a saved view leads to its list", () => {
  assert.equal(viewAddress("/vms", "q=tag%3Aweb"), "/vms?q=tag%3Aweb");
  assert.equal(viewAddress("/vms", ""), "/vms");
  assert.equal(viewAddress("/vms", "x=1"), "/vms");
});
