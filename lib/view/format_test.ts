import assert from "node:assert/strict";
import fc from "fast-check";
import {
  ago,
  bytes,
  count,
  dateTime,
  duration,
  operationText,
  percent,
  plain,
  plural,
  taskText,
} from "./format.ts";

Deno.test("sizes are in binary units, with a decimal only where it tells something", () => {
  const cases: [number, string][] = [
    [0, "0 B"],
    [1023, "1,023 B"],
    [1024, "1 KiB"],
    [1536 * 1024, "1.5 MiB"],
    [4 * 2 ** 30, "4 GiB"],
    [127.6 * 2 ** 30, "128 GiB"],
    [2 ** 40 - 1, "1 TiB"],
    [-1, "–"],
    [NaN, "–"],
  ];
  for (const [value, text] of cases) assert.equal(bytes(value, "en"), text);
});

Deno.test("sizes follow the locale", () => {
  assert.equal(bytes(1.5 * 2 ** 30, "de"), "1,5 GiB");
});

Deno.test("no size is ever shown with more than four digits before the unit", () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }), (value) => {
    assert.match(bytes(value, "en"), /^(\d{1,3}|1,0[0-2]\d)(\.\d)? ([KMGTPE]i)?B$/);
  }));
});

Deno.test("counts, percents and plurals", () => {
  assert.equal(count(12345, "en"), "12,345");
  assert.equal(percent(0.423, "en"), "42%");
  assert.equal(percent(NaN, "en"), "–");
  assert.equal(plural(1, "VM"), "1 VM");
  assert.equal(plural(2, "address", "addresses"), "2 addresses");
});

Deno.test("durations show their two largest units", () => {
  const second = 1000, minute = 60 * second, hour = 60 * minute, day = 24 * hour;
  const cases: [number, string][] = [
    [0, "0 s"],
    [-5, "0 s"],
    [59 * second, "59 s"],
    [3 * minute + 20 * second, "3 min 20 s"],
    [42 * minute + 20 * second, "42 min"],
    [2 * hour + 5 * minute, "2 h 5 min"],
    [2 * hour, "2 h"],
    [4 * day + 3 * hour, "4 d 3 h"],
    [40 * day + 3 * hour, "40 d"],
  ];
  for (const [ms, text] of cases) assert.equal(duration(ms), text);
});

Deno.test("ages and moments, also of broken dates", () => {
  const now = Date.parse("2026-11-23T10:00:00Z");
  assert.equal(ago("2026-11-23T09:59:58Z", now), "just now");
  assert.equal(ago("2026-11-23T09:58:00Z", now), "2 min ago");
  assert.equal(ago("never", now), "–");
  assert.equal(dateTime("2026-11-23T09:58:00Z", "en-GB", "UTC"), "23 Nov 2026, 09:58");
  assert.equal(dateTime("never"), "–");
});

Deno.test("operations and tasks have words", () => {
  assert.equal(operationText("clean_shutdown"), "Shutting down");
  assert.equal(operationText("make_into_template"), "Make into template");
  assert.equal(taskText("Async.VM.clean_shutdown"), "VM: clean shutdown");
  assert.equal(taskText("Export of VM web.1"), "Export of VM web.1");
  assert.equal(taskText(""), "Unnamed task");
});

Deno.test("a figure that is not known is a dash", () => {
  assert.deepEqual([count(NaN), plain(NaN), bytes(NaN), percent(NaN)], ["–", "–", "–", "–"]);
  assert.equal(plain(1500), "1500");
});
