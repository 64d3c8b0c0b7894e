// A session with a viewer: versions, what it is told, what it may not do, and how little it costs while it sleeps.
import assert from "node:assert/strict";
import fc from "fast-check";
import { Canvas } from "../screen/canvas.ts";
import { TestViewer, type ViewerOptions } from "../testing.ts";
import { type LinkEnd, linkPair } from "../testing_links.ts";
import { ByteOutput } from "./bytes.ts";
import { ENCODING } from "./encodings.ts";
import { NATIVE } from "./pixel_format.ts";
import { serveRfb } from "./session.ts";
import type { Desk, Viewer } from "./types.ts";

/** A desk that notes what is done to it. */
class TestDesk implements Desk {
  readonly name = "Café";
  readonly canvas = new Canvas(160, 96);
  cursor: Desk["cursor"];
  readonly ended = new AbortController();
  readonly gone = this.ended.signal;
  readonly done: string[] = [];
  readonly viewers = new Set<Viewer>();

  key(keysym: number, down: boolean): void {
    this.done.push(`${down ? "down" : "up"} ${keysym}`);
  }

  pointer(x: number, y: number, buttons: number): void {
    this.done.push(`at ${x},${y} ${buttons}`);
  }

  paste(text: string): void {
    this.done.push(`paste ${text}`);
  }

  watch(viewer: Viewer): () => void {
    this.viewers.add(viewer);
    return () => this.viewers.delete(viewer);
  }
}

async function withViewer(
  run: (viewer: TestViewer, desk: TestDesk, server: LinkEnd, link: LinkEnd) => Promise<void>,
  options: ViewerOptions & { readonly cursor?: Desk["cursor"] } = {},
): Promise<void> {
  const desk = new TestDesk();
  desk.cursor = options.cursor;
  const [server, link] = linkPair();
  const served = serveRfb(server, desk);
  const viewer = await TestViewer.open(link, options);
  await run(viewer, desk, server, link);
  link.close();
  await served;
  assert.deepEqual([desk.viewers.size, desk.canvas.watchers.size], [0, 0]);
}

for (const version of ["003.003", "003.007", "003.008"] as const) {
  Deno.test(`A viewer of RFB ${version} is greeted and sees the screen`, () =>
    withViewer(async (viewer, desk) => {
      assert.deepEqual([viewer.name, viewer.picture.width, viewer.picture.height], ["Café", 160, 96]);
      desk.canvas.fill({ x: 5, y: 5, width: 9, height: 9 }, 0xabcdef);
      await viewer.ask(true);
      await viewer.take();
      assert.deepEqual(viewer.picture.values, desk.canvas.pixels);
    }, { version }));
}

Deno.test("Nothing is sent unasked; what changed meanwhile comes as one update", () =>
  withViewer(async (viewer, desk, server) => {
    await viewer.ask(true);
    await viewer.take();
    let sent = 0;
    const write = server.write.bind(server);
    server.write = (bytes) => {
      sent++;
      return write(bytes);
    };
    for (let at = 0; at < 100; at++) desk.canvas.fill({ x: at, y: at % 90, width: 4, height: 4 }, at);
    await viewer.point(1, 1);
    await until(() => desk.done.length === 1);
    assert.equal(sent, 0);
    await viewer.ask();
    await viewer.take();
    assert.equal(sent, 1);
    assert.deepEqual(viewer.picture.values, desk.canvas.pixels);
  }));

Deno.test("A viewer who does not read gets the latest only, and then less", () =>
  withViewer(async (viewer, desk, server, link) => {
    link.stalled = true;
    await viewer.ask(true);
    let bytes = 0;
    const write = server.write.bind(server);
    server.write = (data) => {
      bytes += data.length;
      return write(data);
    };
    for (let at = 0; at < 500; at++) {
      desk.canvas.fill(desk.canvas.bounds(), at);
      await viewer.ask();
    }
    assert.ok(bytes < 100, `${bytes} bytes were written`);
    link.stalled = false;
    link.resume();
    await viewer.take();
    await viewer.take();
    assert.equal(viewer.picture.values[0], 499);
  }, { encodings: [ENCODING.zrle] }));

