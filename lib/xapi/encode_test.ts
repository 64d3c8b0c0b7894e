// Requests: types of the model on the wire, and values refused before they are sent.
import { strict as assert } from "node:assert";
import { encodeCall } from "./encode.ts";
import { XapiError } from "./errors.ts";

Deno.test("JSON-RPC bodies carry numbers as numbers, in both versions", () => {
  assert.equal(
    encodeCall("json2", 7, "event.from", ["s", ["*"], "", 30]),
    '{"jsonrpc":"2.0","method":"event.from","params":["s",["*"],"",30],"id":7}',
  );
  assert.equal(
    encodeCall("json1", 1, "VM.set_suspend_VDI", ["s", "vm", null]),
    '{"method":"VM.set_suspend_VDI","params":["s","vm","OpaqueRef:NULL"],"id":1}',
  );
});

Deno.test("XML-RPC bodies carry ints as text and floats as doubles, even whole ones", () => {
  const event = encodeCall("xml", 1, "event.from", ["s", ["vm"], "", 30]);
  assert.match(event, /<value><double>30\.0<\/double><\/value>/);
  assert.match(event, /<array><data><value><string>vm<\/string><\/value><\/data><\/array>/);
  const memory = encodeCall("xml", 1, "Async.VM.set_memory_dynamic_range", ["s", "vm", 1024, 2048]);
  assert.match(memory, /<string>1024<\/string>.*<string>2048<\/string>/);
  assert.match(
    encodeCall("xml", 1, "VM.start", ["s", "vm", false, true]),
    /<boolean>0<\/boolean>.*<boolean>1<\/boolean>/,
  );
  assert.match(
    encodeCall("xml", 1, "VM.set_name_label", ["s", "vm", "a<b>&\r]]>"]),
    /a&lt;b&gt;&amp;&#13;\]\]&gt;/,
  );
  assert.match(
    encodeCall("xml", 1, "pool.set_telemetry_next_collection", ["s", "p", "2024-04-20T12:00:00Z"]),
    /<dateTime.iso8601>20240420T12:00:00Z</,
  );
});

Deno.test("records are typed field by field: VM.create", () => {
  const body = encodeCall("xml", 1, "VM.create", ["s", {
    name_label: "x",
    memory_target: 5,
    HVM_shadow_multiplier: 1,
    new_field: 2,
  }]);
  assert.match(body, /<name>memory_target<\/name><value><string>5</);
  assert.match(body, /<name>HVM_shadow_multiplier<\/name><value><double>1.0</);
  assert.match(body, /<name>new_field<\/name><value><string>2</);
});

Deno.test("methods outside the model are sent by the look of their values", () => {
  assert.equal(
    encodeCall("json2", 1, "system.listMethods", []),
    '{"jsonrpc":"2.0","method":"system.listMethods","params":[],"id":1}',
  );
  assert.match(
    encodeCall("xml", 1, "New.thing", ["s", 5, 0.5, null]),
    /<string>5<.*<double>0.5<.*OpaqueRef:NULL/,
  );
});

Deno.test("what xapi would choke on is refused as it would refuse, naming the parameter", () => {
  const refused = (code: string, method: string, value: Parameters<typeof encodeCall>[3][number]) => {
    assert.throws(
      () => encodeCall("json2", 1, method, ["s", "self", value]),
      (error) => error instanceof XapiError && error.code === code && error.params[0] === "value",
      `${method} ${value}`,
    );
  };
  refused("INVALID_VALUE", "VM.set_name_label", "a\u0000b");
  refused("INVALID_VALUE", "VM.set_start_delay", 2 ** 60);
  refused("INVALID_VALUE", "VM.set_start_delay", 0.5);
  refused("INVALID_VALUE", "VM.set_HVM_shadow_multiplier", NaN);
  refused("FIELD_TYPE_ERROR", "VM.set_tags", "not a set");
  refused("FIELD_TYPE_ERROR", "VM.set_is_a_template", "yes");
  assert.match(
    encodeCall("json2", 1, "VM.set_start_delay", ["s", "vm", "9223372036854775807"]),
    /"9223372036854775807"/,
  );
  // Half a surrogate pair would be answered with HTTP 500.
  assert.match(encodeCall("json2", 1, "VM.set_name_label", ["s", "vm", "a\ud800"]), /a\ufffd/);
});
