// What a page lets run as code.
import assert from "node:assert/strict";
import { trustOnly } from "./trusted_types.ts";

interface Rules {
  createScriptURL(url: string): string | null;
}

Deno.test("the addresses of the workers pass, others do not, and there is one policy", () => {
  const made: [string, Rules][] = [];
  const types = {
    get defaultPolicy() {
      return made[0]?.[1] ?? null;
    },
    createPolicy: (name: string, rules: Rules) => void made.push([name, rules]),
  };
  trustOnly(["/stream-1.js", "/layout-2.js"], { trustedTypes: types });
  trustOnly(["/evil.js"], { trustedTypes: types });
  const [[name, rules] = ["", null]] = made;
  assert.deepEqual([made.length, name], [1, "default"]);
  for (const url of ["/stream-1.js", "/layout-2.js"]) assert.equal(rules?.createScriptURL(url), url);
  for (const url of ["/evil.js", "/stream-1.js?", "https://evil.example/stream-1.js", ""]) {
    assert.equal(rules?.createScriptURL(url), null, url);
  }
});

Deno.test("a browser without them is left alone", () => {
  assert.doesNotThrow(() => trustOnly(["/stream.js"], {}));
});
