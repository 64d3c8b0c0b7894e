import assert from "node:assert/strict";
import type { Wire } from "@/lib/xapi/mod.ts";
import { ENDED, Pump, type PumpOptions } from "./pump.ts";

/** A WebSocket whose browser takes what it is told to. */
class TestSocket {
  onmessage: WebSocket["onmessage"] = null;
  onclose: WebSocket["onclose"] = null;
  onerror: WebSocket["onerror"] = null;
  binaryType: BinaryType = "blob";
  bufferedAmount = 0;
  readonly readyState = WebSocket.OPEN;
  code: number | undefined;
  sent = 0;

  constructor(private readonly takes: boolean) {}

  send(data: string | ArrayBufferLike | Blob | ArrayBufferView): void {
    const size = typeof data === "object" && "byteLength" in data ? data.byteLength : 0;
    this.sent += size;
    if (!this.takes) this.bufferedAmount += size;
  }

  /** What the browser sends. */
  receive(data: ArrayBufferLike): void {
    if (this.onmessage !== null) Reflect.apply(this.onmessage, this, [new MessageEvent("message", { data })]);
  }

  close(code?: number): void {
    this.code = code;
  }
}

/** A host that gives so many pieces of 64 KiB, and takes bytes as `write` does. */
function host(pieces: number, write: Wire["write"] = () => Promise.resolve()) {
  const wire = {
    given: 0,
    closed: false,
    read: () => Promise.resolve(!wire.closed && wire.given++ < pieces ? new Uint8Array(64 * 1024) : null),
    write,
    close: () => void (wire.closed = true),
  };
  return wire;
}

function pumped(wire: Wire, takes: boolean, options: PumpOptions = {}) {
  const socket = new TestSocket(takes);
  const pump = new Pump(socket, options);
  pump.carry(wire);
  return { socket, pump };
}

Deno.test("all that the host gives arrives, and its end is told", async () => {
  const wire = host(100);
  const { socket, pump } = pumped(wire, true);
  assert.equal(await pump.done, "host");
  assert.deepEqual([socket.sent, socket.code, wire.closed], [100 * 64 * 1024, ENDED.host, true]);
});

Deno.test("of a browser that takes nothing no more is asked of the host, and it is cut off", async () => {
  const wire = host(Infinity);
  const { socket, pump } = pumped(wire, false, { ahead: 1 << 20, stall: 30 });
  assert.equal(await pump.done, "stalled");
  assert.deepEqual([socket.code, wire.closed], [ENDED.stalled, true]);
  assert.ok(socket.sent <= (1 << 20) + 64 * 1024, `${socket.sent} bytes wait`);
});

Deno.test("a browser that sends far more than its host takes is cut off", async () => {
  const wire = host(0, () => new Promise(() => {}));
  wire.read = () => new Promise(() => {});
  const { socket, pump } = pumped(wire, true, { behind: 1000 });
  socket.receive(new ArrayBuffer(600));
  socket.receive(new ArrayBuffer(600));
  assert.equal(await pump.done, "stalled");
});

Deno.test("what comes before the console is open waits for it", async () => {
  const written: number[] = [];
  const socket = new TestSocket(true);
  const pump = new Pump(socket);
  const data = Uint8Array.of(1, 2, 3).buffer;
  socket.receive(data);
  const got = Promise.withResolvers<void>();
  const wire = host(0, (bytes) => (written.push(...bytes), got.resolve(), Promise.resolve()));
  wire.read = () => new Promise(() => {});
  pump.carry(wire);
  await got.promise;
  assert.deepEqual(written, [1, 2, 3]);
  pump.end("right");
  assert.deepEqual([await pump.done, socket.code, wire.closed], ["right", ENDED.right, true]);
});
