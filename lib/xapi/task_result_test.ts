// Results of tasks: XML-RPC text in every dialect.
import { strict as assert } from "node:assert";
import { decodeTaskResult } from "./task_result.ts";

Deno.test("the method says what the text means", () => {
  assert.equal(decodeTaskResult("VM.clone", "<value>OpaqueRef:1</value>"), "OpaqueRef:1");
  assert.deepEqual(
    decodeTaskResult(
      "VM.import",
      "<value><array><data><value>OpaqueRef:1</value><value>OpaqueRef:2</value></data></array></value>",
    ),
    ["OpaqueRef:1", "OpaqueRef:2"],
  );
  assert.equal(decodeTaskResult("VM.maximise_memory", "<value>5</value>"), 5);
  assert.equal(decodeTaskResult("VM.call_plugin", "<value>b&amp;c</value>"), "b&c");
  assert.equal(decodeTaskResult("VM.call_plugin", "<value></value>"), "");
  assert.deepEqual(decodeTaskResult("host.get_vms_which_prevent_evacuation", "<value><struct/></value>"), {});
});

Deno.test("a void method gives nothing, in every spelling of it", () => {
  for (const text of ["", " ", "<value></value>", "<value/>"]) {
    assert.equal(decodeTaskResult("VM.start", text), null);
  }
});

Deno.test("of an unknown method the look of the value decides", () => {
  assert.equal(decodeTaskResult("New.thing", "<value>5</value>"), "5");
  assert.equal(decodeTaskResult("New.thing", "<value>OpaqueRef:NULL</value>"), null);
});

Deno.test("a text that is no such thing stays what it is", () => {
  for (const text of ["done", "<value>cut", "<html></html>"]) {
    assert.equal(decodeTaskResult("VM.call_plugin", text), text);
  }
});
