// Whatever an action of the product asks of a pool, the simulator can do.
import assert from "node:assert/strict";
import { CLASSES } from "@/lib/xapi/schema.ts";
import { parseType } from "@/lib/xapi/schema_type.ts";
import { ApiError, startSimulator } from "@/sim/mod.ts";
import { defaultOf, type Json } from "@/sim/values.ts";

const ACTIONS = new URL("../../lib/actions/", import.meta.url);

/** The Xen-API's messages that the sources of the actions name, as `pool.VM.start`, as a method or as the name of one alone. */
function asked(): string[] {
  const sources = [...Deno.readDirSync(ACTIONS)].map(({ name }) => name)
    .filter((name) => name.endsWith(".ts") && !name.endsWith("_test.ts"))
    .map((name) => Deno.readTextFileSync(new URL(name, ACTIONS))).join("\n");
  const whole = sources.match(/(?<=\.)[A-Za-z_]+\.[a-z_A-Z]+(?=\()/g) ?? [];
  const methods =
    sources.match(/(?<=\.)[a-z]+(?:_[a-zA-Z]+)*(?=\()|(?<=")(?:set|add|remove)_[a-z_]+(?=")/g) ?? [];
  const parts = methods.flatMap((name) =>
    ["pool", "host", "VM", "SR", "VDI", "network"].map((cls) => `${cls}.${name}`)
  );
  const known = (name: string) => CLASSES[name.split(".")[0] ?? ""]?.messages[name.split(".")[1] ?? ""];
  return [...new Set([...whole, ...parts])].filter((name) => known(name) !== undefined).sort();
}

Deno.test("The simulator does whatever the actions ask of a pool", async () => {
  const simulator = await startSimulator({ hosts: 1, vms: 1, speed: Infinity });
  const messages = asked();
  const untaught: string[] = [];
  try {
    for (const message of messages) {
      const [cls = "", name = ""] = message.split(".");
      const params = CLASSES[cls]?.messages[name]?.params ?? [];
      const args = params.map(([, type]): Json => defaultOf(parseType(type)));
      await simulator.call(message, args).catch((error) => {
        // Nothing has these references: the refusal that counts is the one of a message nobody taught.
        if (!(error instanceof ApiError)) throw error;
        if (/NOT_IMPLEMENTED|UNKNOWN/.test(error.code)) untaught.push(message);
      });
    }
  } finally {
    await simulator.close();
  }
  assert.ok(messages.length >= 30, messages.join(" "));
  for (const one of ["host.enable", "SR.scan", "VM.clean_shutdown", "VDI.set_name_label", "task.cancel"]) {
    assert.ok(messages.includes(one), one);
  }
  assert.deepEqual(untaught, []);
});
