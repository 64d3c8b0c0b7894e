// Answers that are none, and requests that are too large.
import { strict as assert } from "node:assert";
import { ConnectionError } from "./errors.ts";
import { httpServer, json2, raw } from "./testdata/servers.ts";
import { openTransport } from "./transport.ts";

async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return await promise.then(() => assert.fail("it succeeded"), (error: unknown) => error);
}

Deno.test("web pages, HTTP errors and half answers never show their body", async () => {
  const answers: [body: string, type: string, status: number][] = [
    ["<html>SECRET</html>", "text/html", 200],
    ["<html>SECRET</html>", "text/html", 500],
    ["SECRET", "application/json", 200],
    ['{"jsonrpc":"2.0","result":"SECRET', "application/json", 200],
    ['{"id":1,"SECRET":2}', "application/json", 200],
  ];
  for (const [body, type, status] of answers) {
    await using server = await httpServer((_body, _request, response) => raw(response, body, type, status));
    const transport = openTransport(server.endpoint, { fingerprint: null });
    const error = await rejection(transport.call("VM.get_all", ["s"]));
    transport.close();
    assert(error instanceof ConnectionError && error.kind === "bad-answer", body);
    assert(!`${error.message} ${error.cause}`.includes("SECRET"), body);
  }
});

Deno.test("a request over xapi's limit is not sent", async () => {
  let asked = 0;
  await using server = await httpServer((_body, _request, response) => {
    asked++;
    json2(response, "");
  });
  const transport = openTransport(server.endpoint, { fingerprint: null });
  const error = await rejection(transport.call("VM.set_name_label", ["s", "vm", "x".repeat(301 * 1024)]));
  assert(error instanceof ConnectionError && error.kind === "too-large");
  assert.equal(error.message, "The request has 302 KiB, a pool accepts 300");
  assert.equal(asked, 0);
  await transport.call("VM.set_name_label", ["s", "vm", "x".repeat(290 * 1024)]);
  assert.equal(asked, 1);
  transport.close();
});
