// The live topology on its canvas: what the stream tells becomes a graph, the worker lays it out, gestures and keys move it about.
// It draws when something has changed and never else: at rest it costs nothing. Loaded by the page when it is there.
import { type Signal, signal } from "@preact/signals";
import type { TopologyChoice } from "@/lib/view/topology.ts";
import type { Live } from "../live.ts";
import { radiusOf } from "./drawing.ts";
import { Easel, type Picture } from "./easel.ts";
import { Feed } from "./feed.ts";
import { type Graph, type GraphNode, graphOf } from "./graph.ts";
import { Lens } from "./lens.ts";
import type { Shape } from "./messages.ts";
import { Picking } from "./picking.ts";
import { Settling } from "./settling.ts";
import { carriedOver, fitting, matchesOf, sameShape, shapeOf } from "./view.ts";

/** A node and where it is drawn, for its card. */
export interface Shown {
  readonly node: GraphNode;
  readonly x: number;
  readonly y: number;
}

/** Rows that change become a graph at most once in this time (ms). */
const PAUSE = 200;
/** How near a node is to be hit (px); a finger is less exact. */
const REACH = { mouse: 8, touch: 22 } as const;
/** From this size on groups in the picture are opened, and below it all are closed again. */
const OPENS = 1.2, CLOSES = 0.8;

export class Stage {
  /** What the card shows. */
  readonly shown: Signal<Shown | null> = signal(null);
  /** What has the focus, for those who hear it. */
  readonly said: Signal<GraphNode | null> = signal(null);
  /** Found by the search, and which of them is in the middle (from 1; 0 for none). */
  readonly found: Signal<{ readonly count: number; readonly at: number }> = signal({ count: 0, at: 0 });
  /** Nodes drawn; null before anything is known. */
  readonly size: Signal<number | null> = signal(null);

