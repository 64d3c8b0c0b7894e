import assert from "node:assert/strict";
import { problemsOf } from "./problems.ts";

const now = Date.parse("2026-11-23T10:00:00Z");
const host = { id: "h", name: "alpha", pool: "p", live: true, enabled: true };
const sr = {
  id: "s",
  name: "nfs",
  pool: "p",
  type: "nfs",
  content_type: "user",
  physical_size: 100,
  physical_utilisation: 50,
  pbds: 2,
  pbds_attached: 2,
};
const task = {
  id: "t",
  name: "Async.VM.start",
  description: "",
  pool: "p",
  status: "failure",
  progress: 1,
  created: "2026-11-23T09:50:00Z",
  finished: "2026-11-23T09:51:00Z",
  error: "Not enough memory",
  error_info: ["HOST_NOT_ENOUGH_FREE_MEMORY"],
  object: null,
  allowed_operations: [],
} as const;

Deno.test("nothing is a problem while all is well, nor is yesterday's failure", () => {
  const old = { ...task, created: "2026-11-22T09:50:00Z", finished: "2026-11-22T09:51:00Z" };
  assert.deepEqual(problemsOf({ hosts: [host], srs: [sr], tasks: [old], now }), []);
});

Deno.test("the worst stands first, and failed tasks are one line", () => {
  const found = problemsOf({
    hosts: [{ ...host, enabled: false }, { ...host, id: "h2", name: "beta", live: false }],
    srs: [{ ...sr, physical_utilisation: 92 }, { ...sr, id: "s2", pbds_attached: 1 }],
    tasks: [task, { ...task, id: "t2" }],
    now,
  });
  assert.deepEqual(found.map(({ tone, what }) => `${tone} ${what}`), [
    "bad Host beta: does not answer",
    "bad Storage nfs: not attached everywhere",
    "warn Host alpha: disabled",
    "warn Storage nfs: 92% full",
    "warn 2 tasks failed within the last hour",
  ]);
});

Deno.test("a full ISO library is no problem", () => {
  const full = { ...sr, content_type: "iso", physical_utilisation: 100 };
  assert.deepEqual(problemsOf({ hosts: [], srs: [full], tasks: [], now }), []);
});
