// Addresses of workers.
import assert from "node:assert/strict";
import { workerUrl } from "./workers.ts";

Deno.test("each worker has its address, also where nothing was built", () => {
  assert.equal(workerUrl("/stream.js"), "/stream.js");
  assert.equal(workerUrl("/layout.js"), "/layout.js");
});
