// Which dialect a host gets, and what never gets a password.
import { strict as assert } from "node:assert";
import { connect } from "./connect.ts";
import { ConnectionError } from "./errors.ts";
import { httpServer, idOf, json2, raw, tcpServer, type TestServer } from "./testdata/servers.ts";
import type { Dialect } from "./types.ts";

const METHODS = ["session.login_with_password", "VM.start"];
const XML_METHODS = `<?xml version="1.0"?><methodResponse><params><param><value><array><data>${
  METHODS.map((method) => `<value>${method}</value>`).join("")
}</data></array></value></param></params></methodResponse>`;

/** A host of the given dialects; `unknown` is what it answers elsewhere. */
function host(speaks: readonly Dialect[], asked: string[], unknown = 404): Promise<TestServer> {
  return httpServer((body, request, response) => {
    const dialect = request.url !== "/jsonrpc" ? "xml" : body.includes("jsonrpc") ? "json2" : "json1";
    asked.push(dialect);
    if (!speaks.includes(dialect)) raw(response, "<html>no</html>", "text/html", unknown);
    else if (dialect === "xml") raw(response, XML_METHODS, "text/xml");
    else if (dialect === "json1") raw(response, JSON.stringify({ result: METHODS, error: null, id: 0 }));
    else json2(response, METHODS, idOf(body));
  });
}

async function dialectOf(server: TestServer, dialect: Dialect | null = null): Promise<Dialect> {
  const transport = await connect(server.endpoint, { fingerprint: null, dialect, timeout: 5_000 });
  transport.close();
  return transport.dialect;
}

async function failure(server: TestServer): Promise<ConnectionError> {
  const error = await dialectOf(server).then(() => undefined, (error: unknown) => error);
  assert(error instanceof ConnectionError, String(error));
  return error;
}

Deno.test("a current host is spoken to in JSON-RPC 2.0, asked once", async () => {
  const asked: string[] = [];
  await using server = await host(["json2", "json1", "xml"], asked);
  assert.equal(await dialectOf(server), "json2");
  assert.deepEqual(asked, ["json2"]);
});

Deno.test("an old host is spoken to in what it knows, whatever it answers to the rest", async () => {
  for (const status of [200, 403, 404, 405, 500]) {
    await using server = await host(["xml"], [], status);
    assert.equal(await dialectOf(server), "xml");
    await using first = await host(["json1", "xml"], [], status);
    assert.equal(await dialectOf(first), "json1");
  }
});

Deno.test("the remembered dialect is asked first, and given up when the host changed", async () => {
  const asked: string[] = [];
  await using server = await host(["xml"], asked);
  assert.equal(await dialectOf(server, "xml"), "xml");
  assert.deepEqual(asked, ["xml"]);
  assert.equal(await dialectOf(server, "json2"), "xml");
});

Deno.test("one spoilt answer makes no host that speaks JSON one of XML", async () => {
  for (const dialect of [null, "json2"] as const) {
    let asked = 0;
    await using server = await httpServer((body, request, response) => {
      if (request.url !== "/jsonrpc") raw(response, XML_METHODS, "text/xml");
      else if (++asked <= 2) raw(response, '{"jsonrpc":"2.0","resu', "application/json");
      else json2(response, METHODS, idOf(body));
    });
    assert.equal(await dialectOf(server, dialect), "json2");
  }
});

Deno.test("a host that refuses in xapi's form is one, though it is still starting up", async () => {
  await using server = await httpServer((_body, _request, response) =>
    raw(response, '{"jsonrpc":"2.0","error":["HOST_STILL_BOOTING"],"id":0}')
  );
  assert.equal(await dialectOf(server), "json2");
});

Deno.test("web servers, other RPC services and empty answers are no Xen-API", async () => {
  const answers: [body: string, type: string, status: number][] = [
    ["<html>Welcome to nginx</html>", "text/html", 200],
    ["<html>404</html>", "text/html", 404],
    [
      '{"jsonrpc":"2.0","error":{"code":-32601,"message":"Method not found"},"id":1}',
      "application/json",
      200,
    ],
    ['{"jsonrpc":"2.0","result":["eth_call"],"id":1}', "application/json", 200],
    ["", "application/json", 200],
    ["[]", "application/json", 200],
    ["<methodResponse><fault><value>no</value></fault></methodResponse>", "text/xml", 200],
  ];
  for (const [body, type, status] of answers) {
    await using server = await httpServer((_body, _request, response) => raw(response, body, type, status));
    const error = await failure(server);
    assert.equal(error.kind, "not-xapi", body);
    assert.match(error.message, /does not speak Xen-API$/);
  }
  await using ssh = await tcpServer((socket) => socket.end("SSH-2.0-OpenSSH_9.9\r\n"), "http:");
  assert.equal((await failure(ssh)).kind, "not-xapi");
});

Deno.test("a host that hangs up on everything is a broken connection", async () => {
  await using server = await tcpServer((socket) => {
    socket.once("data", () => socket.destroy());
  }, "http:");
  assert.equal((await failure(server)).kind, "reset");
});
