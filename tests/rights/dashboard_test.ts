// The dashboard and the health page of whoever sees little: true, and nothing of anything else.
import { equal, ok } from "node:assert/strict";
import { withHouse } from "./house.ts";
import { markOf } from "./marked_pools.ts";

Deno.test("a viewer of one VM has a small true dashboard, an administrator all of it", async () => {
  await withHouse(async ({ url, guest, vm, atoll: { services: { cache } } }) => {
    const text = async (name: string, path: string) => {
      const response = await fetch(url + path, { headers: guest(name).headers });
      equal(response.status, 200, path);
      return await response.text();
    };
    const small = await text("viewer on a VM", "/");
    ok(small.includes(markOf(vm.number, "n")), "the own VM is there");
    ok(!small.includes("Hosts and CPUs"), "no sums over what is not seen");
    ok(!small.includes("NaN"));
    const whole = await text("administrator on everything", "/");
    ok(whole.includes("Hosts and CPUs"));

    const findings = [...cache.list("finding")];
    ok(findings.length > 0, "something is found");
    const health = await text("viewer on a VM", "/health");
    for (const { object } of findings) {
      if (object.id !== vm.id && object.collection === "vm") ok(!health.includes(object.id), object.id);
    }
    const all = await text("administrator on everything", "/health");
    ok(findings.some(({ object }) => all.includes(object.id)));
  });
});
