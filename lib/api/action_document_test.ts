import assert from "node:assert/strict";
import { actionsOf, findAction } from "@/lib/actions/registry.ts";
import { VM_OPS } from "@/lib/view/vm_ops.ts";
import { document } from "./action_document.ts";
import { PLURAL } from "./shapes.ts";

Deno.test("docs/actions.md is what the registry is", async () => {
  const written = await Deno.readTextFile(new URL("../../docs/actions.md", import.meta.url));
  assert.equal(written, document(), "Write it anew: deno run -A lib/api/action_document.ts");
});

Deno.test("each action of VMs, disks, drives and interfaces is tried over real HTTP", async () => {
  const directory = new URL("../../tests/integration/actions/", import.meta.url);
  const sources = [...Deno.readDirSync(directory)].map(({ name }) =>
    Deno.readTextFile(new URL(name, directory))
  );
  const tried = (await Promise.all(sources)).join("\n");
  const untried = (["vm", "vdi", "vbd", "vif"] as const).flatMap((collection) =>
    actionsOf(collection).filter(({ name }) =>
      !new RegExp(`act\\("${PLURAL[collection]}",[^"]*"${name}"`).test(tried)
    ).map(({ name }) => `${collection}.${name}`)
  );
  assert.deepEqual(untried, []);
});

Deno.test("what lists offer for VMs is what the registry has, as dangerous or more so", () => {
  for (const { name, dangerous } of VM_OPS) {
    const action = findAction("vm", name);
    assert.ok(action !== undefined, name);
    if (action.dangerous) assert.ok(dangerous, name);
  }
});
