// A Linux guest: boots, lets people log in on its text screen, and shuts down when told.
import type { Canvas } from "../screen/canvas.ts";
import { GLYPH_HEIGHT, GLYPH_WIDTH } from "../screen/font.ts";
import { Painter } from "../screen/painter.ts";
import { Terminal } from "../screen/terminal.ts";
import { bootLog, type Moment } from "./boot_log.ts";
import { Keyboard } from "./keys.ts";
import type { Machine, PowerAction, Serial, Surroundings } from "./machine.ts";
import { Mouse } from "./mouse.ts";
import type { Profile } from "./profile.ts";
import { Shell } from "./shell.ts";

/** The text mode it starts in (80 × 25 cells of 9 pixels), and the size it boots into. */
const TEXT_MODE = { columns: 80, rows: 25, cellWidth: 9 };
const GRAPHICS = { width: 1024, height: 768 };
const BLINK_MS = 530;

/** A machine with a text screen. Its boot goes on while nobody looks: whoever comes sees what would be there by then. */
export class Linux implements Machine {
  readonly cursor = undefined;
  readonly serial: Serial;
  readonly #terminal = new Terminal(TEXT_MODE.columns, TEXT_MODE.rows);
  readonly #keyboard = new Keyboard();
  readonly #mouse: Mouse;
  readonly #shell: Shell;
  readonly #listeners = new Set<(text: string) => void>();
  readonly #boot: Moment[];
  #painter: Painter | undefined;
  #cellWidth = TEXT_MODE.cellWidth;
  #blinkAt = 0;
  #booted = false;
  #goingDown = false;

  constructor(readonly profile: Profile, readonly around: Surroundings) {
    this.#boot = bootLog(profile);
    this.#shell = new Shell({
      profile,
      now: around.now,
      power: (action) => this.#power(action),
      resize: (width, height) => this.#resize(width, height),
      write: (text) => this.#write(text),
    });
    this.serial = {
      input: (text) => this.#input(text),
      redraw: () => this.#terminal.redraw(),
      listen: (listener) => {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
      },
    };
    this.#mouse = new Mouse(this.#terminal, around.copied, (text) => this.#input(text));
  }

  show(canvas: Canvas | undefined): void {
    this.#painter?.stop();
    this.#painter = canvas && new Painter(this.#terminal, canvas, this.#cellWidth);
  }

  key(keysym: number, down: boolean): void {
    this.#keyboard.press(keysym, down);
    if (!down) return;
    if (this.#keyboard.isSecureAttention(keysym)) {
      if (this.profile.control) return;
      this.asked("reboot");
      return this.#power("reboot");
    }
    this.#input(this.#keyboard.sequence(keysym));
  }

  pointer(x: number, y: number, buttons: number): void {
    this.#mouse.move(Math.floor(x / this.#cellWidth), Math.floor(y / GLYPH_HEIGHT), buttons);
  }

  paste(text: string): void {
    this.#mouse.text = text;
  }

  asked(action: PowerAction): void {
    // A boot that has not come to its end never will.
    this.#boot.length = 0;
    this.#booted = true;
    this.#shell.down(action);
  }

  advance(): number | undefined {
    const { scale } = this.around;
    while (this.#boot.length > 0) {
      const [next] = this.#boot;
      const at = this.profile.started + (next?.at ?? 0) * scale;
      if (at > this.around.now()) return at;
      this.#boot.shift();
      if (next?.graphics) this.#resize(GRAPHICS.width, GRAPHICS.height);
      if (next?.text !== undefined) this.#write(next.text);
    }
    if (!this.#booted) {
      this.#booted = true;
      this.#shell.begin();
    }
    this.#shell.advance();
    const blink = this.#blink();
    const due = this.#shell.due;
    return blink === undefined || due === undefined ? blink ?? due : Math.min(blink, due);
  }

  #blink(): number | undefined {
    if (this.#painter === undefined) return undefined;
    const now = this.around.now();
    if (now >= this.#blinkAt) {
      this.#blinkAt = now + BLINK_MS;
      this.#painter.blink();
    }
    return this.#blinkAt;
  }

  #power(action: PowerAction): void {
    if (this.#goingDown) return;
    this.#goingDown = true;
    this.around.power(action);
  }

  #input(text: string): void {
    if (this.#booted && text !== "") this.#shell.input(text);
  }

  #write(text: string): void {
    this.#terminal.write(text);
    for (const listener of this.#listeners) listener(text);
  }

  #resize(width: number, height: number): void {
    this.#cellWidth = GLYPH_WIDTH;
    this.#terminal.reset(Math.floor(width / GLYPH_WIDTH), Math.floor(height / GLYPH_HEIGHT));
    if (this.#painter === undefined) return;
    this.#painter.cellWidth = GLYPH_WIDTH;
    this.#painter.all();
  }
}
