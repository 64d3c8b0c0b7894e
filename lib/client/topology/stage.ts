// The live topology on its canvas: what the stream tells becomes a graph, the worker lays it out, gestures and keys move it about.
// It draws when something has changed and never else: at rest it costs nothing. Loaded by the page when it is there.
import { type Signal, signal } from "@preact/signals";
// @ts-types="@types/d3-quadtree"
import { type Quadtree, quadtree } from "d3-quadtree";
// @ts-types="@types/d3-selection"
import { select } from "d3-selection";
// @ts-types="@types/d3-zoom"
import { zoom, zoomIdentity } from "d3-zoom";
import { finds, type TopologyChoice } from "@/lib/view/topology.ts";
import type { Live } from "../live.ts";
import { workerUrl } from "../workers.ts";
import { type Colours, coloursOf, onScheme } from "./colours.ts";
import { type Camera, draw, radiusOf } from "./drawing.ts";
import { Facts, SUBSCRIPTIONS } from "./facts.ts";
import { type Graph, type GraphNode, graphOf } from "./graph.ts";
import type { FromLayout, Shape, ToLayout } from "./messages.ts";
import { carriedOver, fitting, sameShape, shapeOf, ZOOM } from "./view.ts";

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
/** From this size on, groups in the picture are opened. */
const OPENS = 1.2;
const CLOSES = 0.8;

export class Stage {
  /** What the card shows. */
  readonly shown: Signal<Shown | null> = signal(null);
  /** What has the focus, for those who hear it. */
  readonly said: Signal<GraphNode | null> = signal(null);
  /** Found by the search, and which of them is in the middle (from 1; 0 for none). */
  readonly found: Signal<{ readonly count: number; readonly at: number }> = signal({ count: 0, at: 0 });
  /** Nodes drawn; null before anything is known. */
  readonly size: Signal<number | null> = signal(null);

