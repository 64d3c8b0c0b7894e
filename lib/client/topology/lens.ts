// The camera in somebody's hand: gestures of mouse and fingers move it, and so do keys; until then it follows the layout.
// @ts-types="@types/d3-selection"
import { select, type Selection } from "d3-selection";
// @ts-types="@types/d3-zoom"
import { zoom, zoomIdentity } from "d3-zoom";
import type { Camera } from "./drawing.ts";
import { ZOOM } from "./view.ts";

/** Moved by less than this (px) it was a click. */
const CLICK = 5;

export class Lens {
  camera: Camera = { k: 1, x: 0, y: 0 };
  /** Until somebody moves it the camera follows the layout. */
  fits = true;
  /** Somebody moves it just now. */
  moving = false;
  readonly #zoom = zoom<HTMLCanvasElement, unknown>().scaleExtent([...ZOOM]).clickDistance(CLICK);
  readonly #canvas: Selection<HTMLCanvasElement, unknown, null, undefined>;

  /** @param moved called with each movement, and `stands` when one has ended */
  constructor(canvas: HTMLCanvasElement, moved: () => void, stands: () => void) {
    this.#canvas = select<HTMLCanvasElement, unknown>(canvas);
    this.#zoom.on("zoom", ({ transform: { k, x, y }, sourceEvent }) => {
      this.camera = { k, x, y };
      // What the page itself does has no event.
      if (sourceEvent) {
        this.fits = false;
        this.moving = true;
      }
      moved();
    }).on("end", () => {
      this.moving = false;
      stands();
    });
    this.#canvas.call(this.#zoom).on("dblclick.zoom", null);
  }

  /** Shows what the camera does; it goes on following the layout if it did. */
  to({ k, x, y }: Camera): void {
    this.#zoom.transform(this.#canvas, zoomIdentity.translate(x, y).scale(k));
  }

  /** By pixels of the screen. */
  pan(x: number, y: number): void {
    this.fits = false;
    this.#zoom.translateBy(this.#canvas, x / this.camera.k, y / this.camera.k);
  }

  scale(factor: number): void {
    this.fits = false;
    this.#zoom.scaleBy(this.#canvas, factor);
  }
}
