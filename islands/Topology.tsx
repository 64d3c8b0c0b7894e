// The topology: the form above the graph, the graph with its keys, the card of what is pointed at. The graph itself is loaded apart.
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { Icon } from "@/components/Icon.tsx";
import { KINDS } from "@/components/topology/kinds.ts";
import { TopologyLegend } from "@/components/topology/TopologyLegend.tsx";
import { TopologyTools } from "@/components/topology/TopologyTools.tsx";
import { Lazy } from "@/lib/client/lazy.ts";
import { liveFrom } from "@/lib/client/live.ts";
import type { GraphNode } from "@/lib/client/topology/graph.ts";
import type { Shown, Stage } from "@/lib/client/topology/stage.ts";
import { percent } from "@/lib/view/format.ts";
import { hrefOf } from "@/lib/view/hrefs.ts";
import { t, tn } from "@/lib/view/text.ts";
import { type TopologyChoice, topologyChoice, topologyParams } from "@/lib/view/topology.ts";
import type { PageData } from "@/lib/view/types.ts";

const stages = new Lazy(() => import("@/lib/client/topology/stage.ts"));

/** How far a key moves the picture (px). */
const STEP = 60;

function nameOf(node: GraphNode): string {
  return node.kind === "group" ? tn(node.members, "{count} VM", "{count} VMs") : node.name || t("Unnamed");
}

function sentenceOf(node: GraphNode): string {
  const heat = node.heat === null ? [] : [percent(node.heat)];
  return [nameOf(node), t(KINDS[node.kind].text), ...(node.state === "" ? [] : [t(node.state)]), ...heat]
    .join(", ");
}

function open(node: GraphNode): void {
  if (node.kind !== "group") location.assign(hrefOf(node.kind, node.id));
}

export default function Topology({ page, choice: first }: { page: PageData; choice: TopologyChoice }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const stage = useSignal<Stage | null>(null);
  const choice = useSignal(first);
  useEffect(() => {
    let made: Stage | undefined, gone = false;
    // What cannot be loaded is told by Lazy.
    stages.get().then((module) => {
      if (gone || canvas.current === null) return;
      made = new module.Stage(canvas.current, liveFrom(page), choice.peek(), nameOf, open);
      stage.value = made;
    }, () => {});
    return () => {
      gone = true;
      made?.close();
    };
  }, []);
  const on = stage.value;
  const change = (form: HTMLFormElement) => {
    const params = new URLSearchParams();
    for (const [name, value] of new FormData(form)) params.append(name, String(value));
    choice.value = topologyChoice(params);
    const text = topologyParams(choice.value).toString();
    history.replaceState(history.state, "", text === "" ? location.pathname : `?${text}`);
    on?.choose(choice.value);
  };
  return (
    <>
      <TopologyTools
        choice={choice.value}
        found={foundText(on, choice.value.q)}
        onChange={change}
        onNext={() => on?.next()}
      />
      <div class="topology">
        <canvas
          ref={canvas}
          tabIndex={0}
          role="application"
          aria-label={t("Graph of pools, hosts, VMs, storage and networks")}
          aria-describedby="topology-keys"
          onKeyDown={(event) => on !== null && keyed(event, on)}
          onBlur={() => on?.blur()}
        />
        <Card stage={on} />
        <div class="topology-zoom">
          <button
            type="button"
            class="btn icon"
            aria-label={t("Zoom in")}
            onClick={() => on?.lens.scale(1.4)}
          >
            <Icon name="plus" />
          </button>
          <button
            type="button"
            class="btn icon"
            aria-label={t("Zoom out")}
            onClick={() => on?.lens.scale(1 / 1.4)}
          >
            <Icon name="minus" />
          </button>
          <button type="button" class="btn icon" aria-label={t("Show everything")} onClick={() => on?.fit()}>
            <Icon name="maximize" />
          </button>
        </div>
        <Said stage={on} />
      </div>
      <TopologyLegend heat={choice.value.heat !== "none"} />
      <p id="topology-keys" class="soft topology-keys">
        {t(
          "Tab goes from object to object, Enter opens, Escape lets go. Arrows move, + and − zoom, 0 shows everything.",
        )}
      </p>
    </>
  );
}

function foundText(stage: Stage | null, q: string): string {
  if (stage === null || q.trim() === "") return "";
  const { count, at } = stage.found.value;
  return at === 0 ? tn(count, "{count} found", "{count} found") : t("{at} of {count}", { at, count });
}

/** Keys of the graph. Tab leaves it at its end, and after Escape. */
function keyed(event: KeyboardEvent, stage: Stage): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const moves: { readonly [key: string]: () => boolean | void } = {
    Tab: () => stage.walk(event.shiftKey ? -1 : 1),
    Enter: () => stage.enter(),
    Escape: () => stage.leave(),
    ArrowLeft: () => stage.lens.pan(STEP, 0),
    ArrowRight: () => stage.lens.pan(-STEP, 0),
    ArrowUp: () => stage.lens.pan(0, STEP),
    ArrowDown: () => stage.lens.pan(0, -STEP),
    "+": () => stage.lens.scale(1.25),
    "-": () => stage.lens.scale(0.8),
    0: () => stage.fit(),
  };
  // The shell has keys of its own, which must not hear these.
  if (moves[event.key] === undefined || moves[event.key]?.() === false) return;
  event.preventDefault();
  event.stopPropagation();
}

/** What has the focus, for those who hear it. */
function Said({ stage }: { stage: Stage | null }) {
  const node = stage?.said.value ?? null;
  return <p class="sr" aria-live="polite">{node === null ? "" : sentenceOf(node)}</p>;
}

function Card({ stage }: { stage: Stage | null }) {
  const shown = stage?.shown.value ?? null;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => place(box.current, shown));
  if (shown === null) return <div ref={box} hidden />;
  const { node } = shown;
  return (
    <div ref={box} class="card topology-card">
      <p>
        <Icon name={KINDS[node.kind].icon} /> <strong>{nameOf(node)}</strong>
      </p>
      <p class="soft">
        {t(KINDS[node.kind].text)}
        {node.state !== "" && ` · ${t(node.state)}`}
        {node.heat !== null && ` · ${percent(node.heat)}`}
      </p>
      {node.tags.length > 0 && <p class="soft">{node.tags.join(", ")}</p>}
      {node.kind !== "group" && <a href={hrefOf(node.kind, node.id)} tabIndex={-1}>{t("Open")}</a>}
    </div>
  );
}

/** Beside the node, within the picture. */
function place(box: HTMLElement | null, shown: Shown | null): void {
  const around = box?.parentElement;
  if (!box || !around || shown === null) return;
  const x = Math.min(shown.x + 14, around.clientWidth - box.offsetWidth - 8);
  const y = Math.min(shown.y + 14, around.clientHeight - box.offsetHeight - 8);
  box.style.transform = `translate(${Math.max(8, x)}px, ${Math.max(8, y)}px)`;
}
