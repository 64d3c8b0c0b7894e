import assert from "node:assert/strict";
import { Interest } from "./interest.ts";
import { parseSubscription } from "./subscription.ts";

Deno.test("what is followed is known while anybody follows it, and told when that changes", () => {
  const interest = new Interest();
  let changes = 0;
  const end = interest.onChange(() => changes++);
  const [one, same, other] = ["vm:name;host", "host;vm:name", "vm/ID"].map(parseSubscription);
  assert.ok(one && same && other);
  interest.add(one);
  interest.add(same);
  interest.add(other);
  assert.deepEqual(interest.current.map(({ key }) => key), [one.key, other.key]);
  assert.equal(changes, 2);
  interest.remove(one);
  assert.equal(changes, 2);
  interest.remove(same);
  assert.deepEqual(interest.current.map(({ key }) => key), [other.key]);
  assert.equal(changes, 3);
  end();
  interest.remove(other);
  assert.equal(changes, 3);
  assert.deepEqual(interest.current, []);
});
