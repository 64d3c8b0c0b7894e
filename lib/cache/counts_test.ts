import assert from "node:assert/strict";
import { CountCheck } from "./counts.ts";
import { Replica } from "./replica.ts";
import type { XapiEvent } from "@/lib/xapi/types.ts";
import { add, del } from "./testing.ts";

function replicaOf(counts: { readonly [className: string]: number }): Replica {
  const replica = new Replica();
  for (const [name, count] of Object.entries(counts)) {
    for (let i = 0; i < count; i++) replica.event(add(name, `${name}-${i}`, {}), new Map());
  }
  return replica;
}

const counted = (validRefCounts: { readonly [className: string]: number }, ...events: XapiEvent[]) => ({
  validRefCounts,
  events,
});

Deno.test("a class that holds more or fewer objects than the pool needs relisting", () => {
  const check = new CountCheck();
  assert.deepEqual(check.check(counted({ VM: 2, host: 1, SR: 3 }), replicaOf({ VM: 3, host: 1, SR: 2 })), [
    "VM",
    "SR",
  ]);
  assert.deepEqual(check.check(counted({ VM: 0 }), replicaOf({ VM: 1 })), ["VM"]);
});

Deno.test("classes without events are not compared, nor messages, of which xapi counts none", () => {
  const check = new CountCheck();
  assert.deepEqual(
    check.check(counted({ session: 13, user: 1, secret: 1, message: 0 }), replicaOf({ message: 31 })),
    [],
  );
});

Deno.test("a difference that a fresh list did not cure is taken for granted until it changes", () => {
  const check = new CountCheck();
  const replica = replicaOf({});
  assert.deepEqual(check.check(counted({ novel: 5 }), replica), ["novel"]);
  check.relisted("novel");
  assert.deepEqual(check.check(counted({ novel: 5 }), replica), []);
  assert.deepEqual(check.check(counted({ novel: 5 }), replica), []);
  assert.deepEqual(check.check(counted({ novel: 4 }), replica), ["novel"]);
  check.relisted("novel");
  assert.deepEqual(check.check(counted({ novel: 4 }), replica), []);
  assert.deepEqual(check.check(counted({ novel: 0 }), replica), []);
  assert.deepEqual(check.check(counted({ novel: 4 }), replica), ["novel"], "it was equal in between");
});

Deno.test("after everything was read again nothing is taken for granted that was not listed since", () => {
  const check = new CountCheck();
  const replica = replicaOf({ VM: 3 });
  check.relisted("novel");
  assert.deepEqual(check.check(counted({ VM: 3, novel: 4 }), replica), []);
  check.relisted("VM");
  check.reset();
  // Another answer may have been taken for a reading of everything.
  assert.deepEqual(check.check(counted({ VM: 5, novel: 4 }), replica), ["VM", "novel"]);
  check.relisted("VM");
  check.relisted("novel");
  assert.deepEqual(check.check(counted({ VM: 3, novel: 4 }), replica), []);
});

Deno.test("a loop that brings the counts of its own classes leaves what is known of the others", () => {
  const check = new CountCheck();
  const replica = replicaOf({ VM: 3, task: 1 });
  check.relisted("novel");
  check.relisted("VM");
  assert.deepEqual(check.check(counted({ task: 1 }), replica), []);
  assert.deepEqual(
    check.check(counted({ VM: 2, novel: 4 }), replica),
    [],
    "fresh from the list, whatever tasks said",
  );
  assert.deepEqual(check.check(counted({ task: 2 }), replica), ["task"]);
});

Deno.test("a difference right after a list is not taken for granted while the class is still changing", () => {
  const check = new CountCheck();
  const replica = replicaOf({ VDI: 3 });
  check.relisted("VDI");
  assert.deepEqual(check.check(counted({ VDI: 1 }, del("VDI", "gone")), replica), ["VDI"], "forgotten again");
  assert.deepEqual(check.check(counted({ VDI: 1 }), replica), ["VDI"]);
  check.relisted("VDI");
  assert.deepEqual(check.check(counted({ VDI: 1 }, del("VM", "another")), replica), []);
});
