// The layout by forces: what belongs together is held near, everything else keeps off, groups keep apart. Knows neither worker nor
// page. The same shapes in the same order give the same places.
import {
  forceCollide,
  forceLink,
  forceManyBody,
  forceSimulation,
  forceX,
  forceY,
  type Simulation,
  type SimulationLinkDatum,
  type SimulationNodeDatum,
  // @ts-types="@types/d3-force"
} from "d3-force";
import type { Shape } from "./messages.ts";

interface Body extends SimulationNodeDatum {
  readonly key: string;
  radius: number;
  group: number;
}

interface Tie extends SimulationLinkDatum<Body> {
  readonly holds: boolean;
}

/** How warm the layout starts: anew, and after a change of what is there. */
const ANEW = 1;
const CHANGED = 0.3;
/** Room between nodes. */
const GAP = 3;

export class Layout {
  #bodies: Body[] = [];
  readonly #simulation: Simulation<Body, Tie>;
  #groups = 0;

  constructor() {
    this.#simulation = forceSimulation<Body, Tie>([]).stop();
  }

  /** Takes another shape: who was there stays where it is, new ones begin beside what they belong to. */
  set({ keys, radii, groups, parents, links, holds }: Shape): void {
    const before = new Map(this.#bodies.map((body) => [body.key, body]));
    const centres = centresOf(groups);
    const bodies: Body[] = [];
    keys.forEach((key, i) => {
      const group = groups[i] ?? -1;
      const radius = radii[i] ?? 4;
      const known = before.get(key);
      if (known !== undefined) {
        bodies.push(Object.assign(known, { radius, group }));
        return;
      }
      const near = bodies[parents[i] ?? -1] ?? centres[group];
      // A spiral: no two at one place, and nothing is drawn by lot.
      const angle = i * 2.399963, far = 12 + 4 * Math.sqrt(i);
      bodies.push({
        key,
        radius,
        group,
        x: (near?.x ?? 0) + far * Math.cos(angle),
        y: (near?.y ?? 0) + far * Math.sin(angle),
      });
    });
    const ties: Tie[] = Array.from(holds, (held, i) => ({
      source: links[2 * i] ?? 0,
      target: links[2 * i + 1] ?? 0,
      holds: held === 1,
    }));
    const anew = bodies.filter(({ key }) => !before.has(key)).length > bodies.length / 4 ||
      centres.length !== this.#groups;
    this.#groups = centres.length;
    this.#bodies = bodies;
    this.#pull(ties, centres);
    this.#simulation.alpha(anew ? ANEW : Math.max(CHANGED, this.#simulation.alpha()));
  }

  get resting(): boolean {
    return this.#simulation.alpha() < this.#simulation.alphaMin();
  }

  /** One step. */
  tick(): void {
    this.#simulation.tick();
  }

  /** Two numbers a node. */
  positions(): Float32Array<ArrayBuffer> {
    const xy = new Float32Array(2 * this.#bodies.length);
    this.#bodies.forEach(({ x = 0, y = 0 }, i) => {
      xy[2 * i] = x;
      xy[2 * i + 1] = y;
    });
    return xy;
  }

  #pull(ties: Tie[], centres: readonly { readonly x: number; readonly y: number }[]): void {
    const centre = (body: Body) => centres[body.group];
    const firm = (body: Body) => centre(body) === undefined ? 0.02 : 0.09;
    this.#simulation
      .nodes(this.#bodies)
      .force(
        "links",
        forceLink<Body, Tie>(ties)
          .distance(({ source, target, holds }) => radiusOf(source) + radiusOf(target) + (holds ? 18 : 90))
          .strength(({ holds }) => holds ? 0.6 : 0.015),
      )
      .force("charge", forceManyBody<Body>().strength(({ radius }) => -9 * radius).distanceMax(420).theta(1))
      .force("room", forceCollide<Body>(({ radius }) => radius + GAP).iterations(1))
      .force("x", forceX<Body>((body) => centre(body)?.x ?? 0).strength(firm))
      .force("y", forceY<Body>((body) => centre(body)?.y ?? 0).strength(firm));
  }
}

function radiusOf(end: Body | string | number): number {
  return typeof end === "object" ? end.radius : 0;
}

/** Where the groups stand: round what each needs, without touching another. By group. */
export function centresOf(groups: Int32Array): { readonly x: number; readonly y: number }[] {
  const sizes: number[] = [];
  for (const group of groups) if (group >= 0) sizes[group] = (sizes[group] ?? 0) + 1;
  const circles = Array.from(sizes, (size = 0, i) => ({
    radius: 40 + 15 * Math.sqrt(size),
    x: 60 * Math.sqrt(i) * Math.cos(i * 2.399963),
    y: 60 * Math.sqrt(i) * Math.sin(i * 2.399963),
  }));
  if (circles.length < 2) return circles.map(() => ({ x: 0, y: 0 }));
  const simulation = forceSimulation(circles).stop()
    .force("room", forceCollide<typeof circles[number]>(({ radius }) => radius).iterations(3))
    .force("x", forceX(0).strength(0.06))
    .force("y", forceY(0).strength(0.06));
  simulation.tick(250);
  return circles.map(({ x, y }) => ({ x, y }));
}
