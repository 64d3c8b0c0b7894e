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
}

/** One subscription, and how far the stream has led it: each of its readers stands there or later. */
export class Shared {
  readonly readers = new Set<Reader>();
  /** Where the stream stands with it; "" before its snapshot. */
  at = "";

  /** @param idleSince when the last reader left, in ms */
  constructor(readonly text: string, public idleSince: number) {}

  /** Whether what the stream tells next leads on who stands at `at`; if not, the stream has to be opened anew. */
  serves(at: string): boolean {
    return this.at === "" || reaches(at, this.at);
  }

  join(port: ReaderPort, at: string, now: number): Reader {
    const reader: Reader = { port, shared: this, at, heard: now };
    this.readers.add(reader);
    return reader;
  }

  leave(reader: Reader, now: number): void {
    this.readers.delete(reader);
    if (this.readers.size === 0) this.idleSince = now;
  }

  /** It is asked for from where all its readers can go on. Gives that position. */
  begin(): string {
    if (this.readers.size > 0) this.at = earliest([...this.readers].map(({ at }) => at));
    return this.at;
  }

  /** Hands an event of the stream on to those who do not have it. */
  take({ kind, id, data }: StreamEvent): void {
    this.at = id;
    for (const reader of this.readers) {
      // One that ends where the page stands may have begun earlier: applying it is harmless.
      if (isLater(reader.at, id)) continue;
      reader.at = id;
      reader.port.postMessage(["event", kind, id, data]);
    }
  }
}
