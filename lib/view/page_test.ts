import assert from "node:assert/strict";
import { pageData } from "./page.ts";
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
  assert.deepEqual(fromTable(table), [
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
  assert.deepEqual(fromTable(table), [{ id: B, name: "BETA" }]);
});
