// What a pointer hits.
import assert from "node:assert/strict";
import { Picking } from "./picking.ts";

Deno.test("a node is hit within its circle and a little beyond, wherever the camera is", () => {
  const picking = new Picking(Float32Array.from([0, 0, 100, 0]), Float32Array.from([10, 5]));
  const camera = { k: 2, x: 50, y: 50 };
  assert.equal(picking.at(50, 50, camera, 0), 0);
  assert.equal(picking.at(69, 50, camera, 0), 0);
  assert.equal(picking.at(72, 50, camera, 0), -1);
  assert.equal(picking.at(72, 50, camera, 4), 0, "a finger is less exact");
  assert.equal(picking.at(250, 58, camera, 0), 1);
  assert.equal(new Picking(new Float32Array(), new Float32Array()).at(0, 0, camera, 9), -1);
});
