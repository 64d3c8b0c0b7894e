import assert from "node:assert/strict";
import { z } from "zod";
import { withKv } from "@/tests/api/support.ts";
import { BrokenRecordError } from "./record.ts";
import { type Setting, SettingsStore } from "./settings.ts";

const banner: Setting<string> = { name: "banner", schema: z.string().max(10), initial: "none" };

Deno.test("a setting has its initial value until it is set", async () => {
  await withKv(async (kv) => {
    const settings = new SettingsStore(kv);
    assert.equal(await settings.get(banner), "none");
    await settings.set(banner, "hello");
    assert.equal(await settings.get(banner), "hello");
    await assert.rejects(
      settings.set(banner, "far too long a text"),
      /Cannot write the record settings\/banner/,
    );
    await kv.set(["settings", "banner"], 7);
    await assert.rejects(settings.get(banner), BrokenRecordError);
  });
});
