import assert from "node:assert/strict";
import { parseSubscription } from "@/lib/stream/mod.ts";
import { COLLECTIONS } from "@/lib/view/types.ts";
import { isPaged } from "@/lib/view/hrefs.ts";
import { TABS } from "@/lib/view/tabs.ts";
import { PARTS, partsOf } from "./detail_parts.ts";

const object = { id: "0a1b2c3d-0000-4000-8000-000000000001", pool: "0a1b2c3d-0000-4000-8000-00000000000f" };

Deno.test("Every tab of every kind can be followed", () => {
  for (const kind of COLLECTIONS.filter(isPaged)) {
    for (const { name } of TABS[kind]) {
      const { parts } = parseSubscription(partsOf(kind, name, object).join(";"));
      assert.ok(
        parts.some(({ collection, id }) => collection === kind && id === object.id),
        `${kind} ${name}`,
      );
    }
  }
});

Deno.test("A tab follows what it shows, not what the others show", () => {
  const collections = (tab: string) =>
    new Set(
      parseSubscription(partsOf("host", tab, object).join(";")).parts.map(({ collection }) => collection),
    );
  assert.ok(collections("network").has("pif") && !collections("storage").has("pif"));
  assert.ok(collections("vms").has("vm") && !collections("").has("vm"));
});

Deno.test("Nothing is followed for a tab that is none", () => {
  for (const kind of COLLECTIONS.filter(isPaged)) {
    const known = TABS[kind].map(({ name }) => name);
    for (const name of Object.keys(PARTS[kind])) assert.ok(known.includes(name), `${kind} ${name}`);
  }
});
