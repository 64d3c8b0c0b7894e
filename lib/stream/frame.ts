// Frames: events as they go over the wire, encoded once for all who are sent them.
import type { Changes } from "@/lib/cache/types.ts";
import { pack, type Packed } from "./gzip.ts";
import { position } from "./position.ts";

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
  #packed: Packed | undefined;

  constructor(text: string) {
    this.plain = encoder.encode(text);
  }

  get packed(): Packed {
    return this.#packed ??= pack(this.plain);
  }
}

/** One event, in one piece or more. Whoever sends it asks for piece after piece; each is made when it is first asked for. */
export class Frame {
  readonly #pieces: Piece[] = [];
  /** What is yet to be encoded. The views in it do not change any more: the cache replaces them. */
  #rest: Changes["patches"] | undefined;
  #next = 0;
  readonly #head: string;

  /** It is worth keeping. */
  readonly large: boolean;

  private constructor(head: string, patches: Changes["patches"]) {
    this.#head = head;
    this.large = patches.length > LARGE;
    this.#rest = patches;
  }

  /** An event that leads `number` to the revision of the changes. */
  static ofChanges(epoch: string, number: string, { kind, revision, patches }: Changes): Frame {
    const name = kind === "snapshot" ? "event:snapshot\n" : "";
    return new Frame(`${name}id:${position(epoch, revision, number)}\ndata:[`, patches);
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
    let text = this.#pieces.length === 0 ? this.#head : "";
    while (this.#next < patches.length && text.length < PIECE) {
      if (this.#next > 0) text += ",";
      text += JSON.stringify(patches.slice(this.#next, this.#next += RUN)).slice(1, -1);
    }
    if (this.#next >= patches.length) {
      text += "]\n\n";
      this.#rest = undefined;
    }
    return new Piece(text);
  }
}

export function pingPiece(epoch: string, number: string, revision: number): Piece {
  return new Piece(`event:ping\nid:${position(epoch, revision, number)}\ndata:\n\n`);
}

/** Names the stream, the numbers of its subscriptions, and how many changes of these it has taken in. */
export function openPiece(stream: string, subscriptions: readonly string[], changes: number): Piece {
  return new Piece(`event:open\ndata:${JSON.stringify({ stream, subscriptions, changes })}\n\n`);
}
