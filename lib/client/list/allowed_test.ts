import assert from "node:assert/strict";
import { Allowed } from "./allowed.ts";
import type { Received } from "../page_stream.ts";

function setUp() {
  const followed: string[] = [];
  let receive: (received: Received) => void = () => {};
  const allowed = new Allowed({
    follow(subscription, take) {
      followed.push(subscription);
      receive = take;
      return () => void followed.push(`no more ${subscription}`);
    },
  });
  const tell = (kind: Received["kind"], ...patches: Received["patches"]) => receive({ kind, patches });
  return { allowed, followed, tell, known: () => Object.fromEntries(allowed.of.value) };
}

Deno.test("what VMs may do is followed while somebody is about to ask, and one VM at a time", () => {
  const { allowed, followed } = setUp();
  allowed.follow([]);
  allowed.follow(["b", "a"]);
  allowed.follow(["a", "b"]);
  assert.deepEqual(followed, ["vm/a:allowed_operations;vm/b:allowed_operations"]);
  allowed.follow(Array.from({ length: 21 }, (_, i) => `v${i}`));
  allowed.follow(Array.from({ length: 999 }, (_, i) => `v${i}`));
  assert.equal(followed.at(-1), "vm:allowed_operations", "many are followed as all are");
  allowed.follow([]);
  assert.equal(followed.at(-1), "no more vm:allowed_operations");
  assert.equal(followed.length, 4);
});

Deno.test("snapshots and patches say what is allowed; who is not followed any more is not known", () => {
  const { allowed, tell, known } = setUp();
  allowed.follow(["a", "b"]);
  assert.deepEqual(known(), {});
  const vm = (id: string, operations: string[]) =>
    ["vm", id, { id, allowed_operations: operations }] as const;
  tell("snapshot", vm("a", ["start"]), vm("b", []));
  tell("patch", ["vm", "b", { allowed_operations: ["pause"] }]);
  assert.deepEqual(known(), { a: ["start"], b: ["pause"] });
  allowed.follow(["a"]);
  assert.deepEqual(known(), { a: ["start"], b: ["pause"] }, "what was known stays until the snapshot");
  tell("snapshot", vm("a", ["start"]));
  assert.deepEqual(known(), { a: ["start"] });
  tell("patch", ["vm", "a", null]);
  assert.deepEqual(known(), {});
  allowed.follow([]);
  assert.deepEqual(known(), {});
});
