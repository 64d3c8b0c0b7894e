// Answers that are none, and requests that are too large.
import { strict as assert } from "node:assert";
import type { Socket } from "node:net";
import { ConnectionError } from "./errors.ts";
import { httpServer, idOf, json2, raw, tcpServer, type TestServer } from "./testdata/servers.ts";
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
  await using server = await httpServer((body, _request, response) => {
    asked++;
    json2(response, "", idOf(body));
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

Deno.test("what is broken off or no longer JSON in the middle of the records gives an error and nothing else", async () => {
  const records = JSON.stringify(
    Array.from({ length: 20_000 }, (_, i) => ({ id: i, name_label: `VM ${i}` })),
  );
  const json = `{"jsonrpc":"2.0","result":${records},"id":1}`;
  const half = json.length >> 1;
  const answers: [body: string, length: number, kind: string][] = [
    [json.slice(0, half), json.length, "reset"],
    [json.slice(0, half) + "}]}" + json.slice(half), json.length + 3, "bad-answer"],
    [json.slice(0, half), half, "bad-answer"],
    [json + "x", json.length, "bad-answer"],
    ["", 0, "bad-answer"],
  ];
  for (const [text, length, kind] of answers) {
    await using server = await tcpServer((socket) => {
      socket.once("data", () => {
        socket.end(
          `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n\r\n${text}`,
        );
      });
    }, "http:");
    const transport = openTransport(server.endpoint, { fingerprint: null });
    const error = await rejection(transport.call("VM.get_all", ["s"]));
    transport.close();
    assert(error instanceof ConnectionError, String(error));
    assert.equal(error.kind, kind, error.message);
  }
});

Deno.test("an answer that stops coming in the middle of the records runs out of time, or of the caller's patience", async () => {
  const records = Array.from({ length: 20_000 }, (_, i) => ({ id: i, name_label: `VM ${i}` }));
  for (const dialect of ["json2", "xml"] as const) {
    const text = dialect === "json2"
      ? JSON.stringify({ jsonrpc: "2.0", result: records }).slice(0, -100)
      : "<methodResponse><params><param><value><array><data>" + "<value>VM</value>".repeat(20_000);
    let sent = Promise.withResolvers<void>();
    await using server = await httpServer((_body, _request, response) => {
      response.writeHead(200, { "content-type": dialect === "xml" ? "text/xml" : "application/json" });
      response.write(text, () => sent.resolve());
    });
    const transport = openTransport(server.endpoint, { fingerprint: null, dialect });
    const late = await rejection(transport.call("VM.get_all", ["s"], { timeout: 200 }));
    assert(late instanceof ConnectionError && late.kind === "timeout", `${late}`);
    sent = Promise.withResolvers();
    const control = new AbortController();
    const call = rejection(transport.call("VM.get_all", ["s"], { signal: control.signal }));
    await sent.promise;
    control.abort();
    const given = await call;
    assert(given instanceof ConnectionError && given.kind === "aborted", `${given}`);
    transport.close();
  }
});

/** A host that answers the first call twice, the second copy when the next call has come over that connection. */
function answersTwice(answer: (body: string) => string, sockets: Set<Socket>): Promise<TestServer> {
  let first: string | undefined;
  return tcpServer((socket) => {
    sockets.add(socket);
    socket.on("data", (data) => {
      const body = data.toString().split("\r\n\r\n")[1] ?? "";
      const text = socket === [...sockets][0] ? first ??= answer(body) : answer(body);
      socket.write(
        `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${text.length}\r\n\r\n${text}`,
      );
    });
  }, "http:");
}

Deno.test("an answer that comes twice is not taken for that to the next call, and its connection is given up", async () => {
  for (const dialect of ["json1", "json2"] as const) {
    const sockets = new Set<Socket>();
    await using server = await answersTwice((body) => {
      const id = idOf(body);
      return JSON.stringify({ ...(dialect === "json2" ? { jsonrpc: "2.0" } : {}), result: `${id}`, id });
    }, sockets);
    const transport = openTransport(server.endpoint, { fingerprint: null, dialect, inFlight: 1 });
    assert.equal(await transport.call("VM.get_all", ["s"]), "1");
    const error = await rejection(transport.call("VM.get_all", ["s"]));
    assert(error instanceof ConnectionError && error.kind === "bad-answer", `${error}`);
    assert.match(error.message, / answered another call$/);
    assert.equal(sockets.size, 1);
    assert.equal(await transport.call("VM.get_all", ["s"]), "3");
    assert.equal(sockets.size, 2);
    transport.close();
  }
});
