// What a simulated machine does with its screen, keyboard and mouse, whatever runs on it.
import type { Canvas } from "../screen/canvas.ts";
import type { Cursor } from "../rfb/types.ts";

/** What a guest may do to its own domain. */
export type PowerAction = "poweroff" | "reboot";

/** What a machine needs of the world around it. */
export interface Surroundings {
  /** Milliseconds since 1970. */
  now(): number;
  /** Durations of the simulator are multiplied by this: 0 does everything at once. */
  readonly scale: number;
  /** The guest shuts its domain down; it happens after a while. */
  power(action: PowerAction): void;
  /** The guest has put text into its clipboard. */
  copied(text: string): void;
}

/** A machine from the start of its domain to its end. */
export interface Machine {
  readonly cursor: Cursor | undefined;
  /** The terminal's text on the vt100 console; undefined for a machine that has none. */
  readonly serial: Serial | undefined;
  /** Starts to draw on a canvas, and goes on until it is given another one or none. */
  show(canvas: Canvas | undefined): void;
  key(keysym: number, down: boolean): void;
  pointer(x: number, y: number, buttons: number): void;
  paste(text: string): void;
  /** Its domain is asked from outside to shut down or to reboot. */
  asked(action: PowerAction): void;
  /** Does what is due by now; says when it wants to be asked again, undefined: only after something happened. */
  advance(): number | undefined;
}

/** A text console without a picture. */
export interface Serial {
  /** Takes what is typed: text and escape sequences. */
  input(text: string): void;
  /** The screen as output that would draw it. */
  redraw(): string;
  /** Tells what the machine writes, until the returned function is called. */
  listen(listener: (text: string) => void): () => void;
}
