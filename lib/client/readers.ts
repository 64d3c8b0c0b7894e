// The subscriptions of one connection and the pages that read them: several tabs with the same one share it.
import type { StreamEvent } from "./event_reader.ts";
import type { FromPage, Port, ToPage } from "./messages.ts";
import { earliest, isLater, reaches } from "./position.ts";

export type ReaderPort = Port<ToPage, FromPage>;

/** A page behind its port. */
export interface Reader {
  readonly port: ReaderPort;
  readonly shared: Shared;
  /** Where the page stands. */
  at: string;
  /** When it was heard last, in ms. */
  heard: number;
  /**
   * level: it gets the stream's events. behind: it stands before the stream, which has to be rewound. rewinding: the server was
   * asked to. next: the server has done it, and the next event begins where the page stands.
   */
  stage: "level" | "behind" | "rewinding" | "next";
  /** What came while it was not level. */
  held: StreamEvent[];
}

/** One subscription, and how far the stream has led it. */
export class Shared {
  readonly readers = new Set<Reader>();
  /** Where the stream stands with it; "" before its snapshot. */
  at = "";

  /** @param idleSince when the last reader left, in ms */
  constructor(readonly text: string, public idleSince: number) {}

  /** Where the stream has to begin for all its readers. */
  get since(): string {
    return this.readers.size === 0 ? this.at : earliest([...this.readers].map(({ at }) => at));
  }

  /** Somebody waits for events from before `at`, and nobody has asked for them yet. */
  get behind(): boolean {
    return [...this.readers].some(({ stage }) => stage === "behind");
  }

  join(port: ReaderPort, at: string, now: number): Reader {
    const stage = this.at === "" || reaches(at, this.at) ? "level" : "behind";
    const reader: Reader = { port, shared: this, at, heard: now, stage, held: [] };
    this.readers.add(reader);
    return reader;
  }

  leave(reader: Reader, now: number): void {
    this.readers.delete(reader);
    if (this.readers.size === 0) this.idleSince = now;
  }

  /** It is asked for from `since` on: nobody is behind. Gives the position to ask with. */
  begin(): string {
    this.at = this.since;
    for (const reader of this.readers) {
      reader.stage = "level";
      reader.held = [];
    }
    return this.at;
  }

  /** The server is asked to rewind it. Gives the position to ask with. */
  rewind(): string {
    for (const reader of this.readers) if (reader.stage === "behind") reader.stage = "rewinding";
    return this.since;
  }

  /** The server has rewound it: with the events that are here, or with the next. */
  rewound(): void {
    for (const reader of this.readers) {
      if (reader.stage !== "rewinding") continue;
      reader.stage = "next";
      if (reader.held.length > 0) release(reader);
    }
  }

  /** Hands an event of the stream on. */
  take(event: StreamEvent): void {
    this.at = event.id;
    for (const reader of this.readers) {
      if (reader.stage === "level") give(reader, event);
      else {
        reader.held.push(event);
        if (reader.stage === "next") release(reader);
      }
    }
  }
}

function release(reader: Reader): void {
  const { held } = reader;
  reader.stage = "level";
  reader.held = [];
  for (const event of held) give(reader, event);
}

function give(reader: Reader, { kind, id, data }: StreamEvent): void {
  // One that ends where the page stands may be a rewound one that began earlier: applying it is harmless.
  if (isLater(reader.at, id)) return;
  reader.at = id;
  reader.port.postMessage(["event", kind, id, data]);
}
