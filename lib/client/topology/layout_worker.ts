// Lays out the topology beside the page, which so stays free to draw. Built as a file of its own, `/layout.js` (dev.ts).
// At rest it does nothing at all.
import { Layout } from "./layout.ts";
import type { FromLayout, ToLayout } from "./messages.ts";

/** A step a frame (ms); what is not shown goes on in pieces of this time. */
const FRAME = 16;

const layout = new Layout();
let turn = 0;
let still = false;
let timer: ReturnType<typeof setTimeout> | null = null;

addEventListener("message", ({ data }: MessageEvent<ToLayout>) => {
  if (data[0] === "still") {
    still = data[1];
  } else {
    turn = data[1].turn;
    layout.set(data[1]);
    timer ??= setTimeout(step);
  }
});

function step(): void {
  timer = null;
  const began = performance.now();
  do layout.tick(); while (still && !layout.resting && performance.now() - began < FRAME);
  const { resting } = layout;
  if (!still || resting) tell(["positions", turn, layout.positions(), resting]);
  if (!resting) timer = setTimeout(step, still ? 0 : Math.max(0, FRAME - (performance.now() - began)));
}

function tell(message: FromLayout): void {
  // The page's types are those of windows: a worker's takes what is handed over as its second argument.
  postMessage(message, { transfer: [message[2].buffer] });
}
