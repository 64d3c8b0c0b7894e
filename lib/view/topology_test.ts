// Addresses of the topology.
import assert from "node:assert/strict";
import fc from "fast-check";
import { finds, GROUPINGS, HEATS, RELATIONS, topologyChoice, topologyParams } from "./topology.ts";

Deno.test("a choice comes back from its address", () => {
  const names = <T extends string>(of: readonly { readonly name: T }[]) => of.map(({ name }) => name);
  fc.assert(fc.property(
    fc.record({
      show: fc.subarray(names(RELATIONS), { minLength: 1 }),
      group: fc.constantFrom(...names(GROUPINGS)),
      heat: fc.constantFrom(...names(HEATS)),
      q: fc.string(),
    }),
    (choice) => {
      const params = new URLSearchParams(topologyParams(choice).toString());
      assert.deepEqual(topologyChoice(params), { ...choice, q: choice.q.toWellFormed() });
    },
  ));
});

Deno.test("what an address does not say, or says wrongly, is everything by pool and state", () => {
  for (const text of ["", "show=&group=x&heat=1", "show=nothing"]) {
    const choice = topologyChoice(new URLSearchParams(text));
    assert.deepEqual(choice, { show: ["runs", "storage", "network"], group: "pool", heat: "none", q: "" });
  }
  // As a form without script sends it.
  assert.deepEqual(topologyChoice(new URLSearchParams("show=runs&show=network")).show, ["runs", "network"]);
});

Deno.test("objects are found by a part of the name or by a whole tag", () => {
  assert.ok(finds(" WEB", "my-web-1", []));
  assert.ok(finds("tag:Prod", "x", ["prod"]));
  assert.ok(!finds("tag:pro", "x", ["prod"]));
  assert.ok(!finds("", "x", []));
});
