// The worker that lays out, as the page sees it: it is told shapes, and tells places until nothing moves any more.
import { workerUrl } from "../workers.ts";
import type { FromLayout, Shape, ToLayout } from "./messages.ts";

export class Settling {
  readonly #worker = new Worker(workerUrl("/layout.js"));
  #turn = 0;

  /** @param placed told two numbers a node of the shape that was given last, and whether they are at rest */
  constructor(placed: (xy: Float32Array, resting: boolean) => void, signal: AbortSignal) {
    const still = matchMedia("(prefers-reduced-motion: reduce)");
    const tellStill = () => this.#tell(["still", still.matches]);
    still.addEventListener("change", tellStill, { signal });
    tellStill();
    this.#worker.addEventListener("message", ({ data: [, turn, xy, resting] }: MessageEvent<FromLayout>) => {
      // Of a shape that is over: the next places are on their way.
      if (turn === this.#turn) placed(xy, resting);
    });
    signal.addEventListener("abort", () => this.#worker.terminate());
  }

  lay(shape: Shape): void {
    this.#turn = shape.turn;
    this.#tell(["shape", shape]);
  }

  #tell(message: ToLayout): void {
    this.#worker.postMessage(message);
  }
}
