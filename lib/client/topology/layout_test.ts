// The layout: it settles, it repeats, it keeps its places, and groups keep apart.
import assert from "node:assert/strict";
import { radiusOf } from "./drawing.ts";
import { graphOf, type GraphOptions } from "./graph.ts";
import { centresOf, Layout } from "./layout.ts";
import { factsOf } from "./testing.ts";
import { carriedOver, fitting, matchesOf, sameShape, shapeOf } from "./view.ts";

const ALL: GraphOptions = {
  show: ["runs", "storage", "network"],
  group: "pool",
  heat: "none",
  open: new Set(),
};

function shape(vms: number, turn = 1, group: GraphOptions["group"] = "pool") {
  const graph = graphOf(factsOf(3, vms), { ...ALL, group });
  return shapeOf(graph, Float32Array.from(graph.nodes, radiusOf), turn);
}

function settled(layout: Layout): Float32Array {
  for (let ticks = 0; !layout.resting; ticks++) {
    assert.ok(ticks < 400, "does not come to rest");
    layout.tick();
  }
  return layout.positions();
}

Deno.test("it comes to rest, every time alike, and no two nodes cover each other", () => {
  const one = new Layout(), other = new Layout();
  one.set(shape(15));
  other.set(shape(15));
  const xy = settled(one);
  assert.deepEqual(xy, settled(other));
  const { radii } = shape(15);
  for (let a = 0; a < radii.length; a++) {
    for (let b = 0; b < a; b++) {
      const far = Math.hypot(place(xy, a, 0) - place(xy, b, 0), place(xy, a, 1) - place(xy, b, 1));
      assert.ok(far > ((radii[a] ?? 0) + (radii[b] ?? 0)) * 0.8, `${a} and ${b}: ${far}`);
    }
  }
});

Deno.test("a VM that comes moves nobody far: it begins beside its host", () => {
  const layout = new Layout();
  const before = shape(10);
  layout.set(before);
  const xy = settled(layout);
  const after = shape(11, 2);
  layout.set(after);
  const now = layout.positions();
  const at = (keys: readonly string[], places: Float32Array, key: string) => {
    const i = keys.indexOf(key);
    return [places[2 * i] ?? NaN, places[2 * i + 1] ?? NaN] as const;
  };
  for (const key of before.keys) {
    assert.deepEqual(at(after.keys, now, key), at(before.keys, xy, key), key);
  }
  const [x, y] = at(after.keys, now, "vm:h1v11"), [hx, hy] = at(after.keys, now, "host:h1");
  assert.ok(Math.hypot(x - hx, y - hy) < 60);
  const end = settled(layout);
  const moved = before.keys.map((key) => {
    const [a, b] = at(before.keys, xy, key), [c, d] = at(after.keys, end, key);
    return Math.hypot(a - c, b - d);
  });
  assert.ok(Math.max(...moved) < 150, `moved by ${Math.max(...moved)}`);
});

Deno.test("groups have room of their own", () => {
  const centres = centresOf(Int32Array.from([0, 0, 0, 1, 1, 2, -1]));
  assert.equal(centres.length, 3);
  for (const a of centres) {
    for (const b of centres) if (a !== b) assert.ok(Math.hypot(a.x - b.x, a.y - b.y) > 80);
  }
  assert.deepEqual(centresOf(Int32Array.from([0, 0])), [{ x: 0, y: 0 }]);
});

Deno.test("what only looks different needs no layout; what is carried over keeps its place", () => {
  assert.ok(sameShape(shape(5), shape(5, 2)));
  assert.ok(!sameShape(shape(5), shape(6)));
  assert.ok(!sameShape(shape(5), shape(5, 2, "host")));
  const from = graphOf(factsOf(1, 1), ALL), to = graphOf(factsOf(1, 2), ALL);
  const xy = Float32Array.from(from.nodes.flatMap((_, i) => [i + 1, -i - 1]));
  const next = carriedOver(from, xy, to);
  const place = (key: string) => {
    const i = to.nodes.findIndex((node) => node.key === key);
    return [...next.slice(2 * i, 2 * i + 2)];
  };
  assert.deepEqual(place("vm:h1v1"), [3, -3]);
  assert.deepEqual(place("vm:h1v2"), place("host:h1"));
});

Deno.test("the search finds nodes by name and tag, and nothing while nothing is looked for", () => {
  const graph = graphOf(factsOf(1, 2), ALL);
  const found = (q: string) => [...matchesOf(graph, q) ?? []].map((i) => graph.nodes[i]?.key);
  assert.deepEqual(found("H1V"), ["vm:h1v1", "vm:h1v2"]);
  assert.deepEqual(found("tag:web"), ["vm:h1v1"]);
  assert.equal(matchesOf(graph, " "), null);
});

Deno.test("the camera that fits shows every node", () => {
  const xy = Float32Array.from([-500, 20, 300, 900, 0, 0]);
  const { k, x, y } = fitting(xy, 800, 600);
  for (let i = 0; i < xy.length; i += 2) {
    const px = (xy[i] ?? 0) * k + x, py = (xy[i + 1] ?? 0) * k + y;
    assert.ok(px >= 0 && px <= 800 && py >= 0 && py <= 600);
  }
  assert.equal(fitting(new Float32Array(), 100, 100).k, 1);
});

function place(xy: Float32Array, node: number, axis: 0 | 1): number {
  return xy[2 * node + axis] ?? NaN;
}
