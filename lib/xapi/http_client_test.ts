// The HTTP layer against real servers: pinning, limits, timeouts, aborts, broken answers.
import { strict as assert } from "node:assert";
import type { Socket } from "node:net";
import { probeCertificate } from "./certificate.ts";
import { ConnectionError, type ConnectionErrorKind } from "./errors.ts";
import { type HttpAnswer, HttpClient, type ReadAnswer } from "./http_client.ts";
import { httpServer, httpsServer, json2, tcpServer, type TestServer, tlsServer } from "./testdata/servers.ts";

const body = new TextEncoder().encode("{}");

function client(
  server: TestServer,
  options: Partial<ConstructorParameters<typeof HttpClient>[1]> = {},
): HttpClient & Disposable {
  const http = new HttpClient(server.endpoint, { fingerprint: null, inFlight: 20, ...options });
  return Object.assign(http, { [Symbol.dispose]: () => http.close() });
}

function post(
  http: HttpClient,
  options: { signal?: AbortSignal; timeout?: number } = {},
): Promise<{ status: number; text: string }> {
  return http.post("/jsonrpc", "application/json", body, whole, { timeout: 5_000, ...options });
}

async function whole({ status, chunks }: HttpAnswer): Promise<{ status: number; text: string }> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of chunks) text += decoder.decode(chunk, { stream: true });
  return { status, text };
}

/** Reads the first piece of an answer, then says so and goes on to the end. */
function slowly(begun: () => void): ReadAnswer<string> {
  return async ({ chunks }) => {
    let text = "";
    for await (const chunk of chunks) {
      text += new TextDecoder().decode(chunk);
      begun();
    }
    return text;
  };
}

async function failsWith(kind: ConnectionErrorKind, promise: Promise<unknown>): Promise<ConnectionError> {
  const error = await promise.then(() => undefined, (error: unknown) => error);
  assert(error instanceof ConnectionError, `expected a ConnectionError, got ${error}`);
  assert.equal(error.kind, kind, `${error.message} (${error.cause})`);
  return error;
}

