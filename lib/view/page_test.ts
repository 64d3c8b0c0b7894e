import assert from "node:assert/strict";
import { pageData, unpacked } from "./page.ts";
import type { PageSource } from "./page.ts";
import { fromTable } from "./page_data.ts";
import type { AnyView, Collection, HostView, Views } from "./types.ts";

const A = "0d197d36-82fa-e650-23d6-b20cba5a937c";
const B = "1fecff39-9c00-96d3-d511-ce327b35f88b";

function source(hosts: readonly Partial<HostView>[]): PageSource {
  const lists: { readonly [collection: string]: readonly Partial<AnyView>[] } = { host: hosts };
  return {
    epoch: "e",
    revision: 7,
    list: <C extends Collection>(collection: C) => (lists[collection] ?? []) as readonly Views[C][],
  };
}

Deno.test("a page's data gives back the chosen fields of all objects", () => {
  const page = pageData(source([{ id: A, name: "alpha", tags: ["x"] }, { id: B, name: "beta", tags: [] }]), {
    host: ["name", "tags"],
  });
  assert.equal(page.at, "e.7");
  const table = page.collections.host;
  assert.ok(table);
  assert.deepEqual(fromTable(unpacked(table)), [
    { id: A, name: "alpha", tags: ["x"] },
    { id: B, name: "beta", tags: [] },
  ]);
});

Deno.test("a page may leave objects out and trim others", () => {
  const page = pageData(source([{ id: A, name: "alpha" }, { id: B, name: "beta" }]), { host: ["name"] }, {
    host: (host) => host.id === A ? undefined : { ...host, name: host.name.toUpperCase() },
  });
  const table = page.collections.host;
  assert.ok(table);
  assert.deepEqual(fromTable(unpacked(table)), [{ id: B, name: "BETA" }]);
});

Deno.test("uuids are packed, other ids stay text", () => {
  const packed = pageData(source([{ id: A, name: "alpha" }]), { host: ["name"] }).collections.host;
  assert.equal(packed?.uuids?.length, 16);
  const plain = pageData(source([{ id: `${A}@pool`, name: "alpha" }]), { host: ["name"] }).collections.host;
  assert.ok(plain && !plain.uuids);
  assert.deepEqual(fromTable(unpacked(plain)), [{ id: `${A}@pool`, name: "alpha" }]);
});

Deno.test("equal lists are one object, so that they are written once", () => {
  const page = pageData(source([{ id: A, tags: ["x"] }, { id: B, tags: ["x"] }]), { host: ["tags"] });
  const tags = page.collections.host?.rows[1] ?? [];
  assert.equal(tags.length, 2);
  assert.equal(tags[0], tags[1]);
});
