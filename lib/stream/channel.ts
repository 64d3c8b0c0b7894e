// Channels: what readers of equal rights and equal subscriptions share, and the numbers they have in positions.
import type { View } from "@/lib/view/types.ts";
import { Frame, type Piece, pingPiece } from "./frame.ts";
import { Trail } from "./trail.ts";
import type { StreamSource } from "./types.ts";

/** Frames kept per channel while they can be shared; most readers stand at one of very few revisions. */
const SHARED_FRAMES = 8;
/** So long a large snapshot serves those who come later, too, however much has changed since (ms): a patch brings them up to date. */
const SNAPSHOT_LIFE = 1000;

/** A frame, and the revision it leads to. Null: nothing of it concerns the channel. */
export interface Step {
  readonly frame: Frame | null;
  readonly to: number;
}

/** One (sight, subscription): all who read it share every frame. */
export class Channel {
  /** How many readers stand here: a channel in use is not forgotten. */
  users = 0;
  /** Steps to `#at`, by the channel and the revision they start from. */
  readonly #steps = new Map<string | number, Step>();
  #at = -1;
  #snapshot: { readonly step: Step; readonly made: number } | undefined;
  readonly #trail = new Trail();
  /** The revision that most readers were led to. */
  #led = 0;
  #ping: { readonly piece: Piece; readonly at: number } | undefined;

  constructor(readonly number: string, readonly view: View, private readonly source: StreamSource) {}

  /**
   * What leads a reader of `from` at `since` on: to now, or for a snapshot to a moment ago.
   * @param counters told of what had to be computed
   */
  step(from: Channel, since: number | undefined, counters: { encoded: number }): Step {
    const { revision } = this.source;
    if (this.#at !== revision) {
      this.#steps.clear();
      this.#at = revision;
    }
    if (since === undefined && this.#snapshot !== undefined) {
      if (performance.now() - this.#snapshot.made < SNAPSHOT_LIFE) return this.#snapshot.step;
      this.#snapshot = undefined;
    }
    const key = from === this ? since ?? -1 : `${from.number}.${since}`;
    const shared = this.#steps.get(key);
    if (shared !== undefined) return shared;
    const changes = this.source.changes(since, since === undefined ? this.view : from.view, this.view);
    const { kind, revision: to } = changes;
    // Who stands at an earlier one takes steps of its own, and is none of those who are sent the same in a row.
    const level = from === this && since !== undefined && since >= this.#led;
    if (level) this.#led = to;
    const frame = kind === "patch" && changes.patches.length === 0
      ? null
      : Frame.ofChanges(this.source.epoch, this.number, changes, level ? this.#trail : undefined);
    if (frame !== null) counters.encoded++;
    const step = { frame, to };
    if (since === undefined && frame?.large) this.#snapshot = { step, made: performance.now() };
    else if (this.#steps.size < SHARED_FRAMES) this.#steps.set(key, step);
    return step;
  }

  /** Says that nothing concerned the channel up to a revision. */
  ping(revision: number): Piece {
    if (this.#ping?.at !== revision) {
      this.#ping = { piece: pingPiece(this.source.epoch, this.number, revision), at: revision };
    }
    return this.#ping.piece;
  }

  /** Lets go of a snapshot that nobody may use any more, or of any, and of what was sent last to readers who have gone. */
  tidy(any: boolean): void {
    if (this.users === 0) this.#trail.clear();
    if (any || performance.now() - (this.#snapshot?.made ?? 0) >= SNAPSHOT_LIFE) this.#snapshot = undefined;
  }
}

export interface ChannelLimits {
  /** Most channels, and characters of their subscriptions, that are remembered; those in use come on top. */
  readonly channels: number;
  readonly characters: number;
}

/** All channels by what they are. Forgets those that were asked for longest ago. */
export class Channels {
  readonly #byKey = new Map<string, Channel>();
  #characters = 0;
  #count = 0;

  constructor(
    private readonly source: StreamSource,
    private readonly limits: ChannelLimits = { channels: 4096, characters: 4 << 20 },
  ) {}

  get size(): number {
    return this.#byKey.size;
  }

  /** The channel of a view, made where there is none. */
  of(view: View): Channel {
    const key = keyOf(view);
    let channel = this.#byKey.get(key);
    if (channel !== undefined) this.#byKey.delete(key);
    else {
      channel = new Channel((++this.#count).toString(36), view, this.source);
      this.#characters += key.length;
    }
    this.#byKey.set(key, channel);
    this.#forget(channel);
    return channel;
  }

  /** Lets go of the snapshots that nobody may use any more, or of all. */
  tidy(all = false): void {
    for (const channel of this.#byKey.values()) channel.tidy(all);
  }

  /** Readers come back to a forgotten channel under another number, and get a snapshot. */
  #forget(but: Channel): void {
    if (this.#byKey.size <= this.limits.channels && this.#characters <= this.limits.characters) return;
    for (const [key, channel] of this.#byKey) {
      if (this.#byKey.size <= this.limits.channels && this.#characters <= this.limits.characters) return;
      if (channel === but || channel.users > 0) continue;
      this.#byKey.delete(key);
      this.#characters -= key.length;
    }
  }
}

/** No sight's key has a line break. */
function keyOf({ sight, subscription }: View): string {
  return `${sight.key}\n${subscription.key}`;
}