Deno.test("A viewer may change its mind about encodings: ZRLE's stream goes on where it was", () =>
  withViewer(async (viewer, desk) => {
    for (const encodings of [[ENCODING.zrle], [ENCODING.hextile], [ENCODING.zrle, ENCODING.raw]]) {
      await viewer.prefer(encodings);
      desk.canvas.fill({ x: 3, y: 3, width: 90, height: 40 }, encodings.length * 1000);
      await viewer.ask(true);
      await viewer.take();
      assert.deepEqual(viewer.picture.values, desk.canvas.pixels);
    }
  }));

Deno.test("What scrolls is moved by those who can, and sent anew to the others", async () => {
  for (const encodings of [[ENCODING.raw, ENCODING.copyRect], [ENCODING.raw]]) {
    await withViewer(async (viewer, desk) => {
      for (let y = 0; y < 96; y++) desk.canvas.fill({ x: 0, y, width: 160, height: 1 }, y * 1000);
      await viewer.ask(true);
      await viewer.take();
      desk.canvas.moveUp(desk.canvas.bounds(), 16);
      desk.canvas.moveUp(desk.canvas.bounds(), 16);
      await viewer.ask();
      await viewer.take();
      assert.equal(viewer.told.moves, encodings.length - 1);
      assert.deepEqual(viewer.picture.values, desk.canvas.pixels);
    }, { encodings });
  }
});

Deno.test("Another size is told to those who understand it; they ask again", () =>
  withViewer(async (viewer, desk) => {
    await viewer.ask(true);
    await viewer.take();
    desk.canvas.resize(64, 200);
    desk.canvas.fill({ x: 10, y: 180, width: 5, height: 5 }, 77);
    await viewer.ask();
    await viewer.take();
    assert.deepEqual(viewer.told.sizes, ["64x200"]);
    await viewer.ask();
    await viewer.take();
    assert.deepEqual(viewer.picture.values, desk.canvas.pixels);
  }));

Deno.test("A viewer that cannot change its size sees what fits", () =>
  withViewer(async (viewer, desk) => {
    desk.canvas.resize(80, 300);
    desk.canvas.fill({ x: 10, y: 50, width: 5, height: 5 }, 77);
    await viewer.ask(true);
    await viewer.take();
    assert.equal(viewer.picture.values[52 * 160 + 12], 77);
    assert.deepEqual(viewer.told.sizes, []);
  }, { encodings: [ENCODING.hextile] }));

const CURSOR = { width: 3, height: 2, pixels: [1, undefined, 3, undefined, 5, undefined] };

Deno.test("The pointer is drawn by the viewer, or for it", async () => {
  await withViewer(async (viewer) => {
    await viewer.point(20, 20);
    await viewer.ask(true);
    await viewer.take();
    assert.deepEqual(viewer.told.cursor, { width: 3, height: 2 });
    assert.ok(viewer.picture.values.every((value) => value === 0));
  }, { encodings: [ENCODING.cursor], cursor: CURSOR });
  await withViewer(async (viewer, desk) => {
    await viewer.ask(true);
    await viewer.take();
    for (const x of [20, 60]) {
      await viewer.point(x, 20);
      await until(() => desk.done.includes(`at ${x},20 0`));
      await viewer.ask();
      await viewer.take();
      const set = [...viewer.picture.values].flatMap((value, at) =>
        value === 0 ? [] : [`${at % 160}:${value}`]
      );
      assert.deepEqual(set, [`${x}:1`, `${x + 2}:3`, `${x + 1}:5`]);
    }
  }, { encodings: [ENCODING.raw], cursor: CURSOR });
});

