// From X11 keysyms to what a terminal sends: characters, control characters, escape sequences.

/** Keysyms the machines know by name. */
export const KEY = {
  backspace: 0xff08,
  tab: 0xff09,
  enter: 0xff0d,
  escape: 0xff1b,
  delete: 0xffff,
  keypadEnter: 0xff8d,
  keypadDelete: 0xff9f,
  insert: 0xff63,
} as const;

const SEQUENCES: Readonly<Record<number, string>> = {
  [KEY.backspace]: "\x7f",
  [KEY.tab]: "\t",
  [KEY.enter]: "\r",
  [KEY.keypadEnter]: "\r",
  [KEY.escape]: "\x1b",
  [KEY.delete]: "\x1b[3~",
  0xff50: "\x1b[H",
  0xff51: "\x1b[D",
  0xff52: "\x1b[A",
  0xff53: "\x1b[C",
  0xff54: "\x1b[B",
  0xff55: "\x1b[5~",
  0xff56: "\x1b[6~",
  0xff57: "\x1b[F",
  0xff95: "\x1b[H",
  0xff96: "\x1b[D",
  0xff97: "\x1b[A",
  0xff98: "\x1b[C",
  0xff99: "\x1b[B",
  0xff9c: "\x1b[F",
};

const SHIFT = [0xffe1, 0xffe2];
const CONTROL = [0xffe3, 0xffe4];
const ALT = [0xffe9, 0xffea];

/** A keyboard: knows which modifiers are held. */
export class Keyboard {
  readonly #held = new Set<number>();

  /** Takes a key; gives the character it types, if it types one. Control and Alt do not change it. */
  press(keysym: number, down: boolean): void {
    if (down) this.#held.add(keysym);
    else this.#held.delete(keysym);
  }

  get shift(): boolean {
    return SHIFT.some((key) => this.#held.has(key));
  }

  get control(): boolean {
    return CONTROL.some((key) => this.#held.has(key));
  }

  get alt(): boolean {
    return ALT.some((key) => this.#held.has(key));
  }

  /** Whether this key, going down now, is the last of Ctrl+Alt+Del. */
  isSecureAttention(keysym: number): boolean {
    return this.control && this.alt && (keysym === KEY.delete || keysym === KEY.keypadDelete);
  }

  /** What a terminal sends for a key that goes down: "" for those it does not know. */
  sequence(keysym: number): string {
    const char = characterOf(keysym);
    if (char === "") return SEQUENCES[keysym] ?? "";
    const code = char.toLowerCase().charCodeAt(0);
    if (this.control && code >= 0x60 && code < 0x80) return String.fromCharCode(code & 31);
    return char;
  }
}

/** The character a keysym stands for; "" for keys that type none. */
export function characterOf(keysym: number): string {
  if ((keysym >= 0x20 && keysym < 0x7f) || (keysym >= 0xa0 && keysym <= 0xff)) {
    return String.fromCharCode(keysym);
  }
  // The keypad's digits and signs lie 0xff80 above ASCII's.
  if (keysym >= 0xffaa && keysym <= 0xffb9) return String.fromCharCode(keysym - 0xff80);
  if (keysym >= 0x01000100 && keysym <= 0x0110ffff) return String.fromCodePoint(keysym - 0x01000000);
  return "";
}