  readonly #facts = new Facts();
  readonly #following = new Map<string, () => void>();
  readonly #worker = new Worker(workerUrl("/layout.js"));
  readonly #closed = new AbortController();
  readonly #pen: CanvasRenderingContext2D | null;
  readonly #open = new Set<string>();
  readonly #zoom = zoom<HTMLCanvasElement, unknown>().scaleExtent([...ZOOM]).clickDistance(5);
  #choice: TopologyChoice;
  #graph: Graph = { nodes: [], links: [], groups: [], folded: false };
  #shape: Shape | null = null;
  #xy: Float32Array = new Float32Array();
  #radii: Float32Array = new Float32Array();
  #tree: Quadtree<number> | null = null;
  #matches: ReadonlySet<number> | null = null;
  #camera: Camera = { k: 1, x: 0, y: 0 };
  /** Until somebody moves it the camera follows the layout. */
  #fits = true;
  #focus = "";
  #left = false;
  #moving = false;
  #hover = "";
  #colours: Colours;
  #size = { width: 0, height: 0, ratio: 1 };
  #frame = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly live: Pick<Live, "follow">,
    choice: TopologyChoice,
    private readonly label: (node: GraphNode) => string,
    private readonly go: (node: GraphNode) => void,
  ) {
    const { signal } = this.#closed;
    this.#choice = choice;
    this.#pen = canvas.getContext("2d", { alpha: false });
    this.#colours = coloursOf(canvas);
    onScheme(() => {
      this.#colours = coloursOf(canvas);
      this.#draw();
    }, signal);
    const still = matchMedia("(prefers-reduced-motion: reduce)");
    const tellStill = () => this.#tell(["still", still.matches]);
    still.addEventListener("change", tellStill, { signal });
    tellStill();
    this.#worker.addEventListener("message", ({ data }: MessageEvent<FromLayout>) => this.#placed(data));
    const sizes = new ResizeObserver(() => this.#resize());
    sizes.observe(canvas);
    signal.addEventListener("abort", () => sizes.disconnect());
    this.#gestures(signal);
    this.#resize();
    this.#follow();
  }

  close(): void {
    this.#closed.abort();
    this.#worker.terminate();
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#timer);
    for (const stop of this.#following.values()) stop();
  }

  /** Shows something else, or looks for something. */
  choose(choice: TopologyChoice): void {
    const { group, q } = this.#choice;
    this.#choice = choice;
    if (choice.group !== group) this.#fits = true;
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
    this.#centre(i, Math.max(this.#camera.k, 1.6));
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
    if (x < 40 || y < 40 || x > this.#size.width - 40 || y > this.#size.height - 40) {
      this.#centre(i, this.#camera.k);
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

  pan(x: number, y: number): void {
    this.#fits = false;
    this.#zoom.translateBy(select(this.canvas), x / this.#camera.k, y / this.#camera.k);
  }

  scale(factor: number): void {
    this.#fits = false;
    this.#zoom.scaleBy(select(this.canvas), factor);
  }

  fit(): void {
    this.#fits = true;
    this.#follower();
    this.#draw();
  }

  #tell(message: ToLayout): void {
    this.#worker.postMessage(message);
  }

  /** Follows what is shown, and nothing else. */
  #follow(): void {
    const { show, heat } = this.#choice;
    const wanted = new Set(
      ["runs" as const, ...show, ...(heat === "none" ? [] : ["load" as const])].map((name) =>
        SUBSCRIPTIONS[name]
      ),
    );
    for (const [subscription, stop] of this.#following) {
      if (wanted.has(subscription)) continue;
      stop();
      this.#following.delete(subscription);
      this.#facts.forget(subscription);
    }
    for (const subscription of wanted) {
      if (this.#following.has(subscription)) continue;
      this.#following.set(
        subscription,
        this.live.follow(subscription, (received) => {
          this.#facts.take(subscription, received);
          this.#timer ??= setTimeout(() => this.#rebuild(), this.size.peek() === null ? 0 : PAUSE);
        }),
      );
    }
  }

  #rebuild(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const before = this.#graph;
    const graph = graphOf(this.#facts, { ...this.#choice, open: this.#open });
    this.#xy = carriedOver(before, this.#xy, graph);
    this.#graph = graph;
    this.#radii = Float32Array.from(graph.nodes, radiusOf);
    this.#tree = null;
    const { q } = this.#choice;
    this.#matches = q.trim() === ""
      ? null
      : new Set(graph.nodes.flatMap(({ name, tags }, i) => finds(q, name, tags) ? [i] : []));
    if (this.#matches !== null) this.found.value = { count: this.#matches.size, at: this.found.peek().at };
    this.size.value = graph.nodes.length;
    const shape = shapeOf(graph, this.#radii, (this.#shape?.turn ?? 0) + 1);
    if (this.#shape === null || !sameShape(shape, this.#shape)) {
      this.#shape = shape;
      this.canvas.dataset["layout"] = "moving";
      this.#tell(["shape", shape]);
    }
    this.#show(this.#hover);
    this.#draw();
  }

  #placed([, turn, xy, resting]: FromLayout): void {
    // Of a shape that is over: the next positions are on their way.
    if (turn !== this.#shape?.turn) return;
    this.#xy = xy;
    this.#tree = null;
    if (resting) this.canvas.dataset["layout"] = "resting";
    if (this.#fits) this.#follower();
    this.#card();
    this.#draw();
  }

  /** Moves the camera to where everything is seen. */
  #follower(): void {
    const { k, x, y } = fitting(this.#xy, this.#size.width, this.#size.height);
    // Without an event of its own it is no gesture: the camera goes on following.
    this.#zoom.transform(select(this.canvas), zoomIdentity.translate(x, y).scale(k));
  }

  #gestures(signal: AbortSignal): void {
    const { canvas } = this;
    this.#zoom.on("zoom", ({ transform: { k, x, y }, sourceEvent }) => {
      this.#camera = { k, x, y };
      if (sourceEvent !== null && sourceEvent !== undefined) {
        this.#fits = false;
        this.#moving = true;
      }
      this.#card();
      this.#draw();
    }).on("end", () => {
      if (this.#moving) this.#draw();
      this.#moving = false;
      this.#unfold();
    });
    select(canvas).call(this.#zoom).on("dblclick.zoom", null);
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
    this.#centre(i, Math.max(this.#camera.k, OPENS));
    this.#rebuild();
    this.#focusOn(this.#indexOf(node.id));
  }

  /** Near enough, groups are opened; from afar they are closed again. */
  #unfold(): void {
    const { k } = this.#camera;
    const { width, height } = this.#size;
    let changed = false;
    if (k < CLOSES && this.#open.size > 0 && !this.#fits) {
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
  }

  /** Node under the pointer; -1 for none. */
  #hit({ offsetX, offsetY }: MouseEvent, reach: number): number {
    this.#tree ??= quadtree<number>(
      this.#graph.nodes.map((_, i) => i),
      (i) => this.#xy[2 * i] ?? 0,
      (i) => this.#xy[2 * i + 1] ?? 0,
    );
    const { k, x, y } = this.#camera;
    const px = (offsetX - x) / k, py = (offsetY - y) / k;
    const i = this.#tree.find(px, py, reach / k + 30) ?? -1;
    const far = Math.hypot((this.#xy[2 * i] ?? 0) - px, (this.#xy[2 * i + 1] ?? 0) - py);
    return far <= (this.#radii[i] ?? 0) + reach / k ? i : -1;
  }

  #indexOf(key: string): number {
    return key === "" ? -1 : this.#graph.nodes.findIndex((node) => node.key === key);
  }

  #at(i: number): readonly [x: number, y: number] {
    const { k, x, y } = this.#camera;
    return [(this.#xy[2 * i] ?? 0) * k + x, (this.#xy[2 * i + 1] ?? 0) * k + y];
  }

  #centre(i: number, k: number): void {
    this.#fits = false;
    const { width, height } = this.#size;
    const x = width / 2 - k * (this.#xy[2 * i] ?? 0), y = height / 2 - k * (this.#xy[2 * i + 1] ?? 0);
    this.#zoom.transform(select(this.canvas), zoomIdentity.translate(x, y).scale(k));
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
    this.#draw();
  }

  #card(): void {
    const i = this.#indexOf(this.#hover);
    const node = this.#graph.nodes[i];
    const [x, y] = this.#at(i);
    this.shown.value = node === undefined ? null : { node, x, y };
  }

  #resize(): void {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    const ratio = Math.min(devicePixelRatio, 2);
    this.#size = { width, height, ratio };
    this.canvas.width = Math.round(width * ratio);
    this.canvas.height = Math.round(height * ratio);
    if (this.#fits) this.#follower();
    this.#paint();
  }

  /** Before the next frame, once. */
  #draw(): void {
    this.#frame ||= requestAnimationFrame(() => this.#paint());
  }

  #paint(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    if (this.#pen === null) return;
    draw(this.#pen, {
      graph: this.#graph,
      xy: this.#xy,
      radii: this.#radii,
      camera: this.#camera,
      ...this.#size,
      colours: this.#colours,
      font: "system-ui, sans-serif",
      found: this.#matches,
      hover: this.#indexOf(this.#hover),
      focus: this.#indexOf(this.#focus),
      moving: this.#moving,
      label: this.label,
    });
  }
}
