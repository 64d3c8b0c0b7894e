import assert from "node:assert/strict";
import { hrefOf, isPaged, listHref } from "./hrefs.ts";
import { COLLECTIONS } from "./types.ts";

Deno.test("An object has its page below its list, and each tab below its page", () => {
  assert.equal(hrefOf("vm", "a-1"), "/vms/a-1");
  assert.equal(hrefOf("sr", "a-1", "disks"), "/storage/a-1/disks");
  assert.equal(listHref("vdi", "sr:a b"), "/disks?q=sr%3Aa%20b");
});

Deno.test("What has no page is an entry of its list, or has no address", () => {
  assert.equal(hrefOf("task", "a"), "/tasks#a");
  assert.equal(hrefOf("vbd", "a"), null);
});

Deno.test("No id leads out of the page's place", () => {
  for (const collection of COLLECTIONS.filter(isPaged)) {
    assert.match(hrefOf(collection, "../../x?y#z", "a/b"), /^\/[a-z]+\/[^/?#]+\/[^/?#]+$/);
  }
});
