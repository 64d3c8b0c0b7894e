import { deepEqual, equal, ok } from "node:assert/strict";
import fc from "fast-check";
import { filtered, moved, rowsOf, type TreeData, type TreeNode, treeOf, typedTo } from "./nodes.ts";

const collator = new Intl.Collator("en", { numeric: true });
const compare = (a: string, b: string) => collator.compare(a, b);
const vm = (id: string, more: object = {}) => ({
  id,
  name: id,
  pool: "p",
  host: null,
  power_state: "Halted",
  tags: [],
  ...more,
});
const DATA: TreeData = {
  pools: [{ id: "p", name: "lab", state: "live" }],
  hosts: [{ id: "h", name: "alpha", pool: "p", live: true, enabled: true }],
  vms: [
    vm("db", { host: "h", power_state: "Running", tags: ["shop/db", "prod"] }),
    vm("lost", { host: "gone" }),
    vm("web", { tags: ["shop/web", "shop"] }),
  ],
};
const outline = (nodes: readonly TreeNode[]): unknown[] =>
  nodes.map(({ text, children }) => children.length ? [text, ...outline(children)] : text);

Deno.test("VMs stand on their hosts, those that run nowhere in their pool", () => {
  deepEqual(outline(treeOf("places", DATA, compare)), [["lab", ["alpha", "db"], "lost", "web"]]);
});

Deno.test("tags, folders of tags and power states are trees of their own", () => {
  deepEqual(outline(treeOf("tags", DATA, compare)), [["prod", "db"], ["shop", "web"], ["shop/db", "db"], [
    "shop/web",
    "web",
  ]]);
  deepEqual(outline(treeOf("folders", DATA, compare)), [["prod", "db"], [
    "shop",
    ["db", "db"],
    ["web", "web"],
    "web",
  ]]);
  deepEqual(outline(treeOf("power", DATA, compare)), [["Running", "db"], ["Halted", "lost", "web"]]);
});

Deno.test("a filter keeps what fits, what it stands in, and all that is in it", () => {
  const tree = treeOf("places", DATA, compare);
  deepEqual(outline(filtered(tree, "DB")), [["lab", ["alpha", "db"]]]);
  deepEqual(outline(filtered(tree, "alp")), [["lab", ["alpha", "db"]]]);
  deepEqual(filtered(tree, "nothing"), []);
});

Deno.test("keys lead as in every tree", () => {
  const rows = rowsOf(treeOf("places", DATA, compare), () => true);
  deepEqual(rows.map(({ node, level }) => [node.text, level]), [["lab", 1], ["alpha", 2], ["db", 3], [
    "lost",
    2,
  ], [
    "web",
    2,
  ]]);
  equal(moved(rows, 0, "ArrowRight"), 1);
  equal(moved(rows, 2, "ArrowLeft"), 1);
  equal(moved(rows, 1, "ArrowLeft"), null); // closes it
  equal(moved(rows, 4, "ArrowDown"), 4);
  equal(typedTo(rows, 0, "w"), 4);
  equal(typedTo(rows, 4, "l"), 0);
  equal(typedTo(rows, 0, "x"), null);
});

Deno.test("every VM is in the tree of places once, whatever host it names, and keys are unique", () => {
  const id = fc.constantFrom("a", "b", "c", "d");
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.record({ id: fc.uuid(), host: fc.option(id) }), { selector: (one) => one.id }),
      fc.uniqueArray(id),
      (vms, hosts) => {
        const data: TreeData = {
          pools: DATA.pools,
          hosts: hosts.map((id) => ({ id, name: id, pool: "p", live: true, enabled: true })),
          vms: vms.map((one) => vm(one.id, one)),
        };
        const tree = treeOf("places", data, compare);
        equal(tree[0]?.count, vms.length);
        const keys = rowsOf(tree, () => true).map(({ node }) => node.key);
        equal(new Set(keys).size, keys.length);
        equal(keys.length, 1 + hosts.length + vms.length);
      },
    ),
  );
});

Deno.test("10,000 VMs become rows within a frame or two", () => {
  const hosts = Array.from(
    { length: 64 },
    (_, n) => ({ id: `h${n}`, name: `host ${n}`, pool: "p", live: true, enabled: true }),
  );
  const vms = Array.from(
    { length: 10_000 },
    (_, n) => vm(`vm ${n}`, { host: `h${n % 64}`, tags: [`team/${n % 40}`] }),
  );
  const data = { pools: DATA.pools, hosts, vms };
  rowsOf(treeOf("places", data, compare), () => true);
  const begun = performance.now();
  equal(rowsOf(filtered(treeOf("places", data, compare), ""), () => true).length, 10_065);
  ok(performance.now() - begun < 100, `${performance.now() - begun} ms`);
});
