// What an RFB session shows and controls.
import type { Canvas } from "../screen/canvas.ts";

/** Who sits in front of a machine and is told of it. */
export interface Viewer {
  /** Text the machine has put into its clipboard. */
  copied(text: string): void;
}

/** A pointer's picture, which viewers may draw themselves: pixels as 0xRRGGBB, row by row, undefined where one sees through. */
export interface Cursor {
  readonly width: number;
  readonly height: number;
  readonly pixels: readonly (number | undefined)[];
}

/** A machine's screen, keyboard and mouse. */
export interface Desk {
  /** What the viewer is greeted with. */
  readonly name: string;
  readonly canvas: Canvas;
  /** The pointer's picture; undefined for a machine that shows none. */
  readonly cursor: Cursor | undefined;
  /** Aborted when the machine is gone. */
  readonly gone: AbortSignal;
  /** A key (an X11 keysym) goes down or up. */
  key(keysym: number, down: boolean): void;
  /** The pointer is somewhere with buttons held: bit 0 left, 1 middle, 2 right, 3 and 4 the wheel. */
  pointer(x: number, y: number, buttons: number): void;
  /** The viewer's clipboard has this text. */
  paste(text: string): void;
  /** Starts telling a viewer until the returned function is called. */
  watch(viewer: Viewer): () => void;
}
