import { deepEqual, equal, ok } from "node:assert/strict";
import { MOST_FOUND, search } from "./search.ts";
import { EVERYTHING, NOTHING } from "./sight.ts";
import type { Collection, Sight, Views } from "./types.ts";
import type { Visible } from "./visible.ts";

type Rows = { readonly [C in Collection]?: readonly object[] };

function cacheOf(rows: Rows): Visible {
  return {
    get: () => undefined,
    // Only the fields that the search reads.
    *list<C extends Collection>(collection: C) {
      for (const row of rows[collection] ?? []) yield row as Views[C];
    },
    size: (collection) => rows[collection]?.length ?? 0,
  };
}

const vm = (id: string, name: string, more: object = {}) => ({
  id,
  name,
  pool: "p",
  power_state: "Running",
  description: "",
  tags: [],
  ips: [],
  ...more,
});
const names = (rows: Rows, text: string, sight: Sight = EVERYTHING) =>
  search(cacheOf(rows), sight, text).map(({ name }) => name);

Deno.test("the name itself comes before what begins with it, words of it, and parts of it", () => {
  const rows = { vm: [vm("1", "my-db-old"), vm("2", "adb"), vm("3", "db-two"), vm("4", "db")] };
  deepEqual(names(rows, "DB"), ["db", "db-two", "my-db-old", "adb"]);
});

Deno.test("a uuid, an address and a tag find their object, and are told", () => {
  const rows = {
    vm: [vm("0a1b-77", "one", { ips: ["10.0.0.7", "fe80::7"], tags: ["web"] }), vm("2", "two")],
    host: [{ id: "h", name: "alpha", pool: "p", address: "10.0.0.1", live: false }],
  };
  deepEqual(search(cacheOf(rows), EVERYTHING, "10.0.0.7").map(({ id, matched }) => [id, matched]), [
    ["0a1b-77", "10.0.0.7"],
  ]);
  deepEqual(names(rows, "0a1b-77"), ["one"]);
  deepEqual(names(rows, "web"), ["one"]);
  deepEqual(search(cacheOf(rows), EVERYTHING, "alpha").map(({ state }) => state), ["away"]);
});

Deno.test("all words must be found, wherever they stand", () => {
  const rows = { vm: [vm("1", "shop web", { tags: ["prod"] }), vm("2", "shop db", { tags: ["prod"] })] };
  deepEqual(names(rows, "prod web"), ["shop web"]);
  deepEqual(names(rows, ""), []);
});

Deno.test("a slip of the finger finds the name when nothing else does", () => {
  deepEqual(names({ vm: [vm("1", "webserver"), vm("2", "mail")] }, "webservr"), ["webserver"]);
});

Deno.test("nothing is found that is not seen, nor by a field that is not", () => {
  const rows = { vm: [vm("1", "secret", { tags: ["hidden"] })] };
  deepEqual(names(rows, "secret", NOTHING), []);
  const part: Sight = { key: "part", sees: () => true, fields: () => new Set(["name", "pool"]) };
  deepEqual(names(rows, "secret", part), ["secret"]);
  deepEqual(names(rows, "hidden", part), []);
});

Deno.test("10,000 VMs and 30,000 disks are searched at once, and fifty found", () => {
  const rows = {
    vm: Array.from(
      { length: 10_000 },
      (_, n) => vm(`v${n}`, `web-${n}`, { description: "a machine", ips: [`10.0.${n >> 8}.${n & 255}`] }),
    ),
    vdi: Array.from({ length: 30_000 }, (_, n) => ({ id: `d${n}`, name: `disk ${n}`, pool: "p", tags: [] })),
  };
  const cache = cacheOf(rows);
  search(cache, EVERYTHING, "x"); // what is read of each object is made once
  const begun = performance.now();
  equal(search(cache, EVERYTHING, "web-9").length, MOST_FOUND);
  ok(performance.now() - begun < 250, `${performance.now() - begun} ms`);
});