Deno.test("a pinned certificate lets requests through, whatever its name and issuer", async () => {
  await using server = await httpsServer("one", (_body, _request, response) => json2(response, "fine"));
  const { fingerprint, subject, issuer, valid_to } = await probeCertificate(server.endpoint);
  assert.match(fingerprint, /^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
  assert.equal(subject, "CN=test-one.invalid, O=Test only");
  assert.equal(issuer, subject);
  assert.match(valid_to, /^2\d{3}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  using http = client(server, { fingerprint: fingerprint.toLowerCase().replaceAll(":", "") });
  assert.equal((await post(http)).status, 200);
  assert.equal((await post(http)).status, 200);
});

Deno.test("another certificate than the pinned one stops everything before a byte of the request", async () => {
  let seen = 0;
  await using one = await httpsServer("one", (_body, _request, response) => json2(response, "fine"));
  await using two = await httpsServer("two", (_body, _request, response) => {
    seen++;
    json2(response, "stolen");
  });
  const pinned = (await probeCertificate(one.endpoint)).fingerprint;
  const presented = (await probeCertificate(two.endpoint)).fingerprint;
  using http = client(two, { fingerprint: pinned });
  const failures = await Promise.all([1, 2, 3].map(() => failsWith("certificate-changed", post(http))));
  assert.deepEqual(failures.map((error) => error.fingerprint), [presented, presented, presented]);
  assert.equal(seen, 0);
});

Deno.test("without a pin, a certificate nobody vouches for is refused", async () => {
  await using server = await httpsServer("one", (_body, _request, response) => json2(response, "fine"));
  using http = client(server);
  await failsWith("certificate-untrusted", post(http));
});

Deno.test("not a decrypted byte reaches a server with the wrong certificate", async () => {
  let bytes = 0;
  await using server = await tlsServer("two", (socket) => {
    socket.on("data", (data: Uint8Array) => bytes += data.length);
  });
  using http = client(server, { fingerprint: "AB:".repeat(31) + "AB" });
  await failsWith("certificate-changed", post(http));
  assert.equal(bytes, 0);
});

Deno.test("nobody listening is refused, an unknown name is unreachable, a broken-off connection is reset", async () => {
  const gone = await tcpServer(() => {}, "http:");
  await gone[Symbol.asyncDispose]();
  using refused = client(gone);
  await failsWith("refused", post(refused));
  using unknown = client({
    ...gone,
    endpoint: { protocol: "http:", hostname: "no-such-host.invalid", port: 80 },
  });
  await failsWith("unreachable", post(unknown));
  for (const protocol of ["http:", "https:"] as const) {
    await using hangsUp = await tcpServer((socket) => socket.destroy(), protocol);
    using http = client(hangsUp);
    await failsWith("reset", post(http));
  }
});

Deno.test("an SSH banner is no Xen-API, over either protocol", async () => {
  for (const protocol of ["http:", "https:"] as const) {
    await using ssh = await tcpServer((socket) => socket.end("SSH-2.0-OpenSSH_9.9\r\n"), protocol);
    using http = client(ssh);
    await failsWith("not-xapi", post(http));
    if (protocol === "https:") await failsWith("not-xapi", probeCertificate(ssh.endpoint));
  }
});

Deno.test("a host that says nothing times out, in the call and in the probe", async () => {
  for (const protocol of ["http:", "https:"] as const) {
    await using silent = await tcpServer(() => {}, protocol);
    using http = client(silent);
    await failsWith("timeout", post(http, { timeout: 30 }));
    if (protocol === "https:") await failsWith("timeout", probeCertificate(silent.endpoint, { timeout: 30 }));
  }
});

Deno.test("a caller can give up: before, while waiting for a turn, and while waiting for the answer", async () => {
  const arrived = Promise.withResolvers<void>();
  await using server = await httpServer(() => arrived.resolve());
  using http = client(server, { inFlight: 1 });
  await failsWith("aborted", post(http, { signal: AbortSignal.abort() }));
  const [first, second] = [new AbortController(), new AbortController()];
  const calls = [post(http, { signal: first.signal }), post(http, { signal: second.signal })];
  const failures = calls.map((call) => failsWith("aborted", call));
  await arrived.promise;
  second.abort();
  await failures[1];
  first.abort();
  await failures[0];
});

Deno.test("closing breaks off what is under way and what waits", async () => {
  const arrived = Promise.withResolvers<void>();
  await using server = await httpServer(() => arrived.resolve());
  const http = client(server, { inFlight: 1 });
  const failures = [post(http), post(http), post(http)].map((call) => failsWith("aborted", call));
  await arrived.promise;
  http.close();
  await Promise.all(failures);
  await failsWith("aborted", post(http));
});

Deno.test("closing and giving up end a call on a kept connection at once, with the connection, over TLS as well", async () => {
  for (
    const serve of [httpServer, (handler: Parameters<typeof httpServer>[0]) => httpsServer("one", handler)]
  ) {
    for (const how of ["close", "give up"]) {
      let calls = 0;
      const arrived = Promise.withResolvers<void>(), gone = Promise.withResolvers<void>();
      await using server = await serve((_body, request, response) => {
        if (++calls === 1) return json2(response, "fine");
        request.socket.once("close", () => gone.resolve());
        arrived.resolve(); // and no answer
      });
      const fingerprint = serve === httpServer ? null : (await probeCertificate(server.endpoint)).fingerprint;
      using http = client(server, { fingerprint, inFlight: 1 });
      await post(http);
      const control = new AbortController();
      const waiting = failsWith("aborted", post(http, { signal: control.signal }));
      await arrived.promise;
      if (how === "close") http.close();
      else control.abort();
      await waiting;
      await gone.promise;
    }
  }
});

Deno.test("at most inFlight requests are under way, over as many connections, in order", async () => {
  let now = 0;
  let most = 0;
  const connections = new Set<unknown>();
  const held: (() => void)[] = [];
  const order: string[] = [];
  await using server = await httpServer((text, request, response) => {
    connections.add(request.socket);
    order.push(text);
    most = Math.max(most, ++now);
    held.push(() => {
      now--;
      json2(response, text);
    });
    // Answer the oldest once three are here, or nothing more can come.
    if (held.length === 3 || order.length > 9) held.shift()?.();
  });
  using http = client(server, { inFlight: 3 });
  const calls = Array.from(
    { length: 12 },
    (_, i) => http.post("/", "text/plain", new TextEncoder().encode(String(i)), whole, { timeout: 5_000 }),
  );
  await Promise.any(calls);
  const release = setInterval(() => held.shift()?.(), 1);
  await Promise.all(calls);
  clearInterval(release);
  assert.equal(most, 3);
  assert(connections.size <= 3, `${connections.size} connections`);
  assert.deepEqual(order.map(Number).toSorted((a, b) => a - b), Array.from({ length: 12 }, (_, i) => i));
});

Deno.test("a kept connection is used again, closed when idle, and never while a call is under way", async () => {
  const connections = new Set<unknown>();
  const closed = Promise.withResolvers<void>();
  await using server = await httpServer((text, request, response) => {
    if (!connections.has(request.socket)) request.socket.once("close", () => closed.resolve());
    connections.add(request.socket);
    if (text === "slow") setTimeout(() => json2(response, "late"), 120);
    else json2(response, "fine");
  });
  using http = client(server, { idleMs: 40 });
  await post(http);
  const slow = await http.post("/", "text/plain", new TextEncoder().encode("slow"), whole, {
    timeout: 5_000,
  });
  assert.equal(slow.status, 200);
  assert.equal(connections.size, 1);
  await closed.promise;
  await post(http);
  assert.equal(connections.size, 2);
});

Deno.test("a body cut short, one longer than announced, and one too large", async () => {
  const answer = (text: string) =>
    tcpServer((socket) => {
      socket.once("data", () => socket.end(text));
    }, "http:");
  await using cut = await answer('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"result":');
  using first = client(cut);
  await failsWith("reset", post(first));
  await using chunked = await answer('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{"res\r\n');
  using second = client(chunked);
  await failsWith("reset", post(second));
  await using long = await answer('HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n{"result":1}');
  using third = client(long);
  await failsWith("bad-answer", post(third));
  await using big = await httpServer((_body, _request, response) => response.end("x".repeat(100_000)));
  using fourth = client(big, { maxAnswerBytes: 50_000 });
  await failsWith("bad-answer", post(fourth));
  using fifth = client(big);
  assert.equal((await post(fifth)).status, 200);
});

Deno.test("an answer is read while it arrives", async () => {
  const read = Promise.withResolvers<void>();
  await using server = await httpServer((_body, _request, response) => {
    response.write("first,");
    read.promise.then(() => response.end("last"));
  });
  using http = client(server);
  const answer = await http.post("/", "text/plain", body, slowly(read.resolve), { timeout: 5_000 });
  assert.equal(answer, "first,last");
});

Deno.test("in the middle of an answer a caller can give up, time runs out, and closing ends it", async () => {
  await using server = await httpServer((_body, _request, response) => void response.write("first,"));
  using http = client(server);
  const begun = Promise.withResolvers<void>();
  const control = new AbortController();
  const given = failsWith(
    "aborted",
    http.post("/", "text/plain", body, slowly(begun.resolve), { timeout: 5_000, signal: control.signal }),
  );
  await begun.promise;
  control.abort();
  await given;
  await failsWith("timeout", post(http, { timeout: 50 }));
  const second = Promise.withResolvers<void>();
  const closed = failsWith(
    "aborted",
    http.post("/", "text/plain", body, slowly(second.resolve), { timeout: 5_000 }),
  );
  await second.promise;
  http.close();
  await closed;
});

Deno.test("an answer that stops on its way is given up with its connection; one that is late or slow is waited for", async () => {
  await using server = await httpServer((text, request, response) => {
    if (text.startsWith("stop")) {
      request.socket.once("close", () => gone.resolve());
      if (text === "stop after the head") response.flushHeaders();
      else response.write("first,");
    } else if (text === "late") setTimeout(() => response.end("last"), 300);
    else {
      let left = 10;
      const drip = setInterval(() => {
        if (--left > 0) return void response.write("x");
        clearInterval(drip);
        response.end();
      }, 30);
    }
  });
  let gone = Promise.withResolvers<void>();
  using http = client(server, { silenceMs: 150 });
  const ask = <T>(text: string, read: ReadAnswer<T>) =>
    http.post("/", "text/plain", new TextEncoder().encode(text), read, { timeout: 5_000 });
  for (const text of ["stop after the head", "stop in the middle"]) {
    gone = Promise.withResolvers();
    const error = await failsWith("timeout", ask(text, whole));
    assert.match(error.message, /^http:\/\/127\.0\.0\.1:\d+ stopped in the middle of its answer$/);
    await gone.promise;
  }
  assert.equal((await ask("late", whole)).text, "last");
  assert.equal((await ask("drip", whole)).text, "x".repeat(9));
  // A reader's own time is not the host's silence.
  const slow = await ask("drip", async ({ chunks }) => {
    let pieces = 0;
    for await (const _ of chunks) {
      if (++pieces === 1) await new Promise((resolve) => setTimeout(resolve, 400));
    }
    return pieces > 0;
  });
  assert.ok(slow);
});

Deno.test("an answer given up half read costs its connection, and the next call gets its own answer", async () => {
  const connections: Socket[] = [];
  await using server = await httpServer((text, request, response) => {
    if (!connections.includes(request.socket)) connections.push(request.socket);
    if (text === "endless") { for (let i = 0; i < 50; i++) response.write("x".repeat(100_000)); }
    else if (text === "short") response.end("x".repeat(1000));
    else json2(response, "fine");
  });
  using http = client(server, { inFlight: 1 });
  const refusal = new SyntaxError("no");
  const readers: ReadAnswer<string>[] = [
    () => Promise.reject(refusal),
    async ({ chunks }) => {
      for await (const _ of chunks) throw refusal;
      return "nothing came";
    },
  ];
  let seen = 0;
  for (const text of ["endless", "short"]) {
    for (const read of readers) {
      const call = http.post("/", "text/plain", new TextEncoder().encode(text), read, { timeout: 5_000 });
      assert.equal(await call.catch((error: unknown) => error), refusal);
      const last = connections.at(-1);
      assert(last !== undefined);
      if (!last.destroyed) await new Promise((resolve) => last.once("close", resolve));
      assert.match((await post(http)).text, /"fine"/);
      assert(connections.length > seen);
      seen = connections.length;
    }
  }
});
