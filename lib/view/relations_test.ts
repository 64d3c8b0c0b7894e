import assert from "node:assert/strict";
import { FIELDS, isField } from "./fields.ts";
import { crowded, idIn, pathsOf, RELATIONS } from "./relations.ts";
import { COLLECTIONS } from "./types.ts";

Deno.test("every row starts from the object or from what an earlier row brought, by a field that names objects", () => {
  for (const collection of COLLECTIONS) {
    const there = new Set([collection]);
    for (const { from, to, field, holder, fields } of RELATIONS[collection]) {
      assert.ok(there.has(from), `${collection}: ${from} is there before ${to}`);
      const kinds: { readonly [field: string]: string } = FIELDS[holder === "from" ? from : to];
      assert.ok(
        kinds[field] === "id" || field === "object",
        `${holder === "from" ? from : to}.${field} names objects`,
      );
      for (const name of fields === true ? [] : fields) assert.ok(isField(to, name), `${to}.${name}`);
      there.add(to);
    }
  }
});

Deno.test("each way can be found from one of its ends with few objects to follow", () => {
  for (const collection of COLLECTIONS) {
    for (const { steps } of pathsOf(collection)) {
      assert.ok(!crowded(steps, "from") || !crowded(steps, "to"), steps.map(({ to }) => to).join(" → "));
    }
  }
});

Deno.test("ways follow from the rows: a VM's storage by its disks, an SR's VMs by what is plugged in", () => {
  const ways = (collection: "vm" | "sr") =>
    pathsOf(collection).map(({ steps, backwards }) =>
      `${steps.map(({ to }) => to).join(" ")}${backwards ? " <" : ""}`
    );
  assert.ok(ways("vm").includes("vbd vdi sr"));
  assert.ok(ways("vm").includes("vif network"));
  assert.ok(ways("vm").includes("vbd vdi <"));
  assert.ok(ways("sr").includes("vdi vbd vm <"));
});

Deno.test("an id is read from a plain field and from what a task works on", () => {
  assert.equal(idIn("a"), "a");
  assert.equal(idIn({ collection: "vm", id: "a", name: "x" }), "a");
  for (const none of [null, undefined, 7, ["a"], { name: "x" }, { id: 7 }]) {
    assert.equal(idIn(none), undefined);
  }
});
