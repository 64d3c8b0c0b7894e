import assert from "node:assert/strict";
import fc from "fast-check";
import { agentOf } from "./agent.ts";

Deno.test("browsers and programs are named as their owners know them", () => {
  const named: [string, string][] = [
    ["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux"],
    [
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Safari/537.36 Edg/139.0.0.0",
      "Edge on Windows",
    ],
    [
      "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Mobile Safari/537.36",
      "Chrome on Android",
    ],
    [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
      "Safari on iPhone",
    ],
    ["curl/8.9.1", "curl"],
    ["python-requests/2.32", "python-requests"],
    ["Mozilla/5.0 <script>", ""],
    ["", ""],
  ];
  for (const [header, name] of named) assert.equal(agentOf(header), name, header);
  assert.equal(agentOf(null), "");
});

Deno.test("whatever is sent, a short plain text comes out", () => {
  fc.assert(fc.property(fc.string({ maxLength: 2_000 }), (text) => {
    assert.match(agentOf(text), /^[A-Za-z0-9 -]{0,40}$/);
  }));
});
