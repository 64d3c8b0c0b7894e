import assert from "node:assert/strict";
import { HttpServer } from "./http_server.ts";
import { Routes } from "./routes.ts";

async function withServer(routes: Routes, work: (port: number, server: HttpServer) => Promise<void>) {
  const server = new HttpServer(
    { hostname: "127.0.0.1", port: 0, takes: (head) => routes.taker(head) },
    (request) => Promise.resolve(routes.answerer(request)?.(request)),
  );
  try {
    await work(server.port, server);
  } finally {
    server.close();
  }
}

Deno.test("a route that takes the connection reads a body of any size as it comes", async () => {
  const routes = new Routes();
  routes.take("PUT", "/import", async (head, wire) => {
    const length = Number(head.headers.get("content-length"));
    let seen = 0;
    while (seen < length) {
      const bytes = await wire.read();
      if (bytes === undefined) break;
      seen += bytes.length;
    }
    await wire.write(new TextEncoder().encode(`HTTP/1.1 200 OK\r\n\r\n${seen}`));
  });
  await withServer(routes, async (port) => {
    const body = new Uint8Array(3_000_000);
    const response = await fetch(`http://127.0.0.1:${port}/import`, { method: "PUT", body });
    assert.equal(await response.text(), "3000000");
  });
});

Deno.test("CONNECT gives both directions to the route, and a cut ends it", async () => {
  const routes = new Routes();
  let ended: string | undefined;
  const over = Promise.withResolvers<void>();
  routes.take("CONNECT", "/console", async (_, wire) => {
    await wire.write(new TextEncoder().encode("HTTP/1.1 200 OK\r\n\r\n"));
    try {
      for (let bytes = await wire.read(); bytes !== undefined; bytes = await wire.read()) {
        await wire.write(bytes);
      }
      ended = "end";
    } catch (error) {
      ended = String(error);
    } finally {
      over.resolve();
    }
  });
  await withServer(routes, async (port, server) => {
    using connection = await Deno.connect({ hostname: "127.0.0.1", port });
    const text = async () => {
      const bytes = new Uint8Array(1024);
      return new TextDecoder().decode(bytes.subarray(0, await connection.read(bytes) ?? 0));
    };
    await connection.write(new TextEncoder().encode("CONNECT /console?uuid=1 HTTP/1.1\r\n\r\nhello"));
    let seen = "";
    while (!seen.endsWith("hello")) seen += await text();
    await connection.write(new TextEncoder().encode("again"));
    assert.equal(await text(), "again");
    server.cut();
    await over.promise;
    assert.notEqual(ended, undefined);
  });
});

Deno.test("a route answered whole keeps the connection", async () => {
  const routes = new Routes();
  routes.answer("GET", "/rrd_updates", (request) => ({
    status: "200 OK",
    headers: [],
    body: request.query.get("start") ?? "",
  }));
  await withServer(routes, async (port, server) => {
    for (const start of ["1", "2"]) {
      const response = await fetch(`http://127.0.0.1:${port}/rrd_updates?start=${start}`);
      assert.equal(await response.text(), start);
    }
    assert.equal(server.connections, 1);
  });
});
