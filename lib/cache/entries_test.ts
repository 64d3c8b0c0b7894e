import assert from "node:assert/strict";
import { Entries, type Shelf } from "./entries.ts";
import type { Entry } from "./entry.ts";
import { Replica, type Touched } from "./replica.ts";
import { add, del, mod, vmRecord } from "./testing.ts";

function setUp() {
  const up = new Set<Entry>();
  const shelf: Shelf = {
    taken: (_className, id) => [...up].some((entry) => entry.id === id),
    add: (entry) => void up.add(entry),
    remove: (entry) => void up.delete(entry),
    move: (entry, ref) => void (entry.ref = ref),
  };
  return { shelf, up, entries: new Entries("p"), replica: new Replica() };
}

Deno.test("an object that arrives has an entry, if it is shown anywhere", () => {
  const { shelf, up, entries } = setUp();
  const entry = entries.arrive("VM", "A", vmRecord("a"), shelf);
  assert.equal(entry?.collection, "vm");
  assert.equal(entries.get("VM", "A"), entry);
  assert.equal(entries.arrive("VM", "B", vmRecord("b", { is_control_domain: true }), shelf), undefined);
  assert.equal(
    entries.arrive("pool", "P", { uuid: "p" }, shelf),
    undefined,
    "the pool's own is there already",
  );
  assert.equal(entries.arrive("Bond", "M", { uuid: "m" }, shelf), undefined);
  assert.equal(entries.arrive("VM", "C", vmRecord("a"), shelf)?.id, "a@p", "the id is taken");
  assert.equal(entries.arrive("VDI", "D", {}, shelf)?.id, "D", "without a uuid the reference is the id");
  assert.equal(up.size, 3);
  assert.deepEqual([...entries], [...up]);
});

Deno.test("entries come, move and go with their records, and say what follows", () => {
  const { shelf, up, entries, replica } = setUp();
  const follow = (...events: ReturnType<typeof add>[]) => {
    const touched: Touched = new Map(), told: string[] = [];
    for (const event of events) replica.event(event, touched);
    const steps = entries.follow(touched, replica, shelf, {
      left: (entry) => void told.push(`left ${entry.id}`),
      joined: (entry) => void told.push(`joined ${entry.id}`),
      moved: (entry, ref) => void told.push(`moved ${entry.id} to ${ref}`),
      renamed: (ref) => void told.push(`renamed ${ref}`),
    });
    for (const _ of steps);
    return told;
  };
  assert.deepEqual(follow(add("VM", "A", vmRecord("a"))), ["joined a", "renamed A", "renamed a"]);
  assert.deepEqual(follow(mod("VM", "A", vmRecord("a", { name_label: "x" }))), []);
  assert.deepEqual(follow(del("VM", "A"), add("VM", "B", vmRecord("a"))), [
    "renamed A",
    "renamed a",
    "moved a to B",
    "renamed B",
    "renamed a",
  ]);
  assert.deepEqual(follow(mod("VM", "B", vmRecord("a", { is_a_template: true }))), [
    "renamed B",
    "renamed a",
    "left a",
    "joined a",
    "renamed B",
    "renamed a",
  ]);
  assert.equal(entries.get("VM", "B")?.collection, "template");
  assert.deepEqual(follow(del("VM", "B")), ["renamed B", "renamed a", "left a"]);
  assert.equal(up.size, 0);
});