Deno.test("Keys, extended keys, the pointer and the clipboard arrive; held keys go up when the viewer leaves", async () => {
  const desk = new TestDesk();
  const [server, link] = linkPair();
  const served = serveRfb(server, desk);
  const viewer = await TestViewer.open(link, { encodings: [ENCODING.qemuExtendedKey] });
  await viewer.ask();
  await viewer.take();
  assert.ok(viewer.told.extendedKeys);
  await viewer.press(65);
  await link.write(new ByteOutput().u8(255).u8(0).u16(1).u32(0xffe3).u32(29).done());
  await link.write(new ByteOutput().u8(255).u8(1).u16(0).done());
  await viewer.point(3, 4, 1);
  await viewer.paste("text");
  await until(() => desk.done.length === 5);
  for (const each of desk.viewers) each.copied("from the guest: é€");
  await viewer.take();
  assert.deepEqual(viewer.told.copied, ["from the guest: é?"]);
  link.close();
  await served;
  assert.deepEqual(desk.done, [
    "down 65",
    "up 65",
    `down ${0xffe3}`,
    "at 3,4 1",
    "paste text",
    `up ${0xffe3}`,
  ]);
});

Deno.test("A viewer without true colour gets a map first", () =>
  withViewer(async (viewer, desk) => {
    desk.canvas.fill(desk.canvas.bounds(), 0xffffff);
    await viewer.take();
    await viewer.ask(true);
    await viewer.take();
    assert.equal(viewer.picture.values[0], 255);
  }, {
    encodings: [ENCODING.raw],
    format: { ...NATIVE, bitsPerPixel: 8, depth: 8, trueColour: false },
  }));

const WRONG: Readonly<Record<string, Uint8Array>> = {
  "a message nobody knows": Uint8Array.of(77),
  "24 bits a pixel": Uint8Array.from([0, 0, 0, 0, 24, 24, 0, 1, 0, 255, 0, 255, 0, 255, 0, 8, 16, 0, 0, 0]),
  "a huge clipboard": Uint8Array.of(6, 0, 0, 0, 255, 255, 255, 255),
  "a QEMU message nobody knows": Uint8Array.of(255, 9),
  "QEMU audio nobody knows": Uint8Array.of(255, 1, 0, 9),
};

for (const [what, bytes] of Object.entries(WRONG)) {
  Deno.test(`The connection ends cleanly after ${what}`, async () => {
    const desk = new TestDesk();
    const [server, link] = linkPair();
    const served = serveRfb(server, desk);
    await TestViewer.open(link);
    await link.write(bytes);
    await served;
    assert.equal(desk.viewers.size, 0);
  });
}

Deno.test("Whatever bytes come, the session ends with its connection at the latest, and leaves nobody behind", async () => {
  const start = fc.constantFrom(0, 2, 3, 4, 5, 6, 255);
  const piece = fc.tuple(start, fc.uint8Array({ maxLength: 30 })).map(([type, rest]) => [type, ...rest]);
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 20 }), async (pieces) => {
      const desk = new TestDesk();
      const [server, link] = linkPair();
      const served = serveRfb(server, desk);
      await TestViewer.open(link);
      for (const bytes of pieces) await link.write(Uint8Array.from(bytes));
      link.close();
      await served;
      assert.deepEqual([desk.viewers.size, desk.canvas.watchers.size], [0, 0]);
    }),
    { numRuns: 200 },
  );
});

Deno.test("Who does not speak RFB, or wants a password asked, is refused", async () => {
  for (const said of ["GET / HTTP/1.", "RFB 004.001\n"]) {
    const [server, link] = linkPair();
    const served = serveRfb(server, new TestDesk());
    await link.write(new ByteOutput().text(said).done());
    await served;
  }
  const [server, link] = linkPair();
  const served = serveRfb(server, new TestDesk());
  await link.write(new ByteOutput().text("RFB 003.008\n").u8(2).done());
  await served;
  await link.read();
  await link.read();
  assert.match(new TextDecoder().decode(await link.read()), /Only security type None is offered$/);
});

Deno.test("When the machine goes, the session ends", async () => {
  const desk = new TestDesk();
  const [server, link] = linkPair();
  const served = serveRfb(server, desk);
  await TestViewer.open(link);
  desk.ended.abort();
  await served;
  await serveRfb(linkPair()[0], desk);
});

/** Lets the others work until it holds. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 0));
}
