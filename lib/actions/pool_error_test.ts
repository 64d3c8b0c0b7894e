import assert from "node:assert/strict";
import { AtollError } from "@/lib/errors.ts";
import { ConnectionError, XapiError } from "@/lib/xapi/mod.ts";
import { lowerFirst, poolError } from "./pool_error.ts";

Deno.test("a pool's failure says first what could not be done", () => {
  const xapi = new XapiError("HOST_NOT_ENOUGH_FREE_MEMORY", ["1", "2"]);
  const error = poolError(xapi, 'Cannot start "web"');
  assert(error instanceof AtollError);
  assert.deepEqual([error.status, error.code, error.cause], [409, "host-not-enough-free-memory", xapi]);
  assert.equal(error.message, `Cannot start "web": ${lowerFirst(xapi.message)}`);
  const gone = poolError(new ConnectionError("reset", "The connection broke"), "Cannot start it");
  assert(gone instanceof AtollError && gone.status === 503);
  assert.equal(gone.message, "Cannot start it: the connection broke");
  const odd = poolError(new ConnectionError("bad-answer", "The answer names no task"), "Cannot start it");
  assert(odd instanceof AtollError && odd.status === 502, "it answers, but not as it should");
});

Deno.test("what is no pool's failure stays what it is", () => {
  const error = new RangeError("bug");
  assert.equal(poolError(error, "x"), error);
});

Deno.test("sentences join, names keep their capitals", () => {
  assert.equal(lowerFirst("The VM is running"), "the VM is running");
  assert.equal(lowerFirst("A disk is missing"), "a disk is missing");
  assert.equal(lowerFirst("VM is running"), "VM is running");
  assert.equal(lowerFirst("NFS is away"), "NFS is away");
});
