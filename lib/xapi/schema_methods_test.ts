// Signatures out of messages.
import { strict as assert } from "node:assert";
import { methodsSource } from "./schema_methods.ts";

const none = { enums: {}, errors: {}, classes_without_events: [], relations: [], many_to_many: [] };

Deno.test("a message becomes a signature with its parameters' names, and what can be a task stands apart", () => {
  const text = methodsSource({
    ...none,
    classes: {
      VM: {
        fields: {},
        messages: {
          copy: {
            params: [{ name: "vm", type: "VM ref" }, { name: "sr", type: "SR ref", optional: true }],
            result: "VM ref",
          },
          get_affinity: { params: [{ name: "self", type: "VM ref" }], result: "host ref", implicit: true },
          get_record: { params: [{ name: "self", type: "VM ref" }], result: "VM record", implicit: true },
        },
      },
      event: {
        fields: {},
        messages: { inject: { params: [{ name: "class", type: "string" }], result: "string" } },
      },
    },
  });
  assert.match(
    text,
    /export interface VMTasks \{\n {2}copy\(vm: RefTo<"VM">, sr\?: RefTo<"SR"> \| null\): Promise<RefTo<"VM">>;\n\}/,
  );
  assert.match(
    text,
    /export interface VMMethods extends VMTasks \{\n {2}get_affinity\(self: RefTo<"VM">\): Promise<RefTo<"host"> \| null>;/,
  );
  assert.match(text, /inject\(class_: string\): Promise<string>;/);
  assert.match(text, /import type \{ Enum, RefTo, VMRecord \} from/);
  assert.match(
    text,
    /interface Methods \{\n {2}readonly VM: VMMethods;\n {2}readonly event: eventMethods;\n\}/,
  );
  assert.match(text, /interface Tasks \{\n {2}readonly VM: VMTasks;\n\}/);
});
