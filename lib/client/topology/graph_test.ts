// What becomes a node, what a link, and in which order.
import assert from "node:assert/strict";
import { graphOf, type GraphOptions, MOST_NODES } from "./graph.ts";
import { SUBSCRIPTIONS } from "./facts.ts";
import { factsOf } from "./testing.ts";

const ALL: GraphOptions = {
  show: ["runs", "storage", "network"],
  group: "pool",
  heat: "none",
  open: new Set(),
};
const keys = (options: GraphOptions, facts = factsOf(2, 2)) =>
  graphOf(facts, options).nodes.map(({ key }) => key);

Deno.test("nodes stand in the order in which one walks: pool, hosts with their VMs, halted VMs, storage, networks", () => {
  assert.deepEqual(keys(ALL), [
    "pool:p",
    "host:h1",
    "vm:h1v1",
    "vm:h1v2",
    "host:h2",
    "vm:h2v1",
    "vm:h2v2",
    "vm:off1",
    "vm:off2",
    "sr:s",
    "network:n",
  ]);
});

Deno.test("links join VMs with what they run on, store on and are plugged into; each relation can be left out", () => {
  const { nodes, links } = graphOf(factsOf(2, 2), ALL);
  const told = links.map(({ from, to, relation }) => `${nodes[from]?.key} ${relation} ${nodes[to]?.key}`);
  for (
    const link of [
      "vm:h1v1 runs host:h1",
      "vm:off1 runs pool:p",
      "vm:h2v2 storage sr:s",
      "vm:off2 network network:n",
      "host:h1 runs pool:p",
      "sr:s storage pool:p",
    ]
  ) {
    assert.ok(told.includes(link), link);
  }
  assert.equal(new Set(told).size, told.length);
  const less = graphOf(factsOf(2, 2), { ...ALL, show: ["network"] });
  assert.deepEqual(new Set(less.links.map(({ relation }) => relation)), new Set(["network"]));
  assert.ok(!less.nodes.some(({ kind }) => kind === "sr"));
  assert.ok(less.nodes.some(({ kind }) => kind === "vm"), "VMs stay");
});

Deno.test("groups are pools, hosts or tags", () => {
  const by = (group: GraphOptions["group"]) => graphOf(factsOf(2, 2), { ...ALL, group }).groups;
  assert.deepEqual(by("pool"), ["lab"]);
  assert.deepEqual(by("host"), ["lab", "h1", "h2"]);
  assert.deepEqual(by("tag"), ["web", ""]);
});

Deno.test("a VM whose host or pool its reader does not see stands by itself", () => {
  const facts = factsOf(1, 1);
  facts.take(SUBSCRIPTIONS.runs, { kind: "patch", patches: [["pool", "p", null], ["host", "h1", null]] });
  const { nodes } = graphOf(facts, ALL);
  const vm = nodes.find(({ key }) => key === "vm:h1v1");
  assert.equal(vm?.parent, -1);
});

Deno.test("in large pools VMs are put together by what they run on, until that is opened", () => {
  const facts = factsOf(2, 800);
  const folded = graphOf(facts, ALL);
  assert.ok(folded.folded);
  assert.deepEqual(
    folded.nodes.filter(({ kind }) => kind === "group").map(({ id, members }) => [id, members]),
    [
      ["host:h1", 800],
      ["host:h2", 800],
      ["pool:p", 2],
    ],
  );
  assert.ok(folded.nodes.length < 20 && folded.links.length < 40, "one link for all of a group");
  const open = graphOf(facts, { ...ALL, open: new Set(["host:h2"]) });
  assert.equal(open.nodes.filter(({ kind }) => kind === "vm").length, 800);
  assert.ok(!graphOf(factsOf(2, 100), ALL).folded);
  assert.ok(MOST_NODES >= 1000, "a thousand are drawn one by one");
});

Deno.test("heat is measured, or what was given; a host in trouble says so", () => {
  const facts = factsOf(2, 2);
  const heat = (key: string, what: GraphOptions["heat"]) =>
    graphOf(facts, { ...ALL, heat: what }).nodes.find((node) => node.key === key)?.heat;
  assert.deepEqual([
    heat("host:h1", "memory"),
    heat("vm:h1v1", "memory"),
    heat("vm:off1", "memory"),
    heat("sr:s", "cpu"),
  ], [0.75, 0.25, null, 0.9]);
  assert.equal(heat("vm:h1v1", "cpu"), null);
  facts.take(SUBSCRIPTIONS.load, {
    kind: "snapshot",
    patches: [["load", "h1v1", { cpu: 0.5, memory_used: 1, memory_total: 4 }]],
  });
  assert.deepEqual([heat("vm:h1v1", "cpu"), heat("vm:h1v1", "memory"), heat("vm:h1v1", "none")], [
    0.5,
    0.25,
    null,
  ]);
  assert.equal(graphOf(facts, ALL).nodes.find(({ key }) => key === "host:h1")?.tone, "bad");
});

Deno.test("what a subscription told goes when it is not followed any more", () => {
  const facts = factsOf(1, 1);
  facts.forget(SUBSCRIPTIONS.storage);
  assert.deepEqual([...facts.all("sr"), ...facts.all("vbd"), ...facts.all("vdi")], []);
  assert.equal([...facts.all("vm")].length, 3);
});
