// What a call held on to is free once the call is over, whatever the runtime keeps of its connection.
import { strict as assert } from "node:assert";
import { ClientRequest } from "node:http";
import { Socket } from "node:net";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { probeCertificate } from "./certificate.ts";
import { HttpClient, type ReadAnswer } from "./http_client.ts";
import { httpsServer, json2, tcpServer, type TestServer, tlsServer } from "./testdata/servers.ts";

const HEAD = "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n";
/** Milliseconds after which a call is given up that its host leaves hanging. */
const PATIENCE = 100;

/** What a host does with a call, and how that ends. */
const HOSTS: {
  readonly [name: string]: readonly [serve: () => Promise<TestServer>, end: "done" | "failed"];
} = {
  "answers": [() => httpsServer("one", (_body, _request, response) => json2(response, "fine")), "done"],
  "has another certificate": [() => tlsServer("two", () => {}), "failed"],
  "is silent before the handshake": [() => tcpServer(() => {}, "https:"), "failed"],
  "hangs up before the handshake": [() => tcpServer((socket) => socket.destroy(), "https:"), "failed"],
  "hangs up": [() => tlsServer("one", (socket) => socket.destroy()), "failed"],
  "says nothing": [() => tlsServer("one", () => {}), "failed"],
  "speaks something else": [() => tlsServer("one", (socket) => socket.write("SSH-2.0\r\n")), "failed"],
  "stops in the middle": [() => tlsServer("one", (socket) => socket.write(`${HEAD}half`)), "failed"],
  "hangs up in the middle": [() => tlsServer("one", (socket) => socket.end(`${HEAD}half`)), "failed"],
};

/** What a call leaves behind: all that was its own, and how it ended. */
interface Left {
  readonly own: readonly WeakRef<object>[];
  readonly end: "done" | "failed";
}

/** Calls with a reader and a reason to give up that nothing else refers to. `prepare` may give up at a moment of its own. */
async function call(http: HttpClient, prepare: (giveUp: () => void) => void = () => {}): Promise<Left> {
  const control = new AbortController();
  const reason = new Error("given up");
  const read: ReadAnswer<null> = async ({ chunks }) => {
    for await (const _ of chunks);
    return null;
  };
  const giveUp = () => control.abort(reason);
  prepare(giveUp);
  const timer = setTimeout(giveUp, PATIENCE);
  const options = { timeout: 5_000, signal: control.signal };
  const end = await http.post("/", "text/plain", new Uint8Array(1), read, options)
    .then(() => "done" as const, () => "failed" as const);
  clearTimeout(timer);
  return { own: [new WeakRef(read), new WeakRef(reason)], end };
}

/** How many of them outlive collections. */
async function kept(own: readonly WeakRef<object>[]): Promise<number> {
  setFlagsFromString("--expose-gc");
  const collect: unknown = runInNewContext("gc");
  assert(typeof collect === "function");
  let rest = own.length;
  for (let round = 0; round < 50 && rest > 0; round++) {
    await new Promise((resolve) => setTimeout(resolve, 10));
    collect();
    rest = own.filter((each) => each.deref() !== undefined).length;
  }
  return rest;
}

/** A client that accepts the certificate "one". */
async function client(server: TestServer): Promise<HttpClient> {
  await using one = await httpsServer("one", () => {});
  const { fingerprint } = await probeCertificate(one.endpoint);
  return new HttpClient(server.endpoint, { fingerprint, inFlight: 2 });
}

for (const [name, [serve, expected]] of Object.entries(HOSTS)) {
  Deno.test(`nothing keeps what a call held, to a host that ${name}`, async () => {
    await using server = await serve();
    const http = await client(server);
    const { own, end } = await call(http);
    http.close();
    assert.equal(end, expected);
    assert.equal(await kept(own), 0);
  });
}

Deno.test("nothing keeps what a call held that finds the kept connection taken, and is given up at once", async () => {
  await using server = await httpsServer("one", (_body, _request, response) => json2(response, "fine"));
  const http = await client(server);
  assert.equal((await call(http)).end, "done");
  const { emit } = ClientRequest.prototype;
  let calls = 0;
  const calling = [
    call(http),
    call(http, (giveUp) => {
      ClientRequest.prototype.emit = function (
        this: ClientRequest,
        ...args: Parameters<typeof emit>
      ): boolean {
        if (args[0] === "socket" && ++calls === 2) queueMicrotask(giveUp);
        return Reflect.apply(emit, this, args);
      };
    }),
  ];
  const [first, second] = await Promise.all(calling);
  ClientRequest.prototype.emit = emit;
  http.close();
  assert.deepEqual([first?.end, second?.end], ["done", "failed"]);
  assert.equal(await kept([...first?.own ?? [], ...second?.own ?? []]), 0);
});

Deno.test("a connection that was given up may tell of its end afterwards", async () => {
  await using server = await tlsServer("one", () => {});
  const http = await client(server);
  const { emit } = ClientRequest.prototype;
  const sockets: Socket[] = [];
  ClientRequest.prototype.emit = function (
    this: ClientRequest,
    ...args: Parameters<typeof emit>
  ): boolean {
    if (args[0] === "socket" && args[1] instanceof Socket) sockets.push(args[1]);
    return Reflect.apply(emit, this, args);
  };
  await call(http);
  ClientRequest.prototype.emit = emit;
  http.close();
  const [socket] = sockets;
  assert(socket);
  if (!socket.closed) await new Promise((resolve) => socket.once("close", resolve));
  await new Promise((resolve) => setTimeout(resolve));
  // Where the host hung up in the very moment, Deno 2.9 emits it after the close: an error here would end the process.
  assert.doesNotThrow(() => socket.emit("end"));
  assert.doesNotThrow(() => socket.emit("data", new Uint8Array(3)));
});
