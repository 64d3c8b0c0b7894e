// Results of tasks: XML-RPC text in every dialect.
import { strict as assert } from "node:assert";
import { decodeTaskResult, parseTaskResult } from "./task_result.ts";

Deno.test("a task's result is a ref, an array, or nothing", () => {
  assert.equal(parseTaskResult("<value>OpaqueRef:1</value>"), "OpaqueRef:1");
  assert.deepEqual(
    parseTaskResult(
      "<value><array><data><value>OpaqueRef:1</value><value>b&amp;c</value></data></array></value>",
    ),
    ["OpaqueRef:1", "b&c"],
  );
  for (const text of ["", "<value></value>", "<value/>"]) assert.equal(parseTaskResult(text), null);
  assert.equal(parseTaskResult("<value>OpaqueRef:NULL</value>"), null);
});

Deno.test("a text that is no such thing stays what it is", () => {
  for (const text of ["done", "<value>cut", "<html></html>"]) assert.equal(parseTaskResult(text), text);
});

Deno.test("the method says what the text means", () => {
  assert.equal(decodeTaskResult("VM.maximise_memory", "<value>5</value>"), 5);
  assert.equal(decodeTaskResult("VM.call_plugin", "<value></value>"), "");
  assert.equal(decodeTaskResult("VM.start", ""), null);
  assert.deepEqual(decodeTaskResult("host.get_vms_which_prevent_evacuation", "<value><struct/></value>"), {});
  assert.equal(decodeTaskResult("New.thing", "<value>5</value>"), "5");
});
