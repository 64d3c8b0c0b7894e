// One viewer of a machine over RFB 3.8: takes its keys and pointer, sends what changed when it asks.
import { type CanvasWatcher, intersect, type Rect } from "../screen/canvas.ts";
import { ByteInput, ByteOutput, Ended, latin1, type Link } from "./bytes.ts";
import { type ClientMessage, readMessage, RfbError } from "./client_messages.ts";
import { Damage } from "./damage.ts";
import { type Encoder, Encoders, ENCODING } from "./encodings.ts";
import { greet } from "./handshake.ts";
import { NATIVE, PixelWriter, writeColourMap } from "./pixel_format.ts";
import { Pointer } from "./pointer.ts";
import { copyOf, translate } from "./tiles.ts";
import type { Desk } from "./types.ts";

/**
 * Serves a viewer until it leaves, does what is not RFB, or the machine is gone. Guarantees: a picture is sent only when
 * asked for; while the viewer does not read, nothing is queued but what differs from its picture.
 */
export async function serveRfb(link: Link, desk: Desk): Promise<void> {
  const input = new ByteInput(link);
  const gone = Promise.withResolvers<void>();
  const leave = () => gone.resolve();
  const serve = async () => {
    const size = await greet(input, link, desk);
    const session = new Session(link, desk, size);
    try {
      await Promise.race([session.listen(input), session.send()]);
    } finally {
      session.stop();
    }
  };
  desk.gone.addEventListener("abort", leave, { once: true });
  if (desk.gone.aborted) leave();
  try {
    await Promise.race([serve(), gone.promise]);
  } catch (error) {
    // The viewer left or spoke something else: its connection closes, nobody else is concerned.
    if (!(error instanceof Ended || error instanceof RfbError)) throw error;
  } finally {
    desk.gone.removeEventListener("abort", leave);
  }
}

class Session implements CanvasWatcher {
  #damage: Damage;
  #writer = new PixelWriter(NATIVE);
  readonly #encoders = new Encoders();
  #encoder: Encoder = this.#encoders.preferred([]);
  #encodings: ReadonlySet<number> = new Set();
  /** What the viewer has asked to see. */
  #asked: Rect | undefined;
  #resized = false;
  #colourMap = false;
  #copied: string | undefined;
  /** The extended keys have been offered; the pointer's picture has been sent. */
  #offered = false;
  #cursorSent = false;
  #pointer: Pointer;
  #wake = () => {};
  #stopped = false;
  /** Keys that are down: they go up when the viewer leaves. */
  readonly #held = new Set<number>();
  readonly #unwatch: () => void;

