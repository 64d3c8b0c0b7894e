// A running domain with a screen: one machine, all who watch it, and a clock that runs only while somebody does.
import { Canvas } from "../screen/canvas.ts";
import type { Cursor, Desk, Viewer } from "../rfb/types.ts";
import { Linux } from "./linux.ts";
import type { Machine, PowerAction, Serial } from "./machine.ts";
import type { Profile } from "./profile.ts";
import { Windows } from "./windows.ts";

export interface DomainOptions {
  readonly name: string;
  readonly profile: Profile;
  readonly scale: number;
  readonly now: () => number;
  readonly power: (action: PowerAction) => void;
}

/** Guarantees: no timer and no picture without somebody who is here; nothing moves while it is frozen. */
export class Domain implements Desk {
  readonly name: string;
  readonly #machine: Machine;
  readonly #viewers = new Set<Viewer>();
  readonly #ended = new AbortController();
  #canvas: Canvas | undefined;
  readonly #present = { picture: 0, text: 0 };
  #frozen = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly options: DomainOptions) {
    this.name = options.name;
    const around = {
      now: options.now,
      scale: options.scale,
      power: options.power,
      copied: (text: string) => {
        for (const viewer of this.#viewers) viewer.copied(text);
      },
    };
    this.#machine = options.profile.windows
      ? new Windows(options.profile, around)
      : new Linux(options.profile, around);
  }

  /** The picture; it is there while somebody looks at it. */
  get canvas(): Canvas {
    return this.#canvas ?? this.#show();
  }

  get cursor(): Cursor | undefined {
    return this.#machine.cursor;
  }

  get gone(): AbortSignal {
    return this.#ended.signal;
  }

  /** Its text console; undefined when it has none. Takes input as the keyboard does. */
  get serial(): Serial | undefined {
    const { serial } = this.#machine;
    return serial && { ...serial, input: (text) => this.#act(() => serial.input(text)) };
  }

  /** Whether somebody is here. */
  get watched(): boolean {
    return this.#present.picture + this.#present.text > 0;
  }

  /** Somebody comes, to see the picture or only the text, until the returned function is called. */
  enter(wanted: "picture" | "text"): () => void {
    this.#present[wanted]++;
    if (wanted === "picture") this.#show();
    this.#run();
    let here = true;
    return () => {
      if (!here) return;
      here = false;
      this.#present[wanted]--;
      if (this.#present.picture === 0) {
        this.#machine.show(undefined);
        this.#canvas = undefined;
      }
      if (!this.watched) clearTimeout(this.#timer);
    };
  }

  /** Stops or goes on: a paused VM shows what it showed, and takes nothing. */
  freeze(frozen: boolean): void {
    if (frozen === this.#frozen) return;
    this.#frozen = frozen;
    this.#run();
  }

  /** The machine is gone; whoever is here has to leave. */
  end(): void {
    clearTimeout(this.#timer);
    this.#ended.abort();
  }

  /** Tells the guest to shut down or to reboot. */
  asked(action: PowerAction): void {
    this.#act(() => this.#machine.asked(action));
  }

  key(keysym: number, down: boolean): void {
    this.#act(() => this.#machine.key(keysym, down));
  }

  pointer(x: number, y: number, buttons: number): void {
    this.#act(() => this.#machine.pointer(x, y, buttons));
  }

  paste(text: string): void {
    this.#act(() => this.#machine.paste(text));
  }

  watch(viewer: Viewer): () => void {
    this.#viewers.add(viewer);
    return () => this.#viewers.delete(viewer);
  }

  #show(): Canvas {
    if (this.#canvas !== undefined) return this.#canvas;
    const canvas = new Canvas(0, 0);
    this.#canvas = canvas;
    this.#machine.show(canvas);
    return canvas;
  }

  #act(act: () => void): void {
    if (this.#frozen || this.gone.aborted) return;
    // What was due before happens before.
    this.#machine.advance();
    act();
    this.#run();
  }

  #run(): void {
    clearTimeout(this.#timer);
    if (this.#frozen || this.gone.aborted || !this.watched) return;
    const { now } = this.options;
    const due = this.#machine.advance();
    if (due !== undefined) this.#timer = setTimeout(() => this.#run(), Math.max(5, due - now()));
  }
}
