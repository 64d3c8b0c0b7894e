// What the shell lays over a page, one at a time: the palette, the sheet of keys, what goes on. Its code is loaded when it is wanted.
import { signal } from "@preact/signals";

export const PANELS = ["palette", "keys", "activity"] as const;
export type Panel = typeof PANELS[number];

export const panel = signal<Panel | null>(null);
/** What was typed before the palette was there. */
export let typed = "";

export function show(which: Panel | null, text = ""): void {
  typed = text;
  panel.value = which;
}

/** The panel that something in the page opens: `data-panel` of a link or form, which leads there without script as well. */
function panelOf(target: EventTarget | null): Panel | undefined {
  const name = target instanceof Element
    ? target.closest<HTMLElement>("[data-panel]")?.dataset["panel"]
    : undefined;
  return PANELS.find((one) => one === name);
}

/** Begins to open panels from what the page holds; gives the function that ends it. */
export function openPanels(): () => void {
  const closed = new AbortController(), { signal } = closed;
  addEventListener("click", (event) => {
    const which = panelOf(event.target);
    if (which === undefined || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show(which);
  }, { signal });
  addEventListener("input", (event) => {
    const { target } = event;
    const which = panelOf(target);
    if (which === undefined || !(target instanceof HTMLInputElement)) return;
    show(which, target.value);
    target.value = "";
  }, { signal });
  addEventListener("keydown", (event) => {
    if (event.key !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    show(panel.peek() === "palette" ? null : "palette");
  }, { signal });
  return () => closed.abort();
}
