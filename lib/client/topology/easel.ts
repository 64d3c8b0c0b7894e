// The canvas: as large as its place in the page and as sharp as the screen, in the page's colours, painted at most once a frame.
import { type Colours, coloursOf, onScheme } from "./colours.ts";
import { draw, type Scene } from "./drawing.ts";

/** What is to be painted; the rest of a scene the canvas knows itself. */
export type Picture = Omit<Scene, "width" | "height" | "ratio" | "colours" | "font">;

/** Sharper than this costs more than eyes see. */
const SHARPEST = 2;

export class Easel {
  /** In CSS pixels. */
  width = 0;
  height = 0;
  readonly #pen: CanvasRenderingContext2D | null;
  #colours: Colours;
  #ratio = 1;
  #frame = 0;

  /** @param resized called whenever the size has changed, before it is painted */
  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly picture: () => Picture,
    private readonly resized: () => void,
    signal: AbortSignal,
  ) {
    this.#pen = canvas.getContext("2d", { alpha: false });
    this.#colours = coloursOf(canvas);
    onScheme(() => {
      this.#colours = coloursOf(canvas);
      this.draw();
    }, signal);
    // Tells the first size, too.
    const sizes = new ResizeObserver(() => this.#resize());
    sizes.observe(canvas);
    signal.addEventListener("abort", () => {
      sizes.disconnect();
      cancelAnimationFrame(this.#frame);
    });
  }

  /** Paints before the next frame, once. */
  draw(): void {
    this.#frame ||= requestAnimationFrame(() => this.#paint());
  }

  #resize(): void {
    const { clientWidth, clientHeight } = this.canvas;
    this.width = clientWidth;
    this.height = clientHeight;
    this.#ratio = Math.min(devicePixelRatio, SHARPEST);
    this.canvas.width = Math.round(clientWidth * this.#ratio);
    this.canvas.height = Math.round(clientHeight * this.#ratio);
    this.resized();
    // A canvas of another size is blank: not for the length of a frame.
    this.#paint();
  }

  #paint(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    if (this.#pen === null) return;
    const { width, height } = this;
    draw(this.#pen, {
      ...this.picture(),
      width,
      height,
      ratio: this.#ratio,
      colours: this.#colours,
      font: "system-ui, sans-serif",
    });
  }
}
