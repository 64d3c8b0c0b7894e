// Faults as JSON: what is taken, and what the refusal of anything else says.
import assert from "node:assert/strict";
import { FaultError, readFaults } from "./read.ts";

Deno.test("one fault, a list of faults or a file of them are read as they are", async () => {
  assert.deepEqual(await readFaults('{"kind":"refuse","for":100}'), [{ kind: "refuse", for: 100 }]);
  const list = [
    { kind: "cut", how: "reset", on: "event.from", count: 3 },
    { kind: "batch", how: "stale", probability: 0.1 },
    { kind: "clock", by: -60000 },
  ];
  assert.deepEqual(await readFaults(JSON.stringify(list)), list);
  const file = await Deno.makeTempFile();
  try {
    await Deno.writeTextFile(file, JSON.stringify(list));
    assert.deepEqual(await readFaults(file), list);
  } finally {
    await Deno.remove(file);
  }
});

Deno.test("what is no fault is refused with its place", async () => {
  await assert.rejects(readFaults('[{"kind":"refuse"},{"kind":"cut","how":"softly"}]'), (error: unknown) => {
    assert.ok(error instanceof FaultError);
    assert.match(error.message, /^Fault 1\.how: /);
    return true;
  });
  await assert.rejects(readFaults('{"kind":"refuse","form":1}'), /Fault 0: .*form/);
  await assert.rejects(readFaults("[{"), /no JSON/);
  await assert.rejects(
    readFaults("no/such/file.json"),
    /Cannot read no\/such\/file.json: there is no such file/,
  );
});
