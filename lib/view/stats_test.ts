import assert from "node:assert/strict";
import fc from "fast-check";
import {
  coarse,
  extentOf,
  groupsOf,
  keyOf,
  parseKeys,
  rangeHref,
  type StatsValue,
  statText,
  weekOf,
} from "./stats.ts";

Deno.test("values are written with their units, as short as they can be", () => {
  assert.equal(statText("share", 0.034), "3.4%");
  assert.equal(statText("share", 0.5), "50%");
  assert.equal(statText("bytes", 1.5 * 2 ** 30), "1.5 GiB");
  assert.equal(statText("rate", 12 * 1024), "12 KiB/s");
  assert.equal(statText("ops", 3.25), "3.3/s");
  assert.equal(statText("ms", 0.78), "0.78 ms");
  assert.equal(statText("number", 1234), "1,234");
  for (const none of [null, undefined, NaN, Infinity]) assert.equal(statText("bytes", none), "–");
});

Deno.test("objects are read out of an address, what names none is left out", () => {
  const objects = [{ collection: "vm", id: "a@b" }, { collection: "sr", id: "c" }] as const;
  assert.deepEqual(parseKeys(objects.map(keyOf).join(",")), objects);
  assert.deepEqual(parseKeys("vm:,network:x,nothing,vm:a,vm:a"), [{ collection: "vm", id: "a" }]);
  assert.equal(parseKeys(Array.from({ length: 9 }, (_, n) => `vm:${n}`).join(","), 5).length, 5);
});

Deno.test("the extent of a column is that of its known values", () => {
  assert.deepEqual(extentOf([null, 1, null, 3]), { low: 1, mean: 2, high: 3 });
  assert.equal(extentOf([null, null]), null);
});

Deno.test("a coarse column lies within the extent of the fine one, with no more parts than asked for", () => {
  const value = fc.option(fc.double({ min: 0, max: 1e9, noNaN: true }));
  fc.assert(
    fc.property(
      fc.array(value, { minLength: 1, maxLength: 400 }),
      fc.integer({ min: 1, max: 24 }),
      (column, parts) => {
        const extent = extentOf(column);
        const made = coarse(column, parts);
        assert.ok(made.length <= parts);
        for (const value of made) {
          if (value === null) continue;
          assert.ok(extent !== null && value >= extent.low * 0.999999 && value <= extent.high * 1.000001);
        }
        assert.equal(made.every((value) => value === null), extent === null);
      },
    ),
  );
});

Deno.test("a week falls into its hours by the clock of whoever looks", () => {
  // 168 hours that end at Monday, 5 January 2026, 00:00 UTC.
  const end = Date.UTC(2026, 0, 5) / 1000;
  const column: StatsValue[] = Array.from({ length: 168 }, (_, n) => n);
  const week = weekOf({ start: end - 167 * 3600, step: 3600 }, column, 0);
  assert.equal(week[0]?.[23], 167, "the last hour is Sunday's last");
  assert.equal(week[1]?.[0], 0, "the first is Monday's first");
  const east = weekOf({ start: end - 167 * 3600, step: 3600 }, column, -60);
  assert.equal(east[1]?.[0], 167, "an hour further east it is Monday");
  assert.ok(week.every((day) => day.every((value) => value !== null)));
});

Deno.test("groups come in one order, with the columns of their sources", () => {
  const source = (group: "disk" | "cpu") => ({ name: group, label: group, unit: "rate", group } as const);
  assert.deepEqual(groupsOf({ sources: [source("disk"), source("cpu"), source("disk")] }), [
    { group: "cpu", columns: [1] },
    { group: "disk", columns: [0, 2] },
  ]);
});

Deno.test("ranges are added to whatever address there is", () => {
  assert.equal(rangeHref("/vms/x/stats", "day"), "/vms/x/stats?range=day");
  assert.equal(rangeHref("/stats?ids=vm:x", "day"), "/stats?ids=vm:x&range=day");
});
