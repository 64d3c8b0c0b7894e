// The floor of bench/fanout.ts, a bare server: one ready frame written to every connection 50 times a second, with nothing around
// it. `fanout_floor.ts serve|sockets`: by Deno.serve with a stream as the body, or by plain sockets. Tells when it wrote which.
import { createServer } from "node:net";
import { startScript } from "@/tests/processes.ts";
import type { ClientsReport } from "./fanout_clients.ts";
import { pause, startClients } from "./fanout_setup.ts";
import { cpuOf, residentOf } from "./process_figures.ts";

const WAYS = ["serve", "sockets"] as const;
export type Way = typeof WAYS[number];

export interface Floor extends ClientsReport {
  readonly way: Way;
  /** Share of one core, and of it µs for each frame to each reader. */
  readonly server: number;
  readonly perFrame: number;
  /** Bytes resident, of the process by reader. */
  readonly memory: number;
}

/** Measures both floors, one after the other. */
export async function floors(readers: number, perSecond: number, seconds: number): Promise<Floor[]> {
  const found: Floor[] = [];
  for (const way of WAYS) found.push(await floor(way, readers, perSecond, seconds));
  return found;
}

async function floor(way: Way, readers: number, perSecond: number, seconds: number): Promise<Floor> {
  await using server = await startScript("bench/fanout_floor.ts", [way, String(perSecond)], {
    ready: /^Floor at /,
  });
  const port = Number(new URL(server.url).port);
  const before = await residentOf(server.pid);
  await using clients = await startClients({ port, path: "/", cookies: [""], readers, deaf: 0 });
  await pause(1000);
  const first = server.lines.length, begun = performance.now(), used = await cpuOf(server.pid);
  await pause(seconds * 1000);
  const cpu = await cpuOf(server.pid) - used, took = performance.now() - begun;
  const sent = server.lines.slice(first).map((line): [number, number] => {
    const [, number, at] = line.split(" ");
    return [Number(number), Number(at)];
  });
  await pause(500);
  const memory = (await residentOf(server.pid) - before) / readers;
  const report = await clients.finish(sent);
  return { ...report, way, server: cpu / took, perFrame: cpu * 1000 / (sent.length * readers), memory };
}

/** Serves, and gives where and whom to write to. */
async function listen(
  way: string | undefined,
): Promise<{ port: number; writers: ((frame: Uint8Array) => void)[] }> {
  const writers: ((frame: Uint8Array) => void)[] = [];
  const type = "text/event-stream";
  if (way === "serve") {
    const { addr } = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, () => {
      const body = new ReadableStream<Uint8Array>({
        start: (controller) => {
          writers.push((frame) => controller.enqueue(frame));
        },
      });
      return new Response(body, { headers: { "content-type": type } });
    });
    return { port: addr.port, writers };
  }
  const server = createServer((socket) => {
    socket.once("data", () => {
      socket.write(`HTTP/1.1 200 OK\r\ncontent-type: ${type}\r\n\r\n`);
      writers.push((frame) => void socket.write(frame));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port");
  return { port: address.port, writers };
}

if (import.meta.main) {
  const [way, perSecond] = Deno.args;
  const { port, writers } = await listen(way);
  console.log(`Floor at http://127.0.0.1:${port}`);
  let number = 0;
  setInterval(() => {
    // As the stream sends one changed name.
    const frame = new TextEncoder().encode(
      `id:k3x9ab.4711.1\ndata:[["vm","686a447a-ccd9-8873-0460-49ca8125db5b",{"name":"bench-${++number}-vm"}]]\n\n`,
    );
    const now = performance.timeOrigin + performance.now();
    for (const write of writers) write(frame);
    console.log(`sent ${number} ${now}`);
  }, 1000 / Number(perSecond));
}
