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

  /** Waits until the next pool may connect. Gives what says that it is done. Throws the signal's reason at its abort. */
  async pass(signal: AbortSignal): Promise<() => void> {
    const leave = await this.places.take(signal);
    const timer = setTimeout(leave, this.patience);
    return () => {
      clearTimeout(timer);
      leave();
    };
  }
}
