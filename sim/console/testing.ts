// A small viewer for tests: connects to /console, types, and reads the screen back letter by letter.
import { ByteInput, ByteOutput, type Link } from "./rfb/bytes.ts";
import { ENCODING } from "./rfb/encodings.ts";
import { NATIVE, type PixelFormat, writePixelFormat } from "./rfb/pixel_format.ts";
import { characters, GLYPH_HEIGHT, GLYPH_WIDTH, glyphOf } from "./screen/font.ts";
import { Decoder, Picture } from "./testing_decoder.ts";

/** Characters by their bitmap. */
const LETTERS = new Map(characters().map((char) => [glyphOf(char.codePointAt(0) ?? 0).join(), char]));

export interface ViewerOptions {
  readonly encodings?: readonly number[];
  readonly format?: PixelFormat;
  readonly version?: "003.003" | "003.007" | "003.008";
}

/** What a viewer has been told besides pictures. */
export interface Told {
  readonly copied: string[];
  readonly sizes: string[];
  extendedKeys: boolean;
  cursor: { readonly width: number; readonly height: number } | undefined;
  moves: number;
  rectangles: number;
}

/** A viewer that has shaken hands. */
export class TestViewer {
  name = "";
  picture = new Picture(0, 0);
  readonly told: Told = {
    copied: [],
    sizes: [],
    extendedKeys: false,
    cursor: undefined,
    moves: 0,
    rectangles: 0,
  };
  readonly #input: ByteInput;
  readonly #decoder: Decoder;

  private constructor(readonly link: Link, readonly options: ViewerOptions) {
    this.#input = new ByteInput(link);
    this.#decoder = new Decoder(options.format ?? NATIVE);
  }

  /** Shakes hands over a link on which the server is about to speak. */
  static async open(link: Link, options: ViewerOptions = {}): Promise<TestViewer> {
    const viewer = new TestViewer(link, options);
    await viewer.#greet(options.version ?? "003.008");
    const out = new ByteOutput();
    if (options.format !== undefined) {
      out.u8(0).u8(0).u16(0);
      writePixelFormat(out, options.format);
    }
    await link.write(out.done());
    await viewer.prefer(options.encodings ?? [ENCODING.zrle, ENCODING.copyRect, ENCODING.desktopSize]);
    return viewer;
  }

  /** Says which encodings it understands, the best first. */
  async prefer(encodings: readonly number[]): Promise<void> {
    const out = new ByteOutput().u8(2).u8(0).u16(encodings.length);
    for (const encoding of encodings) out.u32(encoding >>> 0);
    await this.link.write(out.done());
  }

  /** Asks for what changed; `whole` for everything. */
  async ask(whole = false): Promise<void> {
    const { width, height } = this.picture;
    await this.link.write(new ByteOutput().u8(3).u8(whole ? 0 : 1).u32(0).u16(width).u16(height).done());
  }

