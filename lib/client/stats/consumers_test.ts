import { deepEqual, equal } from "node:assert/strict";
import { consumersOf } from "./consumers.ts";

Deno.test("the biggest consumers are asked for once, and what cannot be asked is told", async () => {
  const asked: string[] = [];
  const items = [{ id: "a", name: "web", cpu: 0.5, memory: null }, {
    id: "b",
    name: "",
    cpu: 0.25,
    memory: 8,
  }];
  const found = await consumersOf("cpu", (path) => {
    asked.push(path);
    return Promise.resolve(Response.json({ items }));
  });
  deepEqual(found, [{ id: "a", name: "web", value: 0.5 }, { id: "b", name: "b", value: 0.25 }]);
  deepEqual(asked, ["/api/v1/stats/top?collection=vm&metric=cpu&limit=5"]);
  const memory = await consumersOf("memory", () => Promise.resolve(Response.json({ items })));
  deepEqual(memory, [{ id: "b", name: "b", value: 8 }], "who has no figure is none");
  equal(await consumersOf("cpu", () => Promise.reject(new TypeError("away"))), null);
  equal(await consumersOf("cpu", () => Promise.resolve(new Response("", { status: 403 }))), null);
});
