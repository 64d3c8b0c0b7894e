// A call may change a pool, so a request goes out once, whatever becomes of its connection; and none is left behind.
import { strict as assert } from "node:assert";
import { probeCertificate } from "./certificate.ts";
import { ConnectionError } from "./errors.ts";
import { HttpClient } from "./http_client.ts";
import { httpServer, httpsServer, json2, tcpServer, type TestServer } from "./testdata/servers.ts";

type Answer = Parameters<typeof httpServer>[0];

async function clientOf(server: TestServer): Promise<HttpClient> {
  const { endpoint } = server;
  const fingerprint = endpoint.protocol === "http:" ? null : (await probeCertificate(endpoint)).fingerprint;
  return new HttpClient(endpoint, { fingerprint, inFlight: 20 });
}

async function post(http: HttpClient, text: string, timeout = 5_000): Promise<"answered" | string> {
  try {
    return await http.post("/", "text/plain", new TextEncoder().encode(text), async ({ chunks }) => {
      for await (const _ of chunks) { /* to its end */ }
      return "answered";
    }, { timeout });
  } catch (error) {
    assert.ok(error instanceof ConnectionError, String(error));
    return error.kind;
  }
}

for (const [protocol, start] of [["http", httpServer], ["https", httpsServer.bind(null, "one")]] as const) {
  Deno.test(`a request on a kept ${protocol} connection that breaks is not sent again`, async () => {
    const seen: string[] = [];
    const answer: Answer = (body, request, response) => {
      seen.push(body);
      if (body === "clone") request.socket.destroy();
      else json2(response, "");
    };
    await using server = await start(answer);
    const http = await clientOf(server);
    assert.equal(await post(http, "login"), "answered");
    assert.equal(await post(http, "clone"), "reset");
    assert.equal(await post(http, "list"), "answered", "the next call has a new connection");
    assert.deepEqual(seen, ["login", "clone", "list"]);
    http.close();
  });

  Deno.test(`a request on a kept ${protocol} connection that is given up is not sent again`, async () => {
    const seen: string[] = [];
    let both: (() => void) | undefined;
    const answer: Answer = (body, _request, response) => {
      seen.push(body);
      if (body === "clone") return;
      if (body !== "pair") return json2(response, "");
      // Two at a time, so that there are two kept connections.
      if (both === undefined) both = () => json2(response, "");
      else {
        both();
        json2(response, "");
      }
    };
    await using server = await start(answer);
    const http = await clientOf(server);
    assert.deepEqual(await Promise.all([post(http, "pair"), post(http, "pair")]), ["answered", "answered"]);
    assert.equal(await post(http, "clone", 100), "timeout");
    assert.equal(await post(http, "list"), "answered");
    assert.deepEqual(seen, ["pair", "pair", "clone", "list"]);
    http.close();
  });
}

Deno.test("closing ends a call whose connection does not come about", async () => {
  // A listener whose queue is full leaves further connections unanswered, as a host behind a silent firewall does.
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0, tcpBacklog: 1 });
  const { hostname, port } = listener.addr;
  const queued = await Promise.all([1, 2].map(() => Deno.connect({ hostname, port })));
  for (const protocol of ["http:", "https:"] as const) {
    const http = new HttpClient({ protocol, hostname, port }, { fingerprint: "AB".repeat(32), inFlight: 2 });
    const begun = performance.now();
    const ended = post(http, "list");
    setTimeout(() => http.close(), 20);
    assert.equal(await ended, "aborted", protocol);
    assert.ok(performance.now() - begun < 2_000, "at once");
  }
  for (const connection of queued) connection.close();
});

Deno.test("interim answers and other protocols end a call at once", async () => {
  for (
    const head of [
      "100 Continue",
      "103 Early Hints",
      "101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x",
    ]
  ) {
    await using server = await tcpServer((socket) => {
      socket.once("data", () => socket.write(`HTTP/1.1 ${head}\r\n\r\n`.repeat(3)));
    }, "http:");
    const http = await clientOf(server);
    assert.equal(await post(http, "list", 3_000), "bad-answer", head);
    http.close();
  }
});