  /** Takes the next message. Throws Ended when the connection is over. */
  async take(): Promise<void> {
    const type = await this.#input.u8();
    if (type === 3) {
      const length = (await this.#input.view(7)).getUint32(3);
      this.told.copied.push(new TextDecoder("latin1").decode(await this.#input.take(length)));
    } else if (type === 1) {
      const count = (await this.#input.view(5)).getUint16(3);
      await this.#input.take(count * 6);
    } else if (type === 0) {
      const count = (await this.#input.view(3)).getUint16(1);
      for (let at = 0; at < count; at++) await this.#rectangle();
    } else throw new Error(`A message of type ${type}`);
  }

  /** Asks and takes until the screen's text has something. */
  async until(wanted: RegExp): Promise<string> {
    if (this.picture.values.every((value) => value === 0)) {
      await this.ask(true);
      await this.take();
    }
    for (;;) {
      const text = this.text();
      if (wanted.test(text)) return text;
      await this.ask();
      await this.take();
    }
  }

  async key(keysym: number, down: boolean): Promise<void> {
    await this.link.write(new ByteOutput().u8(4).u8(down ? 1 : 0).u16(0).u32(keysym).done());
  }

  async press(...keysyms: readonly number[]): Promise<void> {
    for (const keysym of keysyms) await this.key(keysym, true);
    for (const keysym of keysyms.toReversed()) await this.key(keysym, false);
  }

  /** Types text; a line feed is Enter. */
  async type(text: string): Promise<void> {
    for (const char of text) await this.press(char === "\n" ? 0xff0d : char.charCodeAt(0));
  }

  async point(x: number, y: number, buttons = 0): Promise<void> {
    await this.link.write(new ByteOutput().u8(5).u8(buttons).u16(x).u16(y).done());
  }

  async paste(text: string): Promise<void> {
    await this.link.write(new ByteOutput().u8(6).u8(0).u16(0).u32(text.length).text(text).done());
  }

  /** The screen's text. */
  text(): string {
    return textOf(this.picture);
  }

  async #greet(version: string): Promise<void> {
    const said = new TextDecoder().decode(await this.#input.take(12));
    if (said !== "RFB 003.008\n") throw new Error(`The server says ${said}`);
    await this.link.write(new TextEncoder().encode(`RFB ${version}\n`));
    if (version === "003.003") await this.#input.take(4);
    else {
      await this.#input.take(await this.#input.u8());
      await this.link.write(Uint8Array.of(1));
      if (version === "003.008") await this.#input.take(4);
    }
    await this.link.write(Uint8Array.of(1));
    const view = await this.#input.view(24);
    this.picture = new Picture(view.getUint16(0), view.getUint16(2));
    this.name = new TextDecoder("latin1").decode(await this.#input.take(view.getUint32(20)));
  }

  async #rectangle(): Promise<void> {
    const view = await this.#input.view(12);
    const [x, y, width, height] = [0, 2, 4, 6].map((at) => view.getUint16(at));
    const place = [x ?? 0, y ?? 0, width ?? 0, height ?? 0] as const;
    const encoding = view.getInt32(8);
    this.told.rectangles++;
    switch (encoding) {
      case ENCODING.raw:
        return await this.#decoder.raw(this.#input, this.picture, ...place);
      case ENCODING.hextile:
        return await this.#decoder.hextile(this.#input, this.picture, ...place);
      case ENCODING.zrle:
        return await this.#decoder.zrle(this.#input, this.picture, ...place);
      case ENCODING.copyRect: {
        const from = await this.#input.view(4);
        this.told.moves++;
        return this.picture.copy(from.getUint16(0), from.getUint16(2), ...place);
      }
      case ENCODING.desktopSize:
        this.told.sizes.push(`${place[2]}x${place[3]}`);
        this.picture = new Picture(place[2], place[3]);
        return;
      case ENCODING.cursor: {
        const pixels = place[2] * place[3] * (this.options.format ?? NATIVE).bitsPerPixel / 8;
        await this.#input.take(pixels + Math.ceil(place[2] / 8) * place[3]);
        this.told.cursor = { width: place[2], height: place[3] };
        return;
      }
      case ENCODING.qemuExtendedKey:
        this.told.extendedKeys = true;
        return;
      default:
        throw new Error(`An encoding ${encoding}`);
    }
  }
}

/** A screen's text, read from its pixels: the cursor's two rows are overlooked. */
export function textOf(picture: Picture): string {
  const { width, height } = picture;
  const cell = width === 720 ? GLYPH_WIDTH + 1 : GLYPH_WIDTH;
  const lines: string[] = [];
  for (let y = 0; y + GLYPH_HEIGHT <= height; y += GLYPH_HEIGHT) {
    let line = "";
    for (let x = 0; x + cell <= width; x += cell) line += letterAt(picture, x, y);
    lines.push(line.trimEnd());
  }
  return lines.join("\n").trimEnd();
}

function letterAt({ values, width }: Picture, x: number, y: number): string {
  const at = (column: number, row: number) => values[(y + row) * width + x + column] ?? 0;
  // No letter reaches a cell's upper left corner, but for blocks.
  for (const paper of [at(0, 0), at(7, 0)]) {
    const rows = Array.from({ length: GLYPH_HEIGHT }, (_, row) => {
      let bits = 0;
      for (let column = 0; column < GLYPH_WIDTH; column++) {
        if (at(column, row) !== paper) bits |= 0x80 >> column;
      }
      return bits;
    });
    const seen = LETTERS.get(rows.join()) ?? LETTERS.get([...rows.slice(0, -2), 0, 0].join());
    if (seen !== undefined) return seen;
  }
  return "\ufffd";
}
