// How many pools connect at a time: hundreds of handshakes and first reads at once would hold everything else up.
import { Places } from "@/lib/xapi/places.ts";

/** So many pools connect side by side, */
const ABREAST = 12;
/** and the next one begins when one of them is live, lost, or takes longer than this (ms): one that hangs keeps nobody waiting. */
const PATIENCE = 300;

/** What all pools pass before they connect, at the start as after a network that broke for all of them. */
export class Gate {
  private readonly places: Places;

  /**
   * @param abreast pools that connect side by side
   * @param patience ms after which one no longer counts
   */
  constructor(abreast = ABREAST, private readonly patience = PATIENCE) {
    this.places = new Places(abreast);
  }

  /**
   * Does the work when the next pool may connect. The one after it may when the work is over, or has called `done`. Throws what
   * the work does, or the signal's reason where that aborts before.
   */
  async through<T>(signal: AbortSignal, work: (done: () => void) => Promise<T>): Promise<T> {
    const leave = await this.places.take(signal);
    const timer = setTimeout(leave, this.patience);
    try {
      return await work(leave);
    } finally {
      clearTimeout(timer);
      leave();
    }
  }
}
