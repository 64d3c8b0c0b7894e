// Frames: events as they go over the wire, encoded once for all who are sent them.
import type { Changes } from "@/lib/cache/types.ts";
import { packAfter, type Packed } from "./gzip.ts";
import { position } from "./position.ts";
import { type Place, type Trail, windowOf } from "./trail.ts";

const encoder = new TextEncoder();

/** Large frames are made and sent in pieces of about so many characters, which take about a millisecond each. */
const PIECE = 64 * 1024;
/** From so many patches on a frame takes long to compute (ms). */
const LARGE = 500;
/** Patches that are encoded in one go. */
const RUN = 64;

/** Some bytes of an event stream, and the same for gzip streams, made when somebody wants it. */
export class Piece {
  readonly plain: Uint8Array<ArrayBuffer>;
  /** Where it stands among what is sent to the readers of its channel; undefined: anywhere. */
  readonly place: Place | undefined;
  /** By the length of the window. */
  readonly #packed = new Map<number, Packed>();

  /** @param trail to be continued by it */
  constructor(text: string, trail?: Trail) {
    this.plain = encoder.encode(text);
    this.place = trail?.add(this.plain);
  }

  /** @param run bytes of its trail that were sent in a row just before */
  packed(run: number): Packed {
    const window = this.place === undefined ? NOTHING : windowOf(this.place, run);
    let packed = this.#packed.get(window.length);
    if (packed === undefined) this.#packed.set(window.length, packed = packAfter(window, this.plain));
    return packed;
  }
}

const NOTHING = new Uint8Array(0);

/** One event, in one piece or more. Whoever sends it asks for piece after piece; each is made when it is first asked for. */
export class Frame {
  readonly #pieces: Piece[] = [];
  /** What is yet to be encoded. The views in it do not change any more: the cache replaces them. */
  #rest: Changes["patches"] | undefined;
  #next = 0;
  readonly #head: string;

  /** It is worth keeping. */
  readonly large: boolean;

  private constructor(head: string, patches: Changes["patches"], private readonly trail: Trail | undefined) {
    this.#head = head;
    this.large = patches.length > LARGE;
    this.#rest = patches;
  }

  /**
   * An event that leads `number` to the revision of the changes.
   * @param trail to be continued by it, if it is small
   */
  static ofChanges(
    epoch: string,
    number: string,
    { kind, revision, patches }: Changes,
    trail?: Trail,
  ): Frame {
    const name = kind === "snapshot" ? "event:snapshot\n" : "";
    return new Frame(`${name}id:${position(epoch, revision, number)}\ndata:[`, patches, trail);
  }

  /** The n-th piece, if all before it have been asked for; undefined after the last. */
  piece(n: number): Piece | undefined {
    if (n === this.#pieces.length && this.#rest !== undefined) this.#pieces.push(this.#make(this.#rest));
    return this.#pieces[n];
  }

  /** Whether there is an n-th piece, without making it. */
  has(n: number): boolean {
    return n < this.#pieces.length || this.#rest !== undefined;
  }

  /** JSON never holds a raw line break, so that one `data:` line always suffices. */
  #make(patches: Changes["patches"]): Piece {
    const first = this.#pieces.length === 0;
    let text = first ? this.#head : "";
    while (this.#next < patches.length && text.length < PIECE) {
      if (this.#next > 0) text += ",";
      text += JSON.stringify(patches.slice(this.#next, this.#next += RUN)).slice(1, -1);
    }
    if (this.#next >= patches.length) {
      text += "]\n\n";
      this.#rest = undefined;
    }
    return new Piece(text, first && this.#rest === undefined ? this.trail : undefined);
  }
}

export function pingPiece(epoch: string, number: string, revision: number): Piece {
  return new Piece(`event:ping\nid:${position(epoch, revision, number)}\ndata:\n\n`);
}

/** Names the stream, the numbers of its subscriptions, and how many changes of these it has taken in. */
export function openPiece(stream: string, subscriptions: readonly string[], changes: number): Piece {
  return new Piece(`event:open\ndata:${JSON.stringify({ stream, subscriptions, changes })}\n\n`);
}
