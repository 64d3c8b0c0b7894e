// A viewer's damage: applying it always gives the canvas, and it never grows.
import assert from "node:assert/strict";
import fc from "fast-check";
import { Canvas, type CanvasWatcher, type Rect } from "../screen/canvas.ts";
import { Damage } from "./damage.ts";

const [WIDTH, HEIGHT] = [70, 50];

/** A viewer who applies its damage now and then. */
class Follower implements CanvasWatcher {
  damage = new Damage(WIDTH, HEIGHT);
  readonly pixels = new Uint32Array(WIDTH * HEIGHT);

  constructor(readonly canvas: Canvas) {
    canvas.watchers.add(this);
  }

  changed(rect: Rect): void {
    this.damage.add(rect);
  }

  moved(rect: Rect, up: number): void {
    this.damage.moved(rect, up);
  }

  resized(): void {
    throw new Error("It keeps its size");
  }

  catchUp(): void {
    const { move } = this.damage;
    this.damage.move = undefined;
    if (move !== undefined) {
      const before = this.pixels.slice();
      const { x, y, width, height } = move.rect;
      for (let row = y; row < y + height - move.up; row++) {
        const from = (row + move.up) * WIDTH + x;
        this.pixels.set(before.subarray(from, from + width), row * WIDTH + x);
      }
    }
    for (const { x, y, width, height } of this.damage.take(this.canvas.bounds())) {
      for (let row = y; row < y + height; row++) {
        const from = row * WIDTH + x;
        this.pixels.set(this.canvas.pixels.subarray(from, from + width), from);
      }
    }
    assert.equal(this.damage.any, false);
  }
}

const step = fc.oneof(
  fc.record({
    x: fc.nat(WIDTH),
    y: fc.nat(HEIGHT),
    width: fc.nat(30),
    height: fc.nat(20),
    colour: fc.nat(9),
  }),
  fc.record({ up: fc.integer({ min: 1, max: 40 }), whole: fc.boolean() }),
  fc.constant("catch up" as const),
);

Deno.test("Moves and changes in any order, seen now and then, give the canvas", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const canvas = new Canvas(WIDTH, HEIGHT);
      const follower = new Follower(canvas);
      for (const each of steps) {
        if (each === "catch up") follower.catchUp();
        else if ("up" in each) {
          const rect = each.whole ? canvas.bounds() : { x: 3, y: 2, width: 40, height: 45 };
          canvas.moveUp(rect, each.up);
        } else canvas.fill(each, each.colour);
      }
      follower.catchUp();
      assert.deepEqual(follower.pixels, canvas.pixels);
    }),
    { numRuns: 300 },
  );
});

Deno.test("What is taken of a part leaves the rest dirty; parts never overlap", () => {
  const damage = new Damage(WIDTH, HEIGHT);
  damage.add({ x: 0, y: 0, width: WIDTH, height: HEIGHT });
  const taken = damage.take({ x: 0, y: 0, width: 20, height: HEIGHT });
  assert.deepEqual(taken, [{ x: 0, y: 0, width: 20, height: HEIGHT }]);
  const rest = damage.take({ x: 0, y: 0, width: WIDTH, height: HEIGHT });
  assert.ok(rest.every(({ x, width }) => x + width <= WIDTH) && rest.length === 1);
});

Deno.test("A thousand changes are no more rectangles than there are tiles", () => {
  const damage = new Damage(WIDTH, HEIGHT);
  for (let at = 0; at < 1000; at++) damage.add({ x: at % WIDTH, y: at % HEIGHT, width: 1, height: 1 });
  assert.ok(damage.rects().length <= 20);
});
