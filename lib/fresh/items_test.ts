import { deepEqual, equal } from "node:assert/strict";
import { allowedMethods, covers, handlerFor, rootScope } from "./items.ts";

const yes = () => true;
const no = () => false;

Deno.test("what is registered by path covers paths", () => {
  const scope = rootScope("/vms/*");
  deepEqual(scope, { prefix: "/vms", dir: null, depth: 1 });
  deepEqual([covers(scope, "/other", yes), covers(scope, null, no)], [true, false]);
  equal(rootScope("*").prefix, "/");
});

Deno.test("what comes from a directory covers the routes of that directory, a group its own only", () => {
  const group = { prefix: "/", dir: "/(admin)", depth: 1 };
  equal(covers(group, "/(admin)/users", yes), true);
  equal(covers(group, "/(admin)", yes), true);
  equal(covers(group, "", yes), false);
  equal(covers(group, null, yes), false);
  const vms = { prefix: "/vms", dir: "/vms", depth: 1 };
  deepEqual([covers(vms, "/vmsx", yes), covers(vms, null, yes), covers(vms, null, no)], [false, true, false]);
});

Deno.test("a page answers GET, a handler its methods, a function all or those configured", () => {
  const done = () => new Response();
  const component = () => null;
  deepEqual(allowedMethods({ component }), ["GET"]);
  deepEqual(allowedMethods({ component, handler: { POST: done } }), ["GET", "POST"]);
  equal(allowedMethods({ handler: done }), "ALL");
  deepEqual(allowedMethods({ handler: done, config: { methods: ["PUT"] } }), ["PUT"]);
  equal(handlerFor({ handler: { GET: done } }, "HEAD"), done);
  equal(handlerFor({ component, handler: { POST: done } }, "GET"), null);
  equal(handlerFor({ handler: { GET: done } }, "constructor"), null);
});
