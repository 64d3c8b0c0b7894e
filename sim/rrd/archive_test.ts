import assert from "node:assert/strict";
import fc from "fast-check";
import { type Archive, archivesOf, bestArchives, lastUpdate, rowValue } from "./archive.ts";
import { ALWAYS, type Owner, SourceList } from "./sources.ts";
import { STEP } from "./series.ts";

const NOW = 1_795_413_664.5;

function owner(changes: Partial<Owner> = {}): Owner {
  const list = new SourceList("e3b578fb-c87b-473a-5e70-8ed03990c911");
  list.moving("cpu0", "GAUGE", { mean: 0.4, limit: 1 });
  return { prefix: "vm:x:", sources: list.done(), periods: ALWAYS, extremes: false, ...changes };
}

function spans(archives: readonly Archive[]): string[] {
  return archives.map(({ consolidation, span }) => `${consolidation} ${span}`);
}

Deno.test("The shortest archive that reaches back to the start and is coarse enough answers", () => {
  const all = archivesOf(owner());
  const best = (interval: number, ago: number) =>
    spans(bestArchives(all, undefined, interval, NOW - ago, NOW));
  assert.deepEqual(best(0, 60), ["AVERAGE 1"]);
  assert.deepEqual(best(5, 60), ["AVERAGE 1"]);
  assert.deepEqual(best(0, 700), ["AVERAGE 12"]);
  assert.deepEqual(best(60, 60), ["AVERAGE 12"]);
  assert.deepEqual(best(61, 60), ["AVERAGE 12"]);
  assert.deepEqual(best(0, 8000), ["AVERAGE 720"]);
  assert.deepEqual(best(3600, 60), ["AVERAGE 720"]);
  assert.deepEqual(best(0, 20 * 86_400), ["AVERAGE 17280"]);
  assert.deepEqual(best(0, 5000 * 86_400), ["AVERAGE 17280"]);
  assert.deepEqual(best(100_000, 60), []);
});

Deno.test("Owners with extremes answer with all three, or with the one that was asked for", () => {
  const all = archivesOf(owner({ extremes: true }));
  assert.equal(all.length, 10);
  assert.deepEqual(spans(bestArchives(all, undefined, 0, NOW - 700, NOW)), [
    "AVERAGE 12",
    "MIN 12",
    "MAX 12",
  ]);
  assert.deepEqual(spans(bestArchives(all, "MAX", 0, NOW - 60, NOW)), ["MAX 12"]);
  assert.deepEqual(bestArchives(all, "LAST", 0, NOW - 60, NOW), []);
});

Deno.test("A row of any archive is the mean of the rows below it", () => {
  const one = owner();
  const [source] = one.sources;
  const [fives, minutes, hours, days] = archivesOf(one);
  assert.ok(source !== undefined && fives !== undefined && minutes && hours && days);
  const levels = [[fives, minutes], [minutes, hours], [hours, days]] as const;
  fc.assert(fc.property(fc.nat(300), fc.constantFrom(...levels), (back, [small, large]) => {
    const from = (Math.floor(NOW / STEP / large.span) - 1 - back) * large.span;
    let sum = 0;
    for (let at = from; at < from + large.span; at += small.span) sum += rowValue(one, source, small, at);
    assert.ok(Math.abs(sum / (large.span / small.span) - rowValue(one, source, large, from)) < 1 / 4096);
  }));
});

Deno.test("A row is unknown when more than half of it is, and else the mean of what is known", () => {
  const from = Math.floor(NOW / STEP / 12) * 12 - 12;
  const minutes: Archive = { consolidation: "AVERAGE", span: 12, rows: 120, tolerance: 0.5 };
  const since = (step: number) => {
    const one = owner({ periods: [{ from: step, to: Infinity }] });
    const [source] = one.sources;
    assert.ok(source !== undefined);
    return rowValue(one, source, minutes, from);
  };
  assert.ok(Number.isNaN(since(from + 7)));
  assert.ok(Math.abs(since(from + 6) - mean(owner(), from + 6, from + 12)) < 1 / 8192);
  const halted = owner({ periods: [{ from: 0, to: from - 5 }] });
  assert.ok(halted.sources.every((source) => Number.isNaN(rowValue(halted, source, minutes, from))));
});

Deno.test("Extremes hold the average between them", () => {
  const one = owner({ extremes: true });
  const [source] = one.sources;
  assert.ok(source !== undefined);
  for (const span of [12, 720, 17_280]) {
    const from = (Math.floor(NOW / STEP / span) - 3) * span;
    const [low = 0, middle = 0, high = 0] = (["MIN", "AVERAGE", "MAX"] as const).map((consolidation) =>
      rowValue(one, source, { consolidation, span, rows: 1, tolerance: 1 }, from)
    );
    assert.ok(low < middle && middle < high);
  }
});

Deno.test("Statistics are written once in five seconds", () => {
  assert.equal(lastUpdate(1_795_413_664_400), 1_795_413_659.5);
  assert.equal(lastUpdate(1_795_413_664_500), 1_795_413_664.5);
  assert.equal(lastUpdate(1_795_413_669_400), 1_795_413_664.5);
});

function mean(one: Owner, from: number, to: number): number {
  return one.sources[0]?.mean(from, to) ?? NaN;
}
