import assert from "node:assert/strict";
import { parseHead } from "./http_head.ts";
import { Routes } from "./routes.ts";

Deno.test("A request goes to the longest path it begins with, and to no other method's", () => {
  const routes = new Routes();
  const taken: string[] = [];
  for (const path of ["/export", "/export_metadata", "/import"]) {
    routes.take("GET", path, () => Promise.resolve(void taken.push(path)));
  }
  const take = (line: string) => {
    const head = parseHead(`${line} HTTP/1.1`);
    assert.ok(head !== undefined);
    return routes.taker(head);
  };
  const wire = { read: () => Promise.resolve(undefined), write: () => Promise.resolve() };
  for (const target of ["/export?uuid=x", "/export/x.xva?uuid=x", "/export_metadata", "/export_raw_vdi"]) {
    const head = parseHead(`GET ${target} HTTP/1.1`);
    assert.ok(head !== undefined);
    routes.taker(head)?.(head, wire);
  }
  assert.deepEqual(taken, ["/export", "/export", "/export_metadata", "/export"]);
  assert.equal(take("PUT /export"), undefined);
  assert.equal(take("GET /"), undefined);
  assert.equal(take("GET /ex"), undefined);
});

Deno.test("Endings are called once", () => {
  const routes = new Routes();
  let calls = 0;
  routes.atClose(() => calls++);
  routes.close();
  routes.close();
  assert.equal(calls, 1);
});
