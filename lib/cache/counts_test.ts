import assert from "node:assert/strict";
import { CountCheck } from "./counts.ts";
import { Replica } from "./replica.ts";
import { add } from "./testing.ts";

function replicaOf(counts: { readonly [className: string]: number }): Replica {
  const replica = new Replica();
  for (const [name, count] of Object.entries(counts)) {
    for (let i = 0; i < count; i++) replica.event(add(name, `${name}-${i}`, {}), new Map());
  }
  return replica;
}

Deno.test("a class that holds more or fewer objects than the pool needs relisting", () => {
  const check = new CountCheck();
  assert.deepEqual(check.check({ VM: 2, host: 1, SR: 3 }, replicaOf({ VM: 3, host: 1, SR: 2 })), [
    "VM",
    "SR",
  ]);
  assert.deepEqual(check.check({ VM: 0 }, replicaOf({ VM: 1 })), ["VM"]);
});

Deno.test("classes without events are not compared, nor messages, of which xapi counts none", () => {
  const check = new CountCheck();
  assert.deepEqual(
    check.check({ session: 13, user: 1, secret: 1, message: 0 }, replicaOf({ message: 31 })),
    [],
  );
});

Deno.test("a difference that a fresh list did not cure is taken for granted until it changes", () => {
  const check = new CountCheck();
  const replica = replicaOf({});
  check.reset({ novel: 4 }, replica);
  assert.deepEqual(check.check({ novel: 4 }, replica), []);
  assert.deepEqual(check.check({ novel: 5 }, replica), ["novel"]);
  check.relisted("novel");
  assert.deepEqual(check.check({ novel: 5 }, replica), []);
  assert.deepEqual(check.check({ novel: 0 }, replica), []);
  assert.deepEqual(check.check({ novel: 5 }, replica), ["novel"], "it was equal in between");
});

Deno.test("a loop that brings the counts of its own classes leaves what is known of the others", () => {
  const check = new CountCheck();
  const replica = replicaOf({ VM: 3, task: 1 });
  check.reset({ VM: 3, task: 1, novel: 4 }, replica);
  check.relisted("VM");
  assert.deepEqual(check.check({ task: 1 }, replica), []);
  assert.deepEqual(check.check({ VM: 2, novel: 4 }, replica), [], "fresh from the list, whatever tasks said");
  assert.deepEqual(check.check({ task: 2 }, replica), ["task"]);
});
