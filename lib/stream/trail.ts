// What the readers of a channel were sent last, event after event. Who was sent the latest of them in a row, with nothing between, can
// be sent the next one packed after them; how many bytes of them it was sent decides how far that may refer back.
import { MOST_PLAIN } from "./deflate.ts";

/** An event in a trail. */
export interface Place {
  readonly trail: Trail;
  readonly number: number;
  /** The last bytes before it. */
  readonly window: Uint8Array;
}

/** How far back events may refer, for those who were sent that much in a row: more saves little and takes longer. */
const WINDOWS = [512, 2048, 8192] as const;
const MOST = 8192;

/** The part of a window that somebody has who was sent so many bytes of the trail in a row; empty where packing alone is as good. */
export function windowOf({ window }: Place, run: number): Uint8Array {
  const length = WINDOWS.findLast((length) => length <= Math.min(run, window.length)) ?? 0;
  return window.subarray(window.length - length);
}

export class Trail {
  #window: Uint8Array = new Uint8Array(0);
  #number = 0;

  /** Gives an event its place, after all that were given one; large ones have none. */
  add(plain: Uint8Array): Place | undefined {
    if (plain.length > MOST_PLAIN) return undefined;
    const place = { trail: this, number: ++this.#number, window: this.#window };
    const kept = this.#window.subarray(Math.max(0, this.#window.length + plain.length - MOST));
    const window = new Uint8Array(Math.min(MOST, kept.length + plain.length));
    window.set(kept);
    window.set(plain.subarray(-MOST), window.length - Math.min(MOST, plain.length));
    this.#window = window;
    return place;
  }

  /** Forgets what was sent: nothing refers back to it any more. */
  clear(): void {
    this.#window = new Uint8Array(0);
  }
}

/** Where one reader stands: what it was sent last. */
export class Standing {
  #trail: Trail | undefined;
  #number = 0;
  #run = 0;

  /** An event is about to be sent: how many bytes of its trail were sent in a row just before it. */
  before({ trail, number }: Place): number {
    return trail === this.#trail && number === this.#number + 1 ? this.#run : 0;
  }

  /** What was sent. */
  after(place: Place | undefined, bytes: number): void {
    this.#run = place === undefined ? 0 : this.before(place) + bytes;
    this.#trail = place?.trail;
    this.#number = place?.number ?? 0;
  }
}
