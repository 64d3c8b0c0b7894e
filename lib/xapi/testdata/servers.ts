// Real servers for the tests of lib/xapi: plain or TLS, answering as each test wants.
import { createServer as createHttp, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createHttps } from "node:https";
import { createServer as createTcp, type Server, type Socket } from "node:net";
import { createServer as createTls, type TLSSocket } from "node:tls";
import { strict as assert } from "node:assert";
import type { Endpoint } from "../types.ts";

type Handler = (body: string, request: IncomingMessage, response: ServerResponse) => void;

/** A running server; `endpoint` is where. */
export interface TestServer extends AsyncDisposable {
  readonly endpoint: Endpoint;
}

/** The test certificates that come with a key; README.md says what each is. */
export type CertificateName = "one" | "two" | "signed" | "elsewhere" | "expired" | "alien" | "own";

/** PEM text of the test authority. */
export function testAuthority(): string {
  return Deno.readTextFileSync(new URL("./authority.cert.pem", import.meta.url));
}

/** PEM text of a test certificate and its key. */
export function testCertificate(name: CertificateName): { key: string; cert: string } {
  const read = (what: string) => Deno.readTextFileSync(new URL(`./${name}.${what}.pem`, import.meta.url));
  return { key: read("key"), cert: read("cert") };
}

/** An HTTP server that hands each whole request to `handler`. */
export function httpServer(handler: Handler): Promise<TestServer> {
  return listen(createHttp((request, response) => whole(handler, request, response)), "http:");
}

/** The same over TLS. */
export function httpsServer(name: CertificateName, handler: Handler): Promise<TestServer> {
  const server = createHttps(testCertificate(name), (request, response) => whole(handler, request, response));
  return listen(server, "https:");
}

/** A bare TLS server; `handler` sees the decrypted bytes. */
export function tlsServer(name: CertificateName, handler: (socket: TLSSocket) => void): Promise<TestServer> {
  return listen(createTls(testCertificate(name), handler), "https:");
}

/** A bare TCP server. */
export function tcpServer(
  handler: (socket: Socket) => void,
  protocol: Endpoint["protocol"],
): Promise<TestServer> {
  return listen(createTcp(handler), protocol);
}

/** Answers like xapi over JSON-RPC 2.0, to the call of this id. */
export function json2(response: ServerResponse, result: unknown, id: unknown = 1): void {
  raw(response, JSON.stringify({ jsonrpc: "2.0", result, id }));
}

/** The id of a JSON-RPC request. */
export function idOf(body: string): unknown {
  const request: unknown = JSON.parse(body);
  return typeof request === "object" && request !== null && "id" in request ? request.id : undefined;
}

/** Answers with a text as it is. */
export function raw(
  response: ServerResponse,
  text: string,
  contentType = "application/json",
  status = 200,
): void {
  response.writeHead(status, {
    "content-type": contentType,
    "content-length": String(new TextEncoder().encode(text).length),
  });
  response.end(text);
}

function whole(handler: Handler, request: IncomingMessage, response: ServerResponse): void {
  let body = "";
  request.setEncoding("utf8");
  request.on("data", (piece: string) => body += piece);
  request.on("end", () => handler(body, request, response));
}

async function listen(server: Server, protocol: Endpoint["protocol"]): Promise<TestServer> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    // A client that goes away in the middle is what many tests are about.
    socket.on("error", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  assert(typeof address === "object" && address !== null);
  return {
    endpoint: { protocol, hostname: "127.0.0.1", port: address.port },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
