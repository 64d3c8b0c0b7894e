import assert from "node:assert/strict";
import { z } from "@hono/zod-openapi";
import { fieldNames } from "@/lib/view/fields.ts";
import { COLLECTIONS } from "@/lib/view/types.ts";
import { withWorld } from "@/tests/api/world.ts";
import { PLURAL, SHAPES } from "./shapes.ts";

Deno.test("every shape has exactly the fields of its view object, each with a description or choices", () => {
  for (const collection of COLLECTIONS) {
    const shape = SHAPES[collection];
    assert(shape instanceof z.ZodObject);
    assert.deepEqual(Object.keys(shape.shape).sort(), [...fieldNames(collection)].sort());
    for (const [name, field] of Object.entries(shape.shape)) {
      assert(field instanceof z.ZodEnum || field.description !== undefined, `${collection}.${name}`);
    }
  }
});

Deno.test("what the cache shows has the shape that is described", async () => {
  await withWorld(({ cache }) => {
    for (const collection of COLLECTIONS) {
      for (const view of cache.list(collection)) SHAPES[collection].parse(view);
    }
    assert.equal(cache.size("vm"), 2);
    return Promise.resolve();
  });
});

Deno.test("path segments are unique", () => {
  assert.equal(new Set(Object.values(PLURAL)).size, COLLECTIONS.length);
});