  readonly #feed: Feed;
  readonly #settling: Settling;
  readonly #closed = new AbortController();
  readonly #easel: Easel;
  /** The camera. */
  readonly lens: Lens;
  readonly #open = new Set<string>();
  #choice: TopologyChoice;
  #graph: Graph = { nodes: [], links: [], groups: [], folded: false };
  #shape: Shape | null = null;
  #xy: Float32Array = new Float32Array();
  #radii: Float32Array = new Float32Array();
  /** Of the positions as they are; made when somebody points. */
  #picking: Picking | null = null;
  #matches: ReadonlySet<number> | null = null;
  #focus = "";
  #left = false;
  #hover = "";
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly canvas: HTMLCanvasElement,
    live: Pick<Live, "follow">,
    choice: TopologyChoice,
    private readonly label: (node: GraphNode) => string,
    private readonly go: (node: GraphNode) => void,
  ) {
    const { signal } = this.#closed;
    this.#choice = choice;
    this.#feed = new Feed(live, () => {
      this.#timer ??= setTimeout(() => this.#rebuild(), this.size.peek() === null ? 0 : PAUSE);
    });
    this.lens = new Lens(canvas, () => this.#show(this.#hover), () => this.#unfold());
    this.#easel = new Easel(canvas, () => this.#picture(), () => this.lens.fits && this.#follower(), signal);
    this.#settling = new Settling((xy, resting) => this.#placed(xy, resting), signal);
    this.#gestures(signal);
    this.#follow();
  }

  close(): void {
    this.#closed.abort();
    clearTimeout(this.#timer);
    this.#feed.close();
  }

  /** Shows something else, or looks for something. */
  choose(choice: TopologyChoice): void {
    const { group, q } = this.#choice;
    this.#choice = choice;
    if (choice.group !== group) this.lens.fits = true;
    this.#follow();
    this.#rebuild();
    if (choice.q !== q) this.found.value = { count: this.#matches?.size ?? 0, at: 0 };
  }

  /** Brings the next thing found into the middle. */
  next(): void {
    const matches = [...this.#matches ?? []];
    const at = this.found.value.at % Math.max(1, matches.length);
    const i = matches[at];
    if (i === undefined) return;
    this.found.value = { count: matches.length, at: at + 1 };
    this.#centre(i, Math.max(this.lens.camera.k, 1.6));
    this.#focusOn(i);
  }

  /** Gives the keys back to the page: the next step leaves. */
  leave(): void {
    this.blur();
    this.#left = true;
  }

  /** The next or previous node in their order; false at their end, and after `leave`. */
  walk(step: 1 | -1): boolean {
    if (this.#left) {
      this.#left = false;
      return false;
    }
    const now = this.#indexOf(this.#focus);
    const i = now < 0 ? (step > 0 ? 0 : this.#graph.nodes.length - 1) : now + step;
    if (this.#graph.nodes[i] === undefined) {
      this.blur();
      return false;
    }
    this.#focusOn(i);
    const [x, y] = this.#at(i);
    if (x < 40 || y < 40 || x > this.#easel.width - 40 || y > this.#easel.height - 40) {
      this.#centre(i, this.lens.camera.k);
    }
    return true;
  }

  /** Nothing has the focus. */
  blur(): void {
    this.#focus = "";
    this.said.value = null;
    this.#show("");
  }

  /** Opens what has the focus. */
  enter(): void {
    const node = this.#graph.nodes[this.#indexOf(this.#focus)];
    if (node !== undefined) this.#enter(node);
  }

  fit(): void {
    this.lens.fits = true;
    this.#follower();
    this.#easel.draw();
  }

  #follow(): void {
    const { show, heat } = this.#choice;
    this.#feed.follow(["runs", ...show, ...(heat === "none" ? [] : ["load" as const])]);
  }

  #rebuild(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const before = this.#graph;
    const graph = graphOf(this.#feed.facts, { ...this.#choice, open: this.#open });
    this.#xy = carriedOver(before, this.#xy, graph);
    this.#graph = graph;
    this.#radii = Float32Array.from(graph.nodes, radiusOf);
    this.#picking = null;
    this.#matches = matchesOf(graph, this.#choice.q);
    if (this.#matches !== null) this.found.value = { count: this.#matches.size, at: this.found.peek().at };
    this.size.value = graph.nodes.length;
    const shape = shapeOf(graph, this.#radii, (this.#shape?.turn ?? 0) + 1);
    if (this.#shape === null || !sameShape(shape, this.#shape)) {
      this.#shape = shape;
      this.canvas.dataset["layout"] = "moving";
      this.#settling.lay(shape);
    }
    this.#show(this.#hover);
    this.#easel.draw();
  }

  #placed(xy: Float32Array, resting: boolean): void {
    this.#xy = xy;
    this.#picking = null;
    if (resting) this.canvas.dataset["layout"] = "resting";
    if (this.lens.fits) this.#follower();
    this.#card();
    this.#easel.draw();
  }

  /** Moves the camera to where everything is seen. */
  #follower(): void {
    this.lens.to(fitting(this.#xy, this.#easel.width, this.#easel.height));
  }

  #gestures(signal: AbortSignal): void {
    const { canvas } = this;
    canvas.addEventListener("pointermove", (event) => {
      if (event.pointerType === "touch" || event.buttons !== 0) return;
      const i = this.#hit(event, REACH.mouse);
      canvas.classList.toggle("hits", i >= 0);
      this.#show(this.#graph.nodes[i]?.key ?? "");
    }, { signal });
    canvas.addEventListener("pointerleave", () => this.#show(""), { signal });
    canvas.addEventListener("click", (event) => {
      const touch = event instanceof PointerEvent && event.pointerType === "touch";
      const node = this.#graph.nodes[this.#hit(event, touch ? REACH.touch : REACH.mouse)];
      // A finger cannot hover: its first tap shows the card, the second opens.
      if (node !== undefined && (!touch || node.key === this.#hover)) this.#enter(node);
      else this.#show(node?.key ?? "");
    }, { signal });
  }

  #enter(node: GraphNode): void {
    if (node.kind !== "group") return this.go(node);
    this.#open.add(node.id);
    const i = this.#indexOf(node.key);
    this.#centre(i, Math.max(this.lens.camera.k, OPENS));
    this.#rebuild();
    this.#focusOn(this.#indexOf(node.id));
  }

  /** Near enough, groups are opened; from afar they are closed again. */
  #unfold(): void {
    const { k } = this.lens.camera;
    const { width, height } = this.#easel;
    let changed = false;
    if (k < CLOSES && this.#open.size > 0 && !this.lens.fits) {
      this.#open.clear();
      changed = true;
    } else if (k >= OPENS && this.#graph.folded) {
      this.#graph.nodes.forEach(({ kind, id }, i) => {
        const [x, y] = this.#at(i);
        if (kind !== "group" || x < 0 || y < 0 || x > width || y > height) return;
        this.#open.add(id);
        changed = true;
      });
    }
    if (changed) this.#rebuild();
    else this.#easel.draw();
  }

  /** Node under the pointer; -1 for none. */
  #hit({ offsetX, offsetY }: MouseEvent, reach: number): number {
    this.#picking ??= new Picking(this.#xy, this.#radii);
    return this.#picking.at(offsetX, offsetY, this.lens.camera, reach);
  }

  #indexOf(key: string): number {
    return key === "" ? -1 : this.#graph.nodes.findIndex((node) => node.key === key);
  }

  #at(i: number): readonly [x: number, y: number] {
    const { k, x, y } = this.lens.camera;
    return [(this.#xy[2 * i] ?? 0) * k + x, (this.#xy[2 * i + 1] ?? 0) * k + y];
  }

  #centre(i: number, k: number): void {
    this.lens.fits = false;
    const { width, height } = this.#easel;
    const x = width / 2 - k * (this.#xy[2 * i] ?? 0), y = height / 2 - k * (this.#xy[2 * i + 1] ?? 0);
    this.lens.to({ k, x, y });
  }

  #focusOn(i: number): void {
    const node = this.#graph.nodes[i];
    this.#focus = node?.key ?? "";
    this.said.value = node ?? null;
    this.#show(this.#focus);
  }

  /** Shows the card of a node. */
  #show(key: string): void {
    this.#hover = key;
    this.#card();
    this.#easel.draw();
  }

  #card(): void {
    const i = this.#indexOf(this.#hover);
    const node = this.#graph.nodes[i];
    const [x, y] = this.#at(i);
    this.shown.value = node === undefined ? null : { node, x, y };
  }

  #picture(): Picture {
    return {
      graph: this.#graph,
      xy: this.#xy,
      radii: this.#radii,
      camera: this.lens.camera,
      found: this.#matches,
      hover: this.#indexOf(this.#hover),
      focus: this.#indexOf(this.#focus),
      moving: this.lens.moving,
      label: this.label,
    };
  }
}
