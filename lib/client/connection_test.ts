import assert from "node:assert/strict";
import { connection } from "./connection.ts";
import type { ToPage } from "./messages.ts";
import type { ReaderPort } from "./readers.ts";

// It runs as long as its page or worker, hence its timer does not end.
Deno.test({ name: "a connection takes pages in", sanitizeOps: false, sanitizeResources: false }, () => {
  const told: ToPage[] = [];
  const port: ReaderPort = { onmessage: null, postMessage: (message) => told.push(message) };
  connection().attach(port);
  port.onmessage?.(new MessageEvent("message", { data: ["here"] }));
  assert.deepEqual(told, [["again"]]);
});