  /** `told` is the size the viewer was greeted with. */
  constructor(
    readonly link: Link,
    readonly desk: Desk,
    told: { readonly width: number; readonly height: number },
  ) {
    const { canvas } = desk;
    this.#resized = told.width !== canvas.width || told.height !== canvas.height;
    this.#damage = new Damage(canvas.width, canvas.height);
    this.#damage.add(canvas.bounds());
    this.#pointer = new Pointer(desk);
    canvas.watchers.add(this);
    const unwatch = desk.watch({
      copied: (text) => {
        this.#copied = text;
        this.#wake();
      },
    });
    this.#unwatch = () => {
      unwatch();
      canvas.watchers.delete(this);
    };
  }

  stop(): void {
    this.#stopped = true;
    this.#unwatch();
    for (const keysym of this.#held) this.desk.key(keysym, false);
    this.#wake();
  }

  changed(rect: Rect): void {
    this.#damage.add(rect);
    this.#wake();
  }

  moved(rect: Rect, up: number): void {
    this.#damage.moved(rect, up);
    // A pointer that is part of the viewer's picture moves with it.
    const drawn = this.#pointer.rect();
    if (drawn !== undefined) this.#damage.add({ ...drawn, y: drawn.y - up, height: drawn.height + up });
    this.#wake();
  }

  resized(): void {
    this.#all();
    this.#resized = true;
    this.#wake();
  }

  /** Reads what the viewer sends, for ever. */
  async listen(input: ByteInput): Promise<never> {
    for (;;) this.#take(await readMessage(input));
  }

  /** Sends what is to be sent, when it may be, until the session stops. */
  async send(): Promise<void> {
    while (!this.#stopped) {
      const message = this.#next();
      if (message !== undefined) await this.link.write(message);
      else await new Promise<void>((resolve) => this.#wake = resolve);
    }
  }

  #take(message: ClientMessage): void {
    switch (message.type) {
      case "pixelFormat":
        this.#writer = new PixelWriter(message.format);
        this.#colourMap = !message.format.trueColour;
        break;
      case "encodings":
        this.#encodings = new Set(message.encodings);
        this.#encoder = this.#encoders.preferred(message.encodings);
        this.#pointer.drawn = !this.#encodings.has(ENCODING.cursor);
        break;
      case "update":
        if (!message.incremental) this.#damage.add(message.area);
        this.#asked = this.#asked === undefined ? message.area : union(this.#asked, message.area);
        break;
      case "key":
        if (message.down) this.#held.add(message.keysym);
        else this.#held.delete(message.keysym);
        return this.desk.key(message.keysym, message.down);
      case "pointer":
        for (const rect of this.#pointer.move(message.x, message.y)) this.changed(rect);
        return this.desk.pointer(message.x, message.y, message.buttons);
      case "cutText":
        return this.desk.paste(message.text);
      case "nothing":
        return;
    }
    this.#wake();
  }

  #all(): void {
    const { canvas } = this.desk;
    this.#damage = new Damage(canvas.width, canvas.height);
    this.#damage.add(canvas.bounds());
  }

  /** The next message to the viewer; undefined when there is none now. */
  #next(): Uint8Array | undefined {
    const out = new ByteOutput();
    if (this.#colourMap) {
      this.#colourMap = false;
      writeColourMap(out);
    }
    if (this.#copied !== undefined) {
      const text = latin1(this.#copied);
      this.#copied = undefined;
      out.u8(3).u8(0).u16(0).u32(text.length).bytes(text);
    }
    if (this.#asked !== undefined) this.#update(out, this.#asked);
    return out.length > 0 ? out.done() : undefined;
  }

  /** Answers a request if there is anything to show. */
  #update(out: ByteOutput, asked: Rect): void {
    const { canvas } = this.desk;
    const area = intersect(asked, canvas.bounds());
    if (this.#resized && this.#encodings.has(ENCODING.desktopSize)) {
      // The viewer asks again for a picture of the new size.
      [this.#resized, this.#asked] = [false, undefined];
      out.u8(0).u8(0).u16(1);
      return head(out, canvas.bounds(), ENCODING.desktopSize);
    }
    const rects: (() => void)[] = [];
    if (!this.#offered && this.#encodings.has(ENCODING.qemuExtendedKey)) {
      this.#offered = true;
      rects.push(() => head(out, { x: 0, y: 0, width: 0, height: 0 }, ENCODING.qemuExtendedKey));
    }
    const { cursor } = this.desk;
    if (!this.#cursorSent && cursor !== undefined && this.#encodings.has(ENCODING.cursor)) {
      this.#cursorSent = true;
      rects.push(() => this.#pointer.writeShape(out, this.#writer, cursor));
    }
    if (area !== undefined) this.#picture(out, area, rects);
    if (rects.length === 0) return;
    this.#asked = undefined;
    out.u8(0).u8(0).u16(rects.length);
    for (const write of rects) write();
  }

  #picture(out: ByteOutput, area: Rect, rects: (() => void)[]): void {
    const { canvas } = this.desk;
    const { move } = this.#damage;
    const whole = area.width === canvas.width && area.height === canvas.height;
    if (!whole || !this.#encodings.has(ENCODING.copyRect)) this.#damage.forgetMove();
    else if (move !== undefined) {
      this.#damage.move = undefined;
      const { rect: { x, y, width, height }, up } = move;
      rects.push(() => {
        head(out, { x, y, width, height: height - up }, ENCODING.copyRect);
        out.u16(x).u16(y + up);
      });
    }
    for (const rect of this.#damage.take(area)) {
      rects.push(() => {
        head(out, rect, this.#encoder.encoding);
        const copy = copyOf(canvas.pixels, canvas.width, rect);
        this.#pointer.drawOn(copy, rect);
        translate(copy, this.#writer);
        this.#encoder.encode(out, copy, this.#writer);
      });
    }
  }
}

function head(out: ByteOutput, { x, y, width, height }: Rect, encoding: number): void {
  out.u16(x).u16(y).u16(width).u16(height).u32(encoding >>> 0);
}

function union(a: Rect, b: Rect): Rect {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  const width = Math.max(a.x + a.width, b.x + b.width) - x;
  return { x, y, width, height: Math.max(a.y + a.height, b.y + b.height) - y };
}
