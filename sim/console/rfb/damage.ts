// What a viewer has not seen yet: dirty tiles, and a part of the picture that moved. Its size does not depend on how much changes.
import { intersect, type Rect } from "../screen/canvas.ts";

const TILE = 16;

/** A part that moved up; `rect` includes what it left behind. */
export interface Move {
  readonly rect: Rect;
  readonly up: number;
}

/**
 * The difference between a viewer's picture and the canvas. Guarantees: a viewer who first moves what `move` says, and then
 * gets all of `rects` anew, sees the canvas.
 */
export class Damage {
  move: Move | undefined;
  #columns: number;
  #rows: number;
  #dirty: Uint8Array;
  #count = 0;

  constructor(readonly width: number, readonly height: number) {
    this.#columns = Math.ceil(width / TILE);
    this.#rows = Math.ceil(height / TILE);
    this.#dirty = new Uint8Array(this.#columns * this.#rows);
  }

  get any(): boolean {
    return this.#count > 0 || this.move !== undefined;
  }

  add({ x, y, width, height }: Rect): void {
    const bottom = Math.min(this.#rows - 1, Math.floor((y + height - 1) / TILE));
    const right = Math.min(this.#columns - 1, Math.floor((x + width - 1) / TILE));
    for (let row = Math.max(0, Math.floor(y / TILE)); row <= bottom; row++) {
      for (let column = Math.max(0, Math.floor(x / TILE)); column <= right; column++) {
        const at = row * this.#columns + column;
        if (this.#dirty[at] === 0) this.#count++;
        this.#dirty[at] = 1;
      }
    }
  }

  /** Notes that a part moved up: what of it was dirty is now dirty further up. */
  moved(rect: Rect, up: number): void {
    const total = up + (this.move?.up ?? 0);
    const same = this.move === undefined || sameRect(this.move.rect, rect);
    if (!same || total >= rect.height) {
      this.forgetMove();
      return this.add(rect);
    }
    for (const dirty of this.rects()) {
      const inside = intersect(dirty, rect);
      if (inside === undefined) continue;
      const shifted = intersect({ ...inside, y: inside.y - up }, rect);
      if (shifted !== undefined) this.add(shifted);
    }
    this.move = { rect, up: total };
  }

  /** For a viewer who cannot move parts of its picture: all of it is dirty instead. */
  forgetMove(): void {
    const { move } = this;
    this.move = undefined;
    if (move !== undefined) this.add(move.rect);
  }

  /** The dirty parts: they do not overlap, are within the picture, and few. */
  rects(): Rect[] {
    const rects: Rect[] = [];
    // The run of dirty tiles above, by where it starts: it grows downwards while the next row has the same.
    let open = new Map<string, Rect>();
    for (let row = 0; row < this.#rows; row++) {
      const next = new Map<string, Rect>();
      for (const [from, to] of this.#runs(row)) {
        const key = `${from} ${to}`;
        const above = open.get(key);
        open.delete(key);
        next.set(key, {
          x: from * TILE,
          y: above?.y ?? row * TILE,
          width: (to - from) * TILE,
          height: (above?.height ?? 0) + TILE,
        });
      }
      rects.push(...open.values());
      open = next;
    }
    rects.push(...open.values());
    const bounds = { x: 0, y: 0, width: this.width, height: this.height };
    return rects.flatMap((rect) => intersect(rect, bounds) ?? []);
  }

  /** Takes the dirty parts within `area` away; what is outside stays dirty. */
  take(area: Rect): Rect[] {
    const all = this.rects();
    this.#dirty.fill(0);
    this.#count = 0;
    const taken: Rect[] = [];
    for (const rect of all) {
      const inside = intersect(rect, area);
      if (inside !== undefined) taken.push(inside);
      if (inside === undefined || !sameRect(inside, rect)) this.add(rect);
    }
    return taken;
  }

  /** The runs of dirty tiles of a row, as from and to (exclusive). */
  *#runs(row: number): Generator<readonly [number, number]> {
    const start = row * this.#columns;
    for (let column = 0; column < this.#columns; column++) {
      if (this.#dirty[start + column] === 0) continue;
      const from = column;
      while (column < this.#columns && this.#dirty[start + column] === 1) column++;
      yield [from, column];
    }
  }
}

function sameRect(a: Rect, b: Rect): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}
