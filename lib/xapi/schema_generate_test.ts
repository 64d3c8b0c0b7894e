// The checked-in schema is what the data model gives.
import { strict as assert } from "node:assert";
import { schemaSource } from "./schema_generate.ts";
import { methodsSource } from "./schema_methods.ts";
import type { Model } from "./schema_model.ts";
import { CLASSES } from "./schema.ts";

const url = new URL("../../../shared/xapi/model.json", import.meta.url);

async function read(): Promise<Model | undefined> {
  try {
    return JSON.parse(await Deno.readTextFile(url));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

const model = await read();

Deno.test({
  name: `schema.ts and methods.ts are what the model gives${
    model ? "" : " (skipped: the model is not here)"
  }`,
  ignore: model === undefined,
  async fn() {
    assert(model !== undefined);
    const checkedIn = (name: string) => Deno.readTextFile(new URL(name, import.meta.url));
    // No diff of megabytes: a false says enough.
    assert(await checkedIn("./schema.ts") === schemaSource(model), "run deno task schema");
    assert(await checkedIn("./methods.ts") === methodsSource(model), "run deno task schema");
  },
});

Deno.test("every message of the model has its signature", async () => {
  const text = await Deno.readTextFile(new URL("./methods.ts", import.meta.url));
  const signatures = [...text.matchAll(/^ {2}\w+\(.*\): Promise<.+>;$/gm)].length;
  const messages = Object.values(CLASSES).flatMap((schema) => Object.keys(schema.messages));
  assert.equal(signatures, messages.length);
  assert.equal(messages.length, 1828);
});
