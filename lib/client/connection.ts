// Runs a multiplexer in a browser: in a shared worker or in a page.
import { Multiplexer, TICK } from "./multiplexer.ts";
import type { ReaderPort } from "./readers.ts";

/** Begins to run; gives what takes pages in. */
export function connection(): { attach(port: ReaderPort): void } {
  const multiplexer = new Multiplexer({
    fetch: (url, init) => fetch(url, init),
    now: Date.now,
    random: Math.random,
    online: () => navigator.onLine,
  });
  setInterval(() => multiplexer.tick(), TICK);
  return multiplexer;
}
