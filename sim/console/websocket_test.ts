// xapi's WebSocket proxy: frames, masks, pieces, and its peculiarities.
import assert from "node:assert/strict";
import { concat } from "./rfb/bytes.ts";
import { linkPair } from "./testing_links.ts";
import { acceptKey, WebSocketLink } from "./websocket.ts";

/** A client's frame. */
function frame(
  opcode: number,
  data: Uint8Array,
  options: { last?: boolean; masked?: boolean } = {},
): Uint8Array {
  const { last = true, masked = true } = options;
  const length = data.length < 126 ? [data.length] : [126, data.length >> 8, data.length & 255];
  const head = [(last ? 128 : 0) | opcode, (masked ? 128 : 0) | (length[0] ?? 0), ...length.slice(1)];
  const mask = [1, 2, 3, 4];
  const body = masked ? data.map((byte, at) => byte ^ (mask[at & 3] ?? 0)) : data;
  return Uint8Array.from([...head, ...(masked ? mask : []), ...body]);
}

const BINARY = 2;
const bytes = (length: number) => Uint8Array.from({ length }, (_, at) => at * 7);

async function read(...frames: readonly Uint8Array[]): Promise<(Uint8Array | undefined)[]> {
  const [server, client] = linkPair();
  await client.write(concat(frames));
  client.close();
  const link = new WebSocketLink(server);
  const seen: (Uint8Array | undefined)[] = [];
  do seen.push(await link.read()); while (seen.at(-1) !== undefined);
  return seen;
}

Deno.test("The example of RFC 6455 is accepted with its key", async () => {
  assert.equal(await acceptKey("dGhlIHNhbXBsZSBub25jZQ=="), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
});

Deno.test("Frames of all sizes are unmasked; pieces are put together", async () => {
  for (const length of [1, 125, 126, 5000, 65535]) {
    assert.deepEqual(await read(frame(BINARY, bytes(length))), [bytes(length), undefined]);
  }
  assert.deepEqual(await read(frame(BINARY, bytes(3), { masked: false })), [bytes(3), undefined]);
  const pieces = [
    frame(BINARY, bytes(4), { last: false }),
    frame(0, bytes(5), { last: false }),
    frame(0, bytes(6)),
  ];
  assert.deepEqual(await read(...pieces), [concat([bytes(4), bytes(5), bytes(6)]), undefined]);
});

Deno.test("An empty ping changes nothing and gets no answer; a close ends without a word", async () => {
  const [server, client] = linkPair();
  await client.write(
    concat([frame(9, bytes(0)), frame(BINARY, bytes(2)), frame(8, bytes(2)), frame(BINARY, bytes(1))]),
  );
  const link = new WebSocketLink(server);
  assert.deepEqual([await link.read(), await link.read()], [bytes(2), undefined]);
  server.close();
  assert.equal(await client.read(), undefined);
});

Deno.test("A frame of 64 KiB or more, or an endless message, ends it", async () => {
  const long = Uint8Array.from([0x82, 0xff, 0, 0, 0, 0, 0, 1, 0, 0, 1, 2, 3, 4, 5]);
  assert.deepEqual(await read(long), [undefined]);
  const endless = Array.from({ length: 18 }, () => frame(0, bytes(65535), { last: false }));
  assert.deepEqual(await read(...endless), [undefined]);
});

Deno.test("The proxy of XenServer 6 wraps the same data in Base64, and masks it", async () => {
  const [server, client] = linkPair();
  const link = new WebSocketLink(server, true);
  const data = bytes(20_000);
  await client.write(frame(1, new TextEncoder().encode(data.toBase64())));
  assert.deepEqual(await link.read(), data);
  await link.write(data);
  const back = new WebSocketLink(client, true);
  assert.deepEqual(concat([await back.read() ?? data, await back.read() ?? data]), data);
  await client.write(frame(1, new TextEncoder().encode("?")));
  assert.equal(await link.read(), undefined);
});

Deno.test("What is sent goes out in unmasked frames below 64 KiB", async () => {
  const [server, client] = linkPair();
  await new WebSocketLink(server).write(bytes(40_000));
  server.close();
  const seen: Uint8Array[] = [];
  for (let part = await client.read(); part !== undefined; part = await client.read()) seen.push(part);
  assert.deepEqual(seen.map((part) => [part[0], part[1], part.length]), [
    [0x82, 126, 16388],
    [0x82, 126, 16388],
    [0x82, 126, 7236],
  ]);
  assert.deepEqual(concat(seen.map((part) => part.subarray(4))), bytes(40_000));
});
