import assert from "node:assert/strict";
import { Entry } from "./entry.ts";
import { Readers } from "./readers.ts";

Deno.test("the index follows what entries read, and keeps nothing of what they read no more", () => {
  const readers = new Readers();
  const [a, b] = ["a", "b"].map((id) => new Entry("vm", id, id, "p", id));
  assert.ok(a && b);
  const of = (ref: string) => {
    const found = new Set<Entry>();
    readers.collect(ref, found);
    return [...found].map((entry) => entry.id).sort();
  };
  let reads = readers.move(a, [], ["H", "G"]);
  readers.move(b, [], ["H"]);
  assert.deepEqual(of("H"), ["a", "b"]);
  assert.deepEqual(of("G"), ["a"]);
  assert.equal(readers.move(a, reads, ["H", "G"]), reads, "unchanged reads keep their array");
  reads = readers.move(a, reads, ["G2"]);
  assert.deepEqual([of("H"), of("G"), of("G2")], [["b"], [], ["a"]]);
  readers.delete("H", b);
  readers.delete("G2", a);
  readers.delete("G2", a);
  assert.equal(readers.size, 0);
});

Deno.test("reading one record twice is reading it", () => {
  const readers = new Readers();
  const entry = new Entry("vm", "a", "a", "p", "A");
  const reads = readers.move(entry, [], ["H", "H"]);
  readers.move(entry, reads, []);
  assert.equal(readers.size, 0);
});

Deno.test("of many readers each is told once, and none is left when they go", () => {
  const readers = new Readers();
  const entries = Array.from({ length: 40 }, (_, i) => new Entry("vm", `${i}`, `${i}`, "p", `${i}`));
  for (const entry of [...entries, ...entries]) readers.add("H", entry);
  const found = new Set<Entry>();
  readers.collect("H", found);
  assert.deepEqual([...found], entries);
  for (const entry of entries) readers.delete("H", entry);
  assert.equal(readers.size, 0);
});
