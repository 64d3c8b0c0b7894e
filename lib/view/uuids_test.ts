import assert from "node:assert/strict";
import fc from "fast-check";
import { packUuids, unpackUuids } from "./uuids.ts";

Deno.test("uuids come back as they were", () => {
  fc.assert(fc.property(fc.array(fc.uuid()), (ids) => {
    const packed = packUuids(ids);
    assert.ok(packed);
    assert.equal(packed.length, ids.length * 16);
    assert.deepEqual(unpackUuids(packed), ids);
  }));
});

Deno.test("ids that are no plain uuids are not packed", () => {
  const uuid = "0d197d36-82fa-e650-23d6-b20cba5a937c";
  for (const id of [`${uuid}@pool`, uuid.toUpperCase(), "", "1"]) {
    assert.equal(packUuids([uuid, id]), undefined);
  }
});
