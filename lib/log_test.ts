import assert from "node:assert/strict";
import { Logger, redact } from "./log.ts";
import { inRequest, requestContext } from "./request_context.ts";

Deno.test("a log line holds no secret, whatever its depth", () => {
  const lines: string[] = [];
  new Logger((line) => lines.push(line)).warn("Cannot sign in", {
    username: "root",
    password: "hunter2",
    request: { headers: { cookie: "atoll=abc", Authorization: "Basic x" }, session_id: "OpaqueRef:1" },
  });
  assert.equal(lines.length, 1);
  const line = lines[0] ?? "";
  assert.match(line, /"username":"root"/);
  for (const secret of ["hunter2", "atoll=abc", "Basic x", "OpaqueRef:1"]) {
    assert.ok(!line.includes(secret), secret);
  }
});

Deno.test("an opaque ref in a message is shortened: a session's ref is a key", () => {
  const text = redact(new Error("SESSION_INVALID OpaqueRef:6f3ad998-4d67-5382-5262-b3b7a56a14cb"));
  assert.deepEqual(text, { name: "Error", message: "SESSION_INVALID OpaqueRef:6f3ad998…" });
});

Deno.test("lines below the level are not written", () => {
  const lines: string[] = [];
  const log = new Logger((line) => lines.push(line), "warn");
  log.info("quiet");
  log.error("loud", { big: 1n });
  assert.equal(lines.length, 1);
});

Deno.test("a line that is written for a request names it", async () => {
  const lines: string[] = [];
  const log = new Logger((line) => lines.push(line));
  const id = await inRequest("10.0.0.1", () => {
    log.info("within");
    return requestContext()?.id;
  });
  log.info("outside");
  assert.deepEqual(lines.map((line) => JSON.parse(line).request), [id, undefined]);
});
