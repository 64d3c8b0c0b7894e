import assert from "node:assert/strict";
import { Held, holds } from "./held.ts";
import { grant, NED, People, user, VIC } from "./testing.ts";

Deno.test("what is held comes of own grants and of groups, and of roles that there are", async () => {
  const people = new People();
  const group = crypto.randomUUID();
  people.users.put({ ...user(NED), groups: [group, crypto.randomUUID()] });
  people.grants.put(grant(NED.userId, "viewer"));
  people.grants.put(grant(NED.userId, "no-such-role"));
  people.grants.put(grant(VIC.userId, "administrator"));
  const shared = { ...grant("", "operator"), subject: { kind: "group", id: group } as const };
  people.grants.put(shared);
  people.groups.put({ id: group });
  const held = await Held.load(people, () => {});
  assert.deepEqual(held.of(NED.userId).map(({ role }) => role.id), ["viewer", "operator"]);
  assert.deepEqual(held.granted(NED.userId, [group], { without: shared.id }).map(({ role }) => role.id), [
    "viewer",
  ]);
  assert.deepEqual(held.of(VIC.userId), [], "a grant to somebody who is not there");
  assert.ok(held.of(NED.userId).some((holding) => holds(holding, "vm.start")));
});
